import { openDocx } from "../formats/docx/open-docx.ts";
import { child, type XmlElement } from "../formats/docx/xml-tree.ts";
import type { Bytes } from "../kit/bytes.ts";
import { isMarkedTag } from "./read/transparent.ts";

/** Whether a DOCX has content controls that the layout would report as marks, in its text, headers or footers. Throws `docx.*`. */
export function hasPlaces(docx: Bytes): boolean {
  const opened = openDocx(docx);
  const parts = [
    opened.main,
    ...[...opened.relations(opened.main).values()].filter(isRunning).map(({ target }) => target),
  ];
  return parts.some((part) => holdsPlace(opened.xml(part)));
}

const isRunning = ({ type, external }: { readonly type: string; readonly external: boolean }): boolean =>
  !external && /\/(?:header|footer)$/.test(type);

function holdsPlace(element: XmlElement | undefined): boolean {
  if (element === undefined) return false;
  if (element.name === "w:sdt") {
    const tag = child(child(element, "w:sdtPr"), "w:tag")?.attributes["w:val"] ?? "";
    if (isMarkedTag(tag)) return true;
  }
  return element.children.some(holdsPlace);
}
