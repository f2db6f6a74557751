import { child, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, emu } from "../units.ts";
import { PLAIN_FLOAT } from "./plain-float.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import { pictureLook, turnedSize } from "./picture-look.ts";
import { frameIn, shapeLook, unknownForm } from "./shape-look.ts";
import type { Axis, Float, Picture, Sides } from "./story.ts";

/** Largest side of a picture, points: two metres. */
const LARGEST = 5_670;
/** Groups inside groups that are opened. */
const DEEPEST = 8;
const EMU = 12_700;

/** What a w:drawing puts in the line, or beside the text. Charts, diagrams and linked pictures are only noted. */
export type Drawn = { readonly image: Picture } | { readonly float: Float };

/** Reads pictures, shapes and text boxes, in the line or anchored; a group gives each of its own. */
export function readDrawing(element: XmlElement, reading: Reading): readonly Drawn[] {
  const inline = child(element, "wp:inline");
  const frame = inline ?? child(element, "wp:anchor");
  const content = descend(frame, "a:graphic", "a:graphicData");
  if (child(frame, "wp:docPr")?.attributes.hidden === "1") return [];
  const extent = child(frame, "wp:extent");
  const width = Math.min(emu(extent?.attributes.cx), LARGEST);
  const height = Math.min(emu(extent?.attributes.cy), LARGEST);
  if (frame === undefined || content === undefined || width < 0 || height < 0 || width + height <= 0) {
    notUnderstood(reading, "w:drawing");
    return [];
  }
  const { descr, title } = child(frame, "wp:docPr")?.attributes ?? {};
  const alt = (descr ?? title ?? "").trim();
  const blip = descend(content, "pic:pic", "pic:blipFill", "a:blip");
  if (inline !== undefined && blip !== undefined) {
    const part = pictureOf(blip, reading);
    if (part === undefined) return [];
    const look = pictureLook(child(content, "pic:pic"));
    return [{ image: { part, ...turnedSize({ width, height }, look), alt, look, full: { width, height } } }];
  }
  const around = aroundOf(frame, { inline: inline !== undefined, reading });
  const whole: Float = { ...PLAIN_FLOAT, ...around, width, height };
  const floats = content.children.flatMap((each) => readShape(each, whole, { reading, alt, depth: 0 }));
  if (floats.length === 0 && blip === undefined) notUnderstood(reading, "w:drawing");
  return floats.map((float) => ({ float }));
}

/** What a shape asks for and is not drawn: a form of its own, a turn. */
function noteShape(element: XmlElement, reading: Reading): void {
  const place = `${reading.part} wps:wsp`;
  const form = unknownForm(element);
  if (form !== undefined) reading.notes.add("layout.shape_as_box", `此形状排成其外框：${form}`, place);
  if ((decimal(descend(element, "wps:spPr", "a:xfrm")?.attributes.rot) ?? 0) !== 0)
    reading.notes.add("layout.shape_not_turned", "旋转的形状或文本框未旋转排出", place);
}

type Inside = { readonly reading: Reading; readonly alt: string; readonly depth: number };

/** One thing of a drawing, as large as `frame`: a picture, a shape, or the members of a group or canvas. */
function readShape(element: XmlElement, frame: Float, inside: Inside): readonly Float[] {
  const { reading } = inside;
  switch (element.name) {
    case "pic:pic": {
      const part = pictureOf(descend(element, "pic:blipFill", "a:blip"), reading);
      if (part === undefined) return [];
      const { width, height } = frame;
      return [{ ...frame, picture: { part, width, height, alt: inside.alt, look: pictureLook(element) } }];
    }
    case "wps:wsp": {
      const text = descend(element, "wps:txbx", "w:txbxContent");
      const look = shapeLook(element);
      noteShape(element, reading);
      const blocks = text === undefined ? [] : reading.blocksIn(text, reading);
      return [{ ...frame, ...look, blocks }];
    }
    case "wpg:wgp":
    case "wpg:grpSp":
    case "wpc:wpc":
      return inside.depth >= DEEPEST ? [] : readGroup(element, frame, { ...inside, depth: inside.depth + 1 });
    default:
      return [];
  }
}

function readGroup(element: XmlElement, frame: Float, inside: Inside): readonly Float[] {
  const own = descend(element, "wpg:grpSpPr", "a:xfrm");
  const origin = child(own, "a:chOff")?.attributes;
  const scale = child(own, "a:chExt")?.attributes;
  const across = frame.width / (decimal(scale?.cx) || frame.width * EMU);
  const down = frame.height / (decimal(scale?.cy) || frame.height * EMU);
  return element.children.flatMap((each) => {
    const { x, y, width, height } = frameIn(each);
    const offset = {
      x: (x - (decimal(origin?.x) ?? 0)) * across,
      y: (y - (decimal(origin?.y) ?? 0)) * down,
    };
    return readShape(
      each,
      {
        ...frame,
        x: memberOf(frame.x, frame.width, offset.x),
        y: memberOf(frame.y, frame.height, offset.y),
        width: Math.min(width * across, LARGEST),
        height: Math.min(height * down, LARGEST),
      },
      inside,
    );
  });
}

const memberOf = (axis: Axis, length: number, offset: number): Axis => ({
  ...axis,
  group: { length: axis.group?.length ?? length, offset: (axis.group?.offset ?? 0) + offset },
});

function pictureOf(blip: XmlElement | undefined, reading: Reading): string | undefined {
  return embedded(blip?.attributes["r:embed"], reading, "a:blip");
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
  inside: "inside",
  center: "middle",
  right: "end",
  bottom: "end",
  outside: "outside",
};

const FROM: Readonly<Record<string, Axis["from"]>> = {
  page: "page",
  margin: "margin",
  leftMargin: "before margin",
  insideMargin: "before margin",
  topMargin: "before margin",
  rightMargin: "after margin",
  outsideMargin: "after margin",
  bottomMargin: "after margin",
};

function axisOf(element: XmlElement | undefined): Axis {
  const from = FROM[element?.attributes.relativeFrom ?? ""] ?? "text";
  const align = child(element, "wp:align")?.text.trim();
  if (align !== undefined) return { from, at: ALIGNED[align] ?? "start" };
  return { from, at: emu(child(element, "wp:posOffset")?.text.trim()) };
}

const SIDES: Readonly<Record<string, Sides>> = { left: "left", right: "right", largest: "largest" };

/** Where an anchored drawing stands and what text does beside it. One in the line has text go on below it. */
function aroundOf(
  frame: XmlElement,
  { inline, reading }: { readonly inline: boolean; readonly reading: Reading },
): Partial<Float> {
  if (inline) return { wrap: "below", sides: "none" };
  const { attributes } = frame;
  const clear = {
    left: emu(attributes.distL),
    top: emu(attributes.distT),
    right: emu(attributes.distR),
    bottom: emu(attributes.distB),
  };
  const beside = {
    x: axisOf(child(frame, "wp:positionH")),
    y: axisOf(child(frame, "wp:positionV")),
    layer: attributes.behindDoc === "1" || attributes.behindDoc === "true" ? "behind" : "before",
    order: decimal(attributes.relativeHeight) ?? 0,
  } as const;
  if (child(frame, "wp:wrapTopAndBottom") !== undefined)
    return { ...beside, wrap: "below", sides: "none", clear };
  const square = child(frame, "wp:wrapSquare");
  const tight = child(frame, "wp:wrapTight") ?? child(frame, "wp:wrapThrough");
  const wrapped = square ?? tight;
  if (wrapped === undefined) return { ...beside, wrap: "none" };
  if (square === undefined)
    reading.notes.add("layout.wrap_as_box", "文字按外框绕排，未按轮廓", `${reading.part} ${wrapped.name}`);
  return { ...beside, wrap: "around", sides: SIDES[wrapped.attributes.wrapText ?? ""] ?? "both", clear };
}
