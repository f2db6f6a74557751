import { isSpace, Lexer, type PdfFile, type Snapshot } from "../../formats/pdf/index.ts";

/**
 * V4: every byte of a later revision belongs to an object its cross-reference lists, to the cross-reference, or is white
 * space or a comment. Anything else is for readers that reconstruct, and they would show it.
 */
export function hasStrayBytes(pdf: PdfFile, after: Snapshot): boolean {
  const { revision } = after;
  const lexer = new Lexer(pdf.bytes);
  const extents = new Map<number, number>();
  for (const section of revision.sections) {
    // A cross-reference may be named by the line end before it.
    lexer.at = section.start;
    lexer.skipBlank();
    extents.set(lexer.at, section.end);
  }
  for (const [number, entry] of revision.entries) {
    if (entry.kind !== "offset" || entry.offset < revision.start) continue;
    const indirect = after.load(number);
    // A cross-reference stream may list itself; its section reaches further, over the startxref behind it.
    if (indirect !== undefined && !extents.has(indirect.start)) extents.set(indirect.start, indirect.end);
  }
  lexer.at = revision.start;
  while (lexer.at < revision.endOfMarker) {
    if (isSpace(lexer.peek()) || lexer.peek() === 0x25) {
      lexer.skipSpace();
      continue;
    }
    const end = extents.get(lexer.at);
    if (end === undefined) return true;
    lexer.at = end;
  }
  return false;
}
