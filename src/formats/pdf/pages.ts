import { LIMITS } from "./limits.ts";
import { nameOf, type PdfDictionary, type PdfObject } from "./objects.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import type { Snapshot } from "./snapshot.ts";

/** One page. `index` counts from 0. */
export type PdfPage = { readonly index: number; readonly number: number; readonly dictionary: PdfDictionary };

/** All pages in order, from the page tree itself (/Count is not trusted). A circle in the tree is `pdf.malformed`. */
export function pagesOf(snapshot: Snapshot): readonly PdfPage[] {
  const known = READ.get(snapshot);
  if (known !== undefined) return known;
  const pages = readPages(snapshot);
  READ.set(snapshot, pages);
  return pages;
}

/** A snapshot never changes, and a verifier asks for its pages again and again. */
const READ = new WeakMap<Snapshot, readonly PdfPage[]>();

function readPages(snapshot: Snapshot): PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const visit = (object: PdfObject | undefined, depth: number): void => {
    if (object?.kind !== "reference") throw malformed("a page is not an indirect object");
    if (seen.has(object.number)) throw malformed(`page node ${object.number} is reached twice`);
    if (seen.size >= LIMITS.pages || depth > LIMITS.depth) throw tooLarge("too many pages");
    seen.add(object.number);
    const dictionary = snapshot.dictionary(object);
    if (dictionary === undefined) throw malformed(`page node ${object.number} is not a dictionary`);
    const kids = snapshot.resolve(dictionary.entries.get("Kids"));
    if (nameOf(dictionary.entries.get("Type")) === "Pages" || kids !== undefined) {
      if (kids?.kind !== "array") throw malformed(`page node ${object.number} has no /Kids`);
      for (const kid of kids.items) visit(kid, depth + 1);
    } else pages.push({ index: pages.length, number: object.number, dictionary });
  };
  visit(snapshot.catalog.entries.get("Pages"), 0);
  return pages;
}

/** Number of pages. */
export const pageCount = (snapshot: Snapshot): number => pagesOf(snapshot).length;
