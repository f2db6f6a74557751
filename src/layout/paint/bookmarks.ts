import { type PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFRef } from "pdf-lib";
import type { Paragraph } from "../read/story.ts";
import { textString } from "./pdf-objects.ts";
import type { Sheet } from "./sheet.ts";
import type { PlacedHeading } from "./tags/tag-sheet.ts";

type Bookmark = { readonly heading: PlacedHeading; readonly ref: PDFRef; readonly inside: Bookmark[] };

/** Writes the outline (ISO 32000-1 §12.3.3) from the headings, each leading to the top of its line. None for a document without headings. */
export function writeBookmarks(
  pdf: PDFDocument,
  headings: readonly PlacedHeading[],
  sheets: readonly Sheet[],
): void {
  const named = headings.filter(({ paragraph }) => textOf(paragraph) !== "");
  if (named.length === 0) return;
  const { context, catalog } = pdf;
  const top: Bookmark[] = [];
  const open: Bookmark[] = [];
  for (const heading of named) {
    while ((open.at(-1)?.heading.depth ?? 0) >= heading.depth) open.pop();
    const bookmark = { heading, ref: context.nextRef(), inside: [] };
    (open.at(-1)?.inside ?? top).push(bookmark);
    open.push(bookmark);
  }
  const pages = pdf.getPages().map((page) => page.ref);
  const write = (siblings: readonly Bookmark[], parent: PDFRef, into: PDFDict): void => {
    const [first, last] = [siblings[0], siblings.at(-1)];
    if (first === undefined || last === undefined) return;
    into.set(PDFName.of("First"), first.ref);
    into.set(PDFName.of("Last"), last.ref);
    into.set(PDFName.of("Count"), PDFNumber.of(countOf(siblings)));
    for (const [index, { heading, ref, inside }] of siblings.entries()) {
      const page = pages[heading.page];
      const height = sheets[heading.page]?.height ?? 0;
      const up = Math.round((height - heading.top) * 100) / 100;
      const dict = context.obj({ Title: textString(textOf(heading.paragraph)), Parent: parent });
      if (page !== undefined)
        dict.set(PDFName.of("Dest"), context.obj([page, PDFName.of("XYZ"), null, up, null]));
      const [before, after] = [siblings[index - 1], siblings[index + 1]];
      if (before !== undefined) dict.set(PDFName.of("Prev"), before.ref);
      if (after !== undefined) dict.set(PDFName.of("Next"), after.ref);
      write(inside, ref, dict);
      context.assign(ref, dict);
    }
  };
  const outlines = context.nextRef();
  const root = context.obj({ Type: "Outlines" });
  write(top, outlines, root);
  context.assign(outlines, root);
  catalog.set(PDFName.of("Outlines"), outlines);
}

const countOf = (bookmarks: readonly Bookmark[]): number =>
  bookmarks.reduce((sum, { inside }) => sum + 1 + countOf(inside), 0);

/** What the heading says, on one line. */
const textOf = (paragraph: Paragraph): string =>
  paragraph.inlines
    .map((inline) =>
      inline.kind === "text" && !inline.run.hidden ? inline.text : inline.kind === "image" ? "" : " ",
    )
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
