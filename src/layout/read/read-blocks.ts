import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import { setFrames } from "./set-frames.ts";
import { NO_UNDERLAY, readParagraph, type Underlay } from "./read-paragraph.ts";
import { readTable } from "./read-table.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Block, Held } from "./story.ts";
import { held } from "./transparent.ts";

const QUIET = new Set([
  "w:sectPr",
  "w:bookmarkStart",
  "w:bookmarkEnd",
  "w:proofErr",
  "w:permStart",
  "w:permEnd",
  "w:tcPr",
  "w:commentRangeStart",
  "w:commentRangeEnd",
]);

/** Paragraphs and tables inside a body, a cell, a header or a footer. */
export function readBlocks(
  parent: XmlElement,
  reading: Reading,
  underlay: Underlay = NO_UNDERLAY,
): readonly Block[] {
  return setFrames(held(parent).flatMap((each) => readBlock(each, reading, underlay)));
}

/** One paragraph or table; nothing (and a note) for anything else. */
export function readBlock({ element, places }: Held, reading: Reading, underlay: Underlay): readonly Block[] {
  if (element.name === "w:p") return [readParagraph(element, reading, { places, underlay })];
  if (element.name === "w:tbl") return [readTable(element, reading, { places, readBlock })];
  if (!QUIET.has(element.name)) notUnderstood(reading, element.name);
  return [];
}
