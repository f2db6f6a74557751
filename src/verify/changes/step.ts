import {
  eachReference,
  type PdfDictionary,
  type PdfFile,
  type PdfObject,
  sameObject,
  type Snapshot,
} from "../../formats/pdf/index.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { type Edge, oldEdges, type WalkBudget } from "./old-edges.ts";

type EdgeRule = (edge: Edge) => boolean;

/** One revision under judgement: the state before it, the state after it, and what has been explained so far. */
export class Step {
  readonly pdf: PdfFile;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Numbers whose object differs between the two states. */
  readonly changed: ReadonlySet<number>;
  readonly reasons = new Set<ReasonCode>();
  readonly #edges: ReadonlyMap<number, readonly Edge[]>;
  readonly #explained = new Map<number, EdgeRule[]>();

  constructor(pdf: PdfFile, index: number, budget: WalkBudget) {
    this.pdf = pdf;
    this.before = pdf.at(index - 1);
    this.after = pdf.at(index);
    this.changed = changedNumbers(this);
    this.#edges = oldEdges(this.before, this.changed, budget);
  }

  /** Says that a changed object is explained, provided the old state reaches it only by edges the rule accepts. */
  explain(number: number, rule: EdgeRule = () => false): void {
    if (!this.changed.has(number)) return;
    this.#explained.set(number, [...(this.#explained.get(number) ?? []), rule]);
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

  /** Changed numbers that no rule explained, or that the old state reaches by a path no rule cleared (V12). */
  unexplained(): number[] {
    return [...this.changed].filter((number) => {
      const rules = this.#explained.get(number);
      if (rules === undefined) return true;
      return (this.#edges.get(number) ?? []).some((edge) => !rules.some((rule) => rule(edge)));
    });
  }
}

function changedNumbers(step: { before: Snapshot; after: Snapshot; reasons: Set<ReasonCode> }): Set<number> {
  const changed = new Set<number>();
  for (const [number, entry] of step.after.revision.entries) {
    const old = step.before.load(number);
    if (entry.kind === "free") {
      if (old !== undefined) step.reasons.add("verify.change_freed");
      continue;
    }
    const fresh = step.after.load(number);
    if (old?.generation !== fresh?.generation || !sameObject(old?.object, fresh?.object)) changed.add(number);
  }
  return changed;
}

/** Keys whose values differ between two dictionaries. */
export function differingKeys(before: PdfDictionary, after: PdfDictionary): string[] {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].filter((key) => !sameObject(before.entries.get(key), after.entries.get(key)));
}
