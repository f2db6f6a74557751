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
