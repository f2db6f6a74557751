import { eachReference, PdfError, type PdfDictionary, type Snapshot } from "../../formats/pdf/index.ts";

/** One way an object is reached: from which object (0 is the trailer) and under which dictionary key. */
export type Edge = { readonly source: number; readonly key: string };

/** Bound on objects walked for one document: revisions times objects. */
export type WalkBudget = { left: number };

/** Trailer keys that speak of the file's structure, not of its contents. */
const STRUCTURE = new Set("Size Prev ID XRefStm Type W Index Filter DecodeParms Length".split(" "));
/** What LibreOffice notes for itself. Whatever lies there unreached may still not be overridden (`unexplained`). */
for (const key of ["DocChecksum", "AdditionalStreams"]) STRUCTURE.add(key);

/** Trailer entries that lead to objects or say something a reader may act on. */
export const trailerEntries = (
  trailer: PdfDictionary,
): [string, PdfDictionary["entries"] extends ReadonlyMap<string, infer V> ? V : never][] =>
  [...trailer.entries].filter(([key]) => !STRUCTURE.has(key));

/**
 * V12: every reference from the old state's object graph to a watched number, existing there or not: a number nobody
 * used yet may be waiting in a page's /Contents. Reads every reachable object, so a broken one is found here.
 */
export function oldEdges(
  old: Snapshot,
  watched: ReadonlySet<number>,
  budget: WalkBudget,
): Map<number, Edge[]> {
  const edges = new Map<number, Edge[]>();
  const seen = new Set<number>();
  const stack: number[] = [];
  const meet = (target: number, source: number, key: string): void => {
    if (watched.has(target)) {
      const known = edges.get(target);
      if (known === undefined) edges.set(target, [{ source, key }]);
      else known.push({ source, key });
    }
    if (seen.has(target)) return;
    seen.add(target);
    stack.push(target);
  };
  for (const [key, entry] of trailerEntries(old.revision.trailer))
    eachReference(entry, (reference) => meet(reference.number, 0, key), key);
  for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
    budget.left -= 1;
    if (budget.left < 0)
      throw new PdfError("pdf.too_large", "the PDF is too large: too many objects in too many revisions");
    const source = number;
    const object = old.load(number)?.object;
    if (object !== undefined) eachReference(object, (reference, key) => meet(reference.number, source, key));
  }
  return edges;
}

/**
 * A list that is an object of its own (/Annots, /Fields, /Kids by reference) lends the keys it is held under to what it lists:
 * an edge out of it says every one of them, so a rule has to accept them all.
 */
export function throughLists(
  old: Snapshot,
  edges: ReadonlyMap<number, readonly Edge[]>,
  budget: WalkBudget,
): ReadonlyMap<number, readonly Edge[]> {
  const lists = new Set<number>();
  for (const { source, key } of [...edges.values()].flat())
    if (key === "" && old.load(source)?.object.kind === "array") lists.add(source);
  if (lists.size === 0) return edges;
  const holders = oldEdges(old, lists, budget);
  const named = ({ source, key }: Edge): readonly Edge[] =>
    key === "" && lists.has(source)
      ? (holders.get(source) ?? []).map((holder) => ({ source, key: holder.key }))
      : [{ source, key }];
  return new Map([...edges].map(([number, ways]) => [number, ways.flatMap(named)]));
}
