import { child, valueOf, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal } from "../units.ts";

/** What a paragraph is in the outline of its document: the title, a heading of level 1 to 9, or (undefined) text. */
export type Rank = "title" | number | undefined;

/** w:outlineLvl 9 is "body text": it takes a heading's rank away. */
const BODY_TEXT = 9;
const HEADING = /^(?:heading|标题) ?([1-9])$/i;
const TITLE = /^(?:title|标题)$/i;

/** The rank by w:outlineLvl, the paragraph's own before its styles' (nearest first), else by the built-in names of the styles. */
export function rankOf(properties: XmlElement | undefined, styles: readonly XmlElement[]): Rank {
  const nearest = styles[0];
  if (TITLE.test(nameOf(nearest))) return "title";
  for (const source of [properties, ...styles.map((style) => child(style, "w:pPr"))]) {
    const level = decimal(valueOf(child(source, "w:outlineLvl")));
    if (level !== undefined) return level >= 0 && level < BODY_TEXT ? level + 1 : undefined;
  }
  for (const style of styles) {
    const level = HEADING.exec(nameOf(style))?.[1];
    if (level !== undefined) return Number(level);
  }
  return undefined;
}

const nameOf = (style: XmlElement | undefined): string => valueOf(child(style, "w:name"))?.trim() ?? "";
