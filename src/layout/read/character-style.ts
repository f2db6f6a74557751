import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import type { Reading } from "./reading.ts";

/** Whether a w:rPr names the style of links. */
export function isLink(element: XmlElement | undefined, reading: Reading): boolean {
  const id = child(element, "w:rStyle")?.attributes["w:val"];
  const [style] = id === undefined ? [] : reading.styles.character(id).elements;
  return child(style, "w:name")?.attributes["w:val"]?.toLowerCase() === "hyperlink";
}

/** Properties of the character style that a w:rPr names. */
export function characterStyle(element: XmlElement | undefined, reading: Reading): Partial<RunProperties> {
  const id = child(element, "w:rStyle")?.attributes["w:val"];
  return id === undefined ? {} : reading.styles.character(id).run;
}
