import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Border } from "../styles/borders.ts";
import { decimal, points } from "../units.ts";
import { PLAIN_FLOAT } from "./plain-float.ts";
import { type Drawn, embedded } from "./read-drawing.ts";
import { turnedSize, vmlPictureLook } from "./picture-look.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import { readWordArt } from "./read-word-art.ts";
import type { Axis, Float, Margins } from "./story.ts";
import { lengthOf, onVml, type Style, styleOf, vmlColor } from "./vml-style.ts";

const INSETS: Margins = { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 };
const LARGEST = 5_670;
const DEEPEST = 8;
const OUTLINES: Readonly<Record<string, Float["outline"]>> = {
  "v:shape": "box",
  "v:rect": "box",
  "v:image": "box",
  "v:roundrect": "round box",
  "v:oval": "ellipse",
  "v:line": "falling line",
};
/** The kinds of v:shape that are a straight line (o:spt 20 and 32). */
const LINE_TYPE = /_x0000_t(?:20|32)$/;

/** Reads pictures, text boxes, lines, plain shapes and word art of a w:pict or w:object (VML), in groups too. Other paths are noted. */
export function readVml(element: XmlElement, reading: Reading): readonly Drawn[] {
  const floats: Drawn[] = element.children.flatMap((shape) => readTop(shape, reading));
  if (floats.length === 0) notUnderstood(reading, element.name);
  else if (element.name === "w:object")
    reading.notes.add("layout.object_as_picture", "嵌入对象只排出其图片", `${reading.part} w:object`);
  return floats;
}

/** A shape that stands by itself. */
function readTop(shape: XmlElement, reading: Reading): readonly Drawn[] {
  const style = styleOf(shape);
  const frame = frameOf(shape, style);
  const image = child(shape, "v:imagedata");
  if (image !== undefined && style.position !== "absolute" && frame.width > 0 && frame.height > 0) {
    const part = embedded(image.attributes["r:id"], reading, "v:imagedata");
    const alt = (shape.attributes.alt ?? "").trim();
    if (part === undefined) return [];
    const full = { width: frame.width, height: frame.height };
    const look = vmlPictureLook(shape);
    return [{ image: { part, ...turnedSize(full, look), alt, look, full } }];
  }
  return readShape(shape, frame, { reading, depth: 0 }).map((float) => ({ float }));
}

type Inside = { readonly reading: Reading; readonly depth: number };

function readShape(shape: XmlElement, frame: Float, inside: Inside): readonly Float[] {
  const { reading } = inside;
  if (shape.name === "v:group")
    return inside.depth >= DEEPEST ? [] : readGroup(shape, frame, { ...inside, depth: inside.depth + 1 });
  const outline = OUTLINES[shape.name];
  if (outline === undefined) return [];
  const image = child(shape, "v:imagedata");
  if (image !== undefined) {
    const part = embedded(image.attributes["r:id"], reading, "v:imagedata");
    const { width, height } = frame;
    return part === undefined
      ? []
      : [
          {
            ...frame,
            picture: {
              part,
              width,
              height,
              alt: (shape.attributes.alt ?? "").trim(),
              look: vmlPictureLook(shape),
            },
          },
        ];
  }
  if (child(shape, "v:textpath") !== undefined) {
    const art = readWordArt(shape, frame, reading);
    return art === undefined ? [] : [art];
  }
  const box = child(shape, "v:textbox");
  const text = child(box, "w:txbxContent");
  const line = LINE_TYPE.test(shape.attributes.type ?? "");
  // A free path without text is drawn as nothing rather than as a box it is not.
  if (shape.name === "v:shape" && !line && text === undefined && shape.attributes.path !== undefined) {
    notUnderstood(reading, "v:shape");
    return [];
  }
  return [
    {
      ...frame,
      outline: line ? "falling line" : outline,
      border: strokeOf(shape),
      background: fillOf(shape),
      margins: insetsOf(box?.attributes.inset),
      grows:
        /mso-fit-shape-to-text:\s*t/.test(box?.attributes.style ?? "") &&
        styleOf(shape)["mso-wrap-style"] === "none",
      direction: /layout-flow:\s*vertical/.test(box?.attributes.style ?? "") ? "down" : "across",
      blocks: text === undefined ? [] : reading.blocksIn(text, reading),
    },
  ];
}

function readGroup(shape: XmlElement, frame: Float, inside: Inside): readonly Float[] {
  const pair = (name: string, otherwise: readonly [number, number]): readonly [number, number] => {
    const [a, b] = (shape.attributes[name] ?? "").split(",").map((each) => decimal(each.trim()));
    return [a ?? otherwise[0], b ?? otherwise[1]];
  };
  const origin = pair("coordorigin", [0, 0]);
  const [across, down] = pair("coordsize", [1000, 1000]);
  const scale = { x: frame.width / (across || 1), y: frame.height / (down || 1) };
  return shape.children.flatMap((each) => {
    const style = styleOf(each);
    const number = (text: string | undefined): number => decimal(text) ?? 0;
    const member = lineIn(each) ?? {
      x: number(style.left),
      y: number(style.top),
      width: number(style.width),
      height: number(style.height),
    };
    const offset = { x: (member.x - origin[0]) * scale.x, y: (member.y - origin[1]) * scale.y };
    const moved: Float = {
      ...frame,
      x: memberOf(frame.x, frame.width, offset.x),
      y: memberOf(frame.y, frame.height, offset.y),
      width: Math.min(member.width * scale.x, LARGEST),
      height: Math.min(member.height * scale.y, LARGEST),
    };
    return readShape(each, moved, inside);
  });
}

const memberOf = (axis: Axis, length: number, offset: number): Axis => ({
  ...axis,
  group: { length: axis.group?.length ?? length, offset: (axis.group?.offset ?? 0) + offset },
});

/** The box between the ends of a v:line, in the units they are written in (points outside groups). */
function lineIn(
  shape: XmlElement,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined {
  if (shape.name !== "v:line") return undefined;
  const ends = [shape.attributes.from ?? "0,0", shape.attributes.to ?? "10,10"].map((each) =>
    each.split(",").map(lengthOf),
  );
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = ends;
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

function strokeOf(shape: XmlElement): Border | undefined {
  if (!onVml(shape.attributes.stroked, "t") || shape.name === "v:image") return undefined;
  const stroke = child(shape, "v:stroke");
  if (!onVml(stroke?.attributes.on, "t")) return undefined;
  const dash = stroke?.attributes.dashstyle ?? "solid";
  return {
    style: dash === "solid" ? "single" : dash === "1 1" || dash === "dot" ? "dotted" : "dashed",
    width: Math.max(0.25, lengthOf(shape.attributes.strokeweight ?? "0.75pt")),
    color: vmlColor(shape.attributes.strokecolor) ?? "000000",
    space: 0,
  };
}

function fillOf(shape: XmlElement): string | undefined {
  if (!onVml(shape.attributes.filled, "t") || !onVml(child(shape, "v:fill")?.attributes.on, "t"))
    return undefined;
  return vmlColor(shape.attributes.fillcolor) ?? (shape.name === "v:line" ? undefined : "FFFFFF");
}

/** The insets of a text box: "left,top,right,bottom", each may be left out. */
function insetsOf(text: string | undefined): Margins {
  const sides = (text ?? "").split(",").map((each) => (each.trim() === "" ? undefined : lengthOf(each)));
  return {
    left: sides[0] ?? INSETS.left,
    top: sides[1] ?? INSETS.top,
    right: sides[2] ?? INSETS.right,
    bottom: sides[3] ?? INSETS.bottom,
  };
}

const ALIGNED: Readonly<Record<string, Axis["at"]>> = {
  left: "start",
  top: "start",
  inside: "inside",
  center: "middle",
  right: "end",
  outside: "outside",
  bottom: "end",
};

/** Where a shape stands and what text does beside it. A shape in the line has text go on below it. */
function frameOf(shape: XmlElement, style: Style): Float {
  const line = lineIn(shape);
  const axis = (name: "horizontal" | "vertical", margin: string | undefined, own: number): Axis => {
    const relative = style[`mso-position-${name}-relative`] ?? "";
    const from = relative === "page" ? "page" : relative.includes("margin") ? "margin" : "text";
    return { from, at: ALIGNED[style[`mso-position-${name}`] ?? ""] ?? lengthOf(margin ?? "") + own };
  };
  const wrap = child(shape, "w10:wrap")?.attributes;
  const absolute = style.position === "absolute";
  const around = wrap?.type === "square" || wrap?.type === "tight" || wrap?.type === "through";
  const z = decimal(style["z-index"]) ?? 0;
  const clear = (name: string, otherwise: number): number =>
    points(style[`mso-wrap-distance-${name}`]) ?? otherwise;
  return {
    ...PLAIN_FLOAT,
    width: Math.min(line?.width ?? lengthOf(style.width ?? ""), LARGEST),
    height: Math.min(line?.height ?? lengthOf(style.height ?? ""), LARGEST),
    x: axis("horizontal", style["margin-left"] ?? style.left, line?.x ?? 0),
    y: axis("vertical", style["margin-top"] ?? style.top, line?.y ?? 0),
    wrap: !absolute ? "below" : around ? "around" : wrap?.type === "topAndBottom" ? "below" : "none",
    sides: !absolute || wrap?.type === "topAndBottom" ? "none" : (sideOf(wrap?.side) ?? "both"),
    clear: absolute
      ? { left: clear("left", 9), right: clear("right", 9), top: clear("top", 0), bottom: clear("bottom", 0) }
      : PLAIN_FLOAT.clear,
    layer: z < 0 ? "behind" : "before",
    order: z,
  };
}

const sideOf = (side: string | undefined): Float["sides"] | undefined =>
  side === "left" || side === "right" || side === "largest" ? side : undefined;
