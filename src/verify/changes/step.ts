import {
  eachReference,
  nameOf,
  type PdfDictionary,
  type PdfFile,
  type PdfObject,
  sameObject,
  type Snapshot,
  signatureFields,
  wholeOf,
} from "../../formats/pdf/index.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { type Edge, oldEdges, throughLists, type WalkBudget } from "./old-edges.ts";

/** Accepts a way by which the old state reaches an object. */
export type EdgeRule = (edge: Edge) => boolean;

/** What kind of change explains an object; its words are in `describe-change.ts`. */
export type ChangeKind =
  | "catalog"
  | "form"
  | "signature"
  | "timestamp"
  | "field_value"
  | "field_added"
  | "annotation"
  | "page_list"
  | "validation"
  | "metadata"
  | "information"
  | "container"
  | "unused"
  | "unexplained"
  | "freed";

/** Where a change belongs, as far as the rule that explained it knows. */
export type Place = { readonly kind: ChangeKind; readonly field?: string };

/** One revision under judgement: the state before it, the state after it, and what has been explained so far. */
export class Step {
  readonly pdf: PdfFile;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Numbers whose object differs between the two states. */
  readonly changed: ReadonlySet<number>;
  readonly freed: readonly number[];
  readonly reasons = new Set<ReasonCode>();
  /** What each explained object is, for the words of the report. */
  readonly places = new Map<number, Place>();
  readonly #edges: ReadonlyMap<number, readonly Edge[]>;
  readonly #explained = new Map<number, EdgeRule[]>();
  #place: Place = { kind: "form" };

  constructor(pdf: PdfFile, index: number, budget: WalkBudget) {
    this.pdf = pdf;
    this.before = pdf.at(index - 1);
    this.after = pdf.at(index);
    const { changed, freed } = changedNumbers(this);
    this.changed = changed;
    this.freed = [...freed, ...cutOff(this)];
    if (this.freed.length > 0) this.reasons.add("verify.change_freed");
    const edges = oldEdges(this.before, watchedNumbers(this), budget);
    this.#edges = throughLists(this.before, edges, budget);
  }

  /** Runs a rule under whose name objects are explained. */
  under<Result>(place: Place, rule: () => Result): Result {
    const outer = this.#place;
    this.#place = place;
    try {
      return rule();
    } finally {
      this.#place = outer;
    }
  }

  /** Says that a changed object is explained, provided the old state reaches it only by edges the rule accepts. */
  explain(number: number, rule: EdgeRule = () => false): void {
    if (!this.changed.has(number)) return;
    const known = this.#explained.get(number);
    if (known === undefined) this.#explained.set(number, [rule]);
    else known.push(rule);
    if (!this.places.has(number)) this.places.set(number, this.#place);
  }

  /** As `explain`, for a reference; other objects need no explanation. */
  arrive(object: PdfObject | undefined, rule?: EdgeRule): void {
    if (object?.kind === "reference") this.explain(object.number, rule);
  }

  /** Explains all changed objects under an object; objects that did not change are not entered. */
  explainTree(object: PdfObject | undefined, rule?: EdgeRule): void {
    const seen = new Set<number>();
    const stack: PdfObject[] = object ? [object] : [];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      eachReference(top, ({ number }) => {
        if (!this.changed.has(number) || seen.has(number)) return;
        seen.add(number);
        this.explain(number, rule);
        const indirect = this.after.load(number);
        if (indirect !== undefined) stack.push(indirect.object);
      });
    }
  }

  /** The ways by which the old state reaches a watched object. */
  edgesTo(number: number): readonly Edge[] {
    return this.#edges.get(number) ?? [];
  }

  /**
   * New objects that nothing reaches: neither the old state, nor the trailer, nor any explained object. Writers leave such
   * scraps. They show nothing, and whatever would bring one to life later is a change of its own.
   */
  explainUnused(): void {
    const reached = new Set<number>();
    const meet = ({ number }: { number: number }): void => void reached.add(number);
    for (const value of this.after.revision.trailer.entries.values()) eachReference(value, meet);
    const fresh = [...this.changed].filter((number) => !this.#explained.has(number));
    const scraps = new Set(
      fresh.filter(
        (number) =>
          this.before.entry(number) === undefined &&
          this.edgesTo(number).length === 0 &&
          !this.#leadsReaders(number),
      ),
    );
    for (const number of this.changed) {
      const object = scraps.has(number) ? undefined : this.after.load(number)?.object;
      if (object !== undefined) eachReference(object, meet);
    }
    this.under({ kind: "unused" }, () => {
      for (const number of scraps) if (!reached.has(number)) this.explain(number);
    });
  }

  /** Whether an object is of a kind that readers who reconstruct a file start from: an unused one is a second document. */
  #leadsReaders(number: number): boolean {
    const object = this.after.load(number)?.object;
    const dictionary = object?.kind === "stream" ? object.dictionary : object;
    if (dictionary?.kind !== "dictionary") return false;
    const type = nameOf(dictionary.entries.get("Type"));
    // PDFBox leaves the cross-reference stream it did not need; one that names the same catalog, or none, leads nowhere else.
    const root = dictionary.entries.get("Root");
    if (type === "XRef") return root !== undefined && !sameObject(root, this.after.root);
    return type === "Catalog" || type === "Pages" || type === "Page" || type === "ObjStm";
  }

  /**
   * Changed numbers that no rule explained, or that the old state reaches by a path no rule cleared (V12), or that it held
   * and reached by no path at all: overriding what lies unused is how a prepared object is brought to life.
   */
  unexplained(): number[] {
    return [...this.changed].filter((number) => {
      const rules = this.#explained.get(number);
      if (rules === undefined) return true;
      const edges = this.edgesTo(number);
      if (edges.length === 0) return this.before.load(number) !== undefined;
      return edges.some((edge) => !rules.some((rule) => rule(edge)));
    });
  }
}

function changedNumbers(step: { before: Snapshot; after: Snapshot }): {
  changed: Set<number>;
  freed: number[];
} {
  const changed = new Set<number>();
  const freed: number[] = [];
  const { entries, contested } = step.after.revision;
  for (const [number, entry] of entries) {
    const old = step.before.load(number);
    // A hybrid file that frees an object in its table and lists it in its stream removes it for half of all readers.
    if (entry.kind === "free" || contested.has(number)) {
      if (old !== undefined) freed.push(number);
      if (entry.kind === "free") continue;
    }
    const fresh = step.after.load(number);
    if (old?.generation !== fresh?.generation || !sameObject(old?.object, fresh?.object)) changed.add(number);
  }
  return { changed, freed };
}

/**
 * Objects the file had, which the newest /Size takes away: numbers from /Size on are missing (ISO 32000-2 Table 15), and PDFium
 * drops them. A revision in between whose /Size is too small is put right by the next: readers take the newest.
 */
function cutOff({ before, after, pdf }: { before: Snapshot; after: Snapshot; pdf: PdfFile }): number[] {
  const earlier = pdf.revisions.slice(0, after.revision.index);
  const fresh = sizeOf(after.revision);
  if (after.revision.index < pdf.revisions.length - 1 || fresh === undefined) return [];
  const most = Math.max(...earlier.map((revision) => sizeOf(revision) ?? Number.POSITIVE_INFINITY));
  if (fresh >= most) return [];
  const numbers = new Set(earlier.flatMap(({ entries }) => [...entries.keys()]));
  return [...numbers].filter(
    (number) => number >= fresh && number < most && before.load(number) !== undefined,
  );
}

const sizeOf = ({ trailer }: { readonly trailer: PdfDictionary }): number | undefined =>
  wholeOf(trailer.entries.get("Size"));

/** Changed numbers, and the appearances that changed signature fields stood on: leaving one must be as clean as replacing it. */
function watchedNumbers(step: { before: Snapshot; changed: ReadonlySet<number> }): Set<number> {
  const watched = new Set(step.changed);
  for (const field of signatureFields(step.before)) {
    for (const number of field.widgets) {
      const appearance = step.changed.has(number) ? appearanceOf(step.before, number) : undefined;
      if (appearance?.kind === "reference") watched.add(appearance.number);
    }
  }
  return watched;
}

/** The /AP of a widget as written. */
export function appearanceOf(state: Snapshot, widget: number): PdfObject | undefined {
  const object = state.load(widget)?.object;
  return object?.kind === "dictionary" ? object.entries.get("AP") : undefined;
}

/** Keys whose values differ between two dictionaries. */
export function differingKeys(before: PdfDictionary, after: PdfDictionary): string[] {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].filter((key) => !sameObject(before.entries.get(key), after.entries.get(key)));
}
