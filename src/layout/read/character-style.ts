import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import type { Reading } from "./reading.ts";

/** Properties of the character style that a w:rPr names. */
export function characterStyle(element: XmlElement | undefined, reading: Reading): Partial<RunProperties> {
  const id = child(element, "w:rStyle")?.attributes["w:val"];
  return id === undefined ? {} : reading.styles.character(id).run;
}
