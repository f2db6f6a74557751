import { child, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { hexColor } from "../units.ts";
import { emu } from "../units.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Axis, Float, Picture } from "./story.ts";

/** Largest side of a picture, points: two metres. */
const LARGEST = 5_670;
const INSETS = { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 };

/** What a w:drawing puts in the line, or beside the text. Shapes without text, charts and linked pictures are only noted. */
export type Drawn = { readonly image: Picture } | { readonly float: Float };

/** Reads a picture or a text box, in the line or anchored. */
export function readDrawing(element: XmlElement, reading: Reading): Drawn | undefined {
  const inline = child(element, "wp:inline");
  const frame = inline ?? child(element, "wp:anchor");
  const content = descend(frame, "a:graphic", "a:graphicData");
  const extent = child(frame, "wp:extent");
  const width = Math.min(emu(extent?.attributes.cx), LARGEST);
  const height = Math.min(emu(extent?.attributes.cy), LARGEST);
  const text = descend(content, "wps:wsp", "wps:txbx", "w:txbxContent");
  const blip = descend(content, "pic:pic", "pic:blipFill", "a:blip");
  if (frame === undefined || width <= 0 || height <= 0 || (blip === undefined && text === undefined)) {
    notUnderstood(reading, "w:drawing");
    return undefined;
  }
  const { descr, title } = child(frame, "wp:docPr")?.attributes ?? {};
  const part = blip === undefined ? undefined : embedded(blip.attributes["r:embed"], reading, "a:blip");
  if (blip !== undefined && part === undefined) return undefined;
  const picture =
    part === undefined ? undefined : { part, width, height, alt: (descr ?? title ?? "").trim() };
  if (inline !== undefined && picture !== undefined) return { image: picture };
  return {
    float: {
      width,
      height,
      x: axisOf(child(frame, "wp:positionH"), "H"),
      y: axisOf(child(frame, "wp:positionV"), "V"),
      wrap: wrapOf(frame, { inline: inline !== undefined, reading }),
      picture,
      blocks: text === undefined ? [] : reading.blocksIn(text, reading),
      ...(text === undefined ? NO_BOX : boxOf(content)),
    },
  };
}

const NO_BOX: Pick<Float, "margins" | "border" | "background"> = {
  margins: { left: 0, top: 0, right: 0, bottom: 0 },
  border: undefined,
  background: undefined,
};

function boxOf(content: XmlElement | undefined): typeof NO_BOX {
  const shape = descend(content, "wps:wsp", "wps:spPr");
  const outline = child(shape, "a:ln");
  const color = hexColor(descend(outline, "a:solidFill", "a:srgbClr")?.attributes.val);
  const drawn = child(outline, "a:solidFill") !== undefined;
  const insets = descend(content, "wps:wsp", "wps:bodyPr")?.attributes;
  const side = (name: string, otherwise: number): number =>
    insets?.[name] === undefined ? otherwise : emu(insets[name]);
  return {
    margins: {
      left: side("lIns", INSETS.left),
      top: side("tIns", INSETS.top),
      right: side("rIns", INSETS.right),
      bottom: side("bIns", INSETS.bottom),
    },
    border: drawn
      ? {
          style: "single",
          width: Math.max(0.25, emu(outline?.attributes.w) || 0.75),
          color: color ?? "000000",
          space: 0,
        }
      : undefined,
    background: hexColor(descend(shape, "a:solidFill", "a:srgbClr")?.attributes.val),
  };
}

/** The part of an embedded picture; a linked one is noted and never fetched. */
export function embedded(id: string | undefined, reading: Reading, name: string): string | undefined {
  const relation = id === undefined ? undefined : reading.docx.relations(reading.part).get(id);
  if (relation !== undefined && !relation.external) return relation.target;
  reading.notes.add("layout.image_not_embedded", "图片未嵌入文档，不会从外部取用", `${reading.part} ${name}`);
  return undefined;
}

const ALIGNED: Readonly<Record<string, Axis["at"]>> = {
  left: "start",
  top: "start",
  inside: "start",
  center: "middle",
  right: "end",
  bottom: "end",
  outside: "end",
};

function axisOf(element: XmlElement | undefined, axis: "H" | "V"): Axis {
  const relative = element?.attributes.relativeFrom ?? "";
  const from = relative === "page" ? "page" : /margin/i.test(relative) ? "margin" : "text";
  const align = child(element, "wp:align")?.text.trim();
  if (align !== undefined)
    return { from: axis === "H" && from === "text" ? "text" : from, at: ALIGNED[align] ?? "start" };
  return { from, at: emu(child(element, "wp:posOffset")?.text.trim()) };
}

function wrapOf(
  frame: XmlElement,
  { inline, reading }: { readonly inline: boolean; readonly reading: Reading },
): Float["wrap"] {
  if (inline || child(frame, "wp:wrapTopAndBottom") !== undefined) return "below";
  if (child(frame, "wp:wrapNone") === undefined)
    reading.notes.add("layout.wrap_not_followed", "文字未绕排浮动对象", `${reading.part} wp:anchor`);
  return "none";
}
