import { SaxesParser } from "saxes";
import {
  eachReference,
  nameOf,
  type PdfDictionary,
  type PdfObject,
  sameObject,
  type Snapshot,
} from "../../formats/pdf/index.ts";
import { equalBytes } from "../../kit/bytes.ts";
import type { Edge } from "./old-edges.ts";
import type { Step } from "./step.ts";

/** V13, archive level: /DSS only grows, XMP stays well-formed XML, document information stays plain values. */
export function judgeArchive(step: Step): void {
  const [old, fresh] = [step.before, step.after].map((state) => state.catalog.entries.get("DSS"));
  const growth = { old, fresh, source: step.before.root.number, key: "DSS" };
  if (!step.under({ kind: "validation" }, () => grows(step, growth, 0)))
    step.reasons.add("verify.change_catalog");
  step.under({ kind: "catalog" }, () => judgeExtensions(step));
  step.under({ kind: "metadata" }, () => judgeMetadata(step));
  step.under({ kind: "information" }, () => judgeInformation(step));
}

type Growth = {
  readonly old: PdfObject | undefined;
  readonly fresh: PdfObject | undefined;
  readonly source: number;
  readonly key: string;
  /** Key of the dictionary it stands in. */
  readonly inside?: string;
};

/** Whether everything old is still there: dictionaries keep their entries, arrays keep their items; what is new is explained. */
export function grows(step: Step, growth: Growth, depth: number): boolean {
  const { old, fresh, source, key } = growth;
  if (depth > 6) return false;
  // /Type is optional in a DSS and its parts: writers that gather it anew may leave it out.
  if (fresh === undefined) return old === undefined || key === "Type";
  const inside = fresh.kind === "reference" ? fresh.number : source;
  step.arrive(fresh, (edge: Edge) => edge.source === source && edge.key === key);
  const before = step.before.resolve(old);
  const after = step.after.resolve(fresh);
  if (before === undefined) {
    step.explainTree(after);
    return true;
  }
  if (key !== "VRI" && growth.inside === "VRI") {
    // What was gathered for one signature may be gathered anew (ISO 32000-2 §12.8.4.4): it shows nothing.
    if (before.kind === "name") return sameObject(before, after);
    step.explainTree(fresh, (edge) => edge.source === inside);
    if (after?.kind === "dictionary") explainLists(step, after, inside);
    return after?.kind === "dictionary";
  }
  if (before.kind === "array" && after?.kind === "array") {
    step.explainTree(after);
    return before.items.every(
      (item) => after.items.some((other) => sameObject(item, other)) || isCopied(step, item, after.items),
    );
  }
  if (before.kind === "dictionary" && after?.kind === "dictionary") {
    const keys = [
      ...before.entries.keys(),
      ...[...after.entries.keys()].filter((one) => !before.entries.has(one)),
    ];
    return keys.every((one) =>
      grows(
        step,
        {
          old: before.entries.get(one),
          fresh: after.entries.get(one),
          source: inside,
          key: one,
          inside: key,
        },
        depth + 1,
      ),
    );
  }
  return sameObject(before, after);
}

/** The lists of one signature's entry in /VRI, where they are objects of their own and were written anew in place. */
function explainLists(step: Step, entry: PdfDictionary, number: number): void {
  for (const list of entry.entries.values()) {
    step.arrive(list, ({ source }) => source === number);
    const held = list.kind === "reference" ? list.number : number;
    step.explainTree(step.after.resolve(list), ({ source }) => source === number || source === held);
  }
}

/** Whether an item's contents are among these under another number: some writers gather everything anew. */
function isCopied(step: Step, item: PdfObject, among: readonly PdfObject[]): boolean {
  const old = contentsOf(step.before, item);
  return old !== undefined && among.some((other) => sameBytes(old, contentsOf(step.after, other)));
}

const sameBytes = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && equalBytes(a, b);

/** Inflating the same store again and again is bounded by what one file may inflate to. */
function contentsOf(state: Snapshot, item: PdfObject): Uint8Array | undefined {
  const stream = state.resolve(item);
  return stream?.kind === "stream" ? state.decode(stream) : undefined;
}

/** /Extensions names versions of the format; as long as it holds plain values, nothing hangs on it. */
function judgeExtensions(step: Step): void {
  const written = step.after.catalog.entries.get("Extensions");
  const resolved = step.after.resolve(written);
  if (resolved !== undefined && !isPlain(resolved)) step.reasons.add("verify.change_catalog");
  step.arrive(written, ({ source, key }) => source === step.before.root.number && key === "Extensions");
}

function isPlain(object: PdfObject): boolean {
  let plain = true;
  eachReference(object, () => {
    plain = false;
  });
  return plain && object.kind !== "stream";
}

function judgeMetadata(step: Step): void {
  const written = step.after.catalog.entries.get("Metadata");
  const before = step.before.catalog.entries.get("Metadata");
  const touched =
    !sameObject(before, written) || (written?.kind === "reference" && step.changed.has(written.number));
  if (!touched) return;
  const stream = step.after.resolve(written);
  const sound =
    stream?.kind === "stream" &&
    nameOf(stream.dictionary.entries.get("Subtype")) === "XML" &&
    isWellFormed(step.after.decode(stream));
  if (!sound) step.reasons.add("verify.change_catalog");
  step.arrive(written, ({ source, key }) => source === step.before.root.number && key === "Metadata");
}

function isWellFormed(bytes: Uint8Array): boolean {
  try {
    new SaxesParser({ xmlns: true }).write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
    return true;
  } catch {
    return false;
  }
}

/** The information dictionary is shown in no page; it may change if it holds nothing but plain values, here or by reference. */
function judgeInformation(step: Step): void {
  const written = step.after.revision.trailer.entries.get("Info");
  const values = [...(step.after.dictionary(written)?.entries.values() ?? [])];
  if (values.some((value) => HOLDS_OTHERS.has(step.after.resolve(value)?.kind ?? "null"))) return;
  step.arrive(written, ({ source, key }) => source === 0 && key === "Info");
  const own = written?.kind === "reference" ? written.number : 0;
  for (const value of values) step.arrive(value, ({ source }) => source === own);
}

const HOLDS_OTHERS: ReadonlySet<string> = new Set(["array", "dictionary", "stream"]);
