import { child, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { emu } from "../units.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Picture } from "./story.ts";

/** Largest side of a picture, points: two metres. */
const LARGEST = 5_670;

/** Reads an inline picture. An anchored one is set inline and noted; shapes, charts and linked pictures are only noted. */
export function readDrawing(element: XmlElement, reading: Reading): Picture | undefined {
  const inline = child(element, "wp:inline");
  const frame = inline ?? child(element, "wp:anchor");
  const blip = descend(frame, "a:graphic", "a:graphicData", "pic:pic", "pic:blipFill", "a:blip");
  const extent = child(frame, "wp:extent");
  if (frame === undefined || blip === undefined || extent === undefined) {
    notUnderstood(reading, "w:drawing");
    return undefined;
  }
  if (inline === undefined)
    reading.notes.add("layout.anchor_inlined", "浮动图片按行内图片排出", `${reading.part} wp:anchor`);
  const id = blip.attributes["r:embed"];
  const relation = id === undefined ? undefined : reading.docx.relations(reading.part).get(id);
  if (relation === undefined || relation.external) {
    reading.notes.add(
      "layout.image_not_embedded",
      "图片未嵌入文档，不会从外部取用",
      `${reading.part} a:blip`,
    );
    return undefined;
  }
  const width = Math.min(emu(extent.attributes.cx), LARGEST);
  const height = Math.min(emu(extent.attributes.cy), LARGEST);
  const { descr, title } = child(frame, "wp:docPr")?.attributes ?? {};
  const alt = (descr ?? title ?? "").trim();
  return width > 0 && height > 0 ? { part: relation.target, width, height, alt } : undefined;
}
