import { eachReference, PdfError, type Snapshot } from "../../formats/pdf/index.ts";

/** One way an object is reached: from which object (0 is the trailer) and under which dictionary key. */
export type Edge = { readonly source: number; readonly key: string };

/** Bound on objects walked for one document: revisions times objects. */
export type WalkBudget = { left: number };

/**
 * V12: every reference from the old state's object graph to a changed number, existing there or not: a number nobody
 * used yet may be waiting in a page's /Contents. Reads every reachable object, so a broken one is found here.
 */
export function oldEdges(
  old: Snapshot,
  changed: ReadonlySet<number>,
  budget: WalkBudget,
): Map<number, Edge[]> {
  const edges = new Map<number, Edge[]>();
  const seen = new Set<number>();
  const stack: number[] = [];
  const meet = (target: number, source: number, key: string): void => {
    if (changed.has(target)) edges.set(target, [...(edges.get(target) ?? []), { source, key }]);
    if (seen.has(target)) return;
    seen.add(target);
    stack.push(target);
  };
  for (const key of ["Root", "Info"]) {
    const entry = old.revision.trailer.entries.get(key);
    if (entry !== undefined) eachReference(entry, (reference) => meet(reference.number, 0, key));
  }
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
