import { child, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Border } from "../styles/borders.ts";
import { decimal, emu, hexColor } from "../units.ts";
import type { Direction, Float, Margins } from "./story.ts";

/** Colours of the Office theme, for shapes that name a slot of it. */
const SLOTS: Readonly<Record<string, string>> = {
  tx1: "000000",
  dk1: "000000",
  bg1: "FFFFFF",
  lt1: "FFFFFF",
  tx2: "44546A",
  dk2: "44546A",
  bg2: "E7E6E6",
  lt2: "E7E6E6",
  accent1: "4472C4",
  accent2: "ED7D31",
  accent3: "A5A5A5",
  accent4: "FFC000",
  accent5: "5B9BD5",
  accent6: "70AD47",
};
const INSETS: Margins = { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 };
/** Preset geometries that are drawn as they are (ISO 29500-1 §20.1.10.56); all others are boxes. */
const OUTLINES: Readonly<Record<string, Float["outline"]>> = {
  ellipse: "ellipse",
  flowChartConnector: "ellipse",
  roundRect: "round box",
  flowChartAlternateProcess: "round box",
  flowChartTerminator: "pill",
  diamond: "diamond",
  flowChartDecision: "diamond",
  triangle: "triangle",
  parallelogram: "parallelogram",
  star5: "star",
  flowChartInputOutput: "parallelogram",
  rightArrow: "right arrow",
  leftArrow: "left arrow",
  downArrow: "down arrow",
  upArrow: "up arrow",
};
const LINES = new Set(["line", "straightConnector1"]);
const BOXES = new Set([
  "rect",
  "flowChartProcess",
  "snip1Rect",
  "round1Rect",
  "round2SameRect",
  "plaque",
  "frame",
]);
const HAIRLINE = 0.75;

/** What a drawn shape looks like. */
export type ShapeLook = Pick<
  Float,
  "border" | "background" | "outline" | "margins" | "grows" | "direction" | "align"
>;

/** The look of a wps:wsp: outline, fill, insets and direction of its text. Geometry the house does not draw is a box. */
export function shapeLook(shape: XmlElement): ShapeLook {
  const properties = child(shape, "wps:spPr");
  const style = child(shape, "wps:style");
  const body = child(shape, "wps:bodyPr");
  return {
    border: outlineOf(child(properties, "a:ln"), child(style, "a:lnRef")),
    background: fillOf(properties, child(style, "a:fillRef")),
    outline: geometryOf(properties),
    margins: insetsOf(body),
    grows: body?.attributes.wrap === "none" && child(body, "a:spAutoFit") !== undefined,
    direction: directionOf(body?.attributes.vert),
    align: ANCHORS[body?.attributes.anchor ?? ""] ?? "top",
  };
}

const ANCHORS: Readonly<Record<string, Float["align"]>> = { ctr: "center", b: "bottom" };

function directionOf(vert: string | undefined): Direction {
  if (vert === "eaVert" || vert === "vert" || vert === "wordArtVert") return "down";
  return vert === "vert270" ? "up" : "across";
}

function geometryOf(properties: XmlElement | undefined): Float["outline"] {
  const preset = child(properties, "a:prstGeom")?.attributes.prst ?? "";
  if (!LINES.has(preset)) return OUTLINES[preset] ?? "box";
  const flips = child(properties, "a:xfrm")?.attributes;
  return (flips?.flipV === "1") === (flips?.flipH === "1") ? "falling line" : "rising line";
}

/** The form of a shape that is drawn as a box and is none, by its name; one without ink is as good as a box. */
export function unknownForm(shape: XmlElement): string | undefined {
  const properties = child(shape, "wps:spPr");
  const { border, background } = shapeLook(shape);
  if (border === undefined && background === undefined) return undefined;
  if (child(properties, "a:custGeom") !== undefined) return "custGeom";
  const preset = child(properties, "a:prstGeom")?.attributes.prst ?? "rect";
  return LINES.has(preset) || BOXES.has(preset) || preset in OUTLINES ? undefined : preset;
}

function outlineOf(line: XmlElement | undefined, styled: XmlElement | undefined): Border | undefined {
  if (child(line, "a:noFill") !== undefined) return undefined;
  const own = colorIn(child(line, "a:solidFill"));
  const color = own ?? ((decimal(styled?.attributes.idx) ?? 0) > 0 ? colorIn(styled) : undefined);
  if (color === undefined) return undefined;
  const dash = child(line, "a:prstDash")?.attributes.val ?? "solid";
  return {
    style: dash === "solid" ? "single" : /dot/i.test(dash) && !/dash/i.test(dash) ? "dotted" : "dashed",
    width: Math.max(0.25, emu(line?.attributes.w) || HAIRLINE),
    color,
    space: 0,
  };
}

function fillOf(properties: XmlElement | undefined, styled: XmlElement | undefined): string | undefined {
  if (child(properties, "a:noFill") !== undefined) return undefined;
  const own = colorIn(child(properties, "a:solidFill"));
  return own ?? ((decimal(styled?.attributes.idx) ?? 0) > 0 ? colorIn(styled) : undefined);
}

function colorIn(element: XmlElement | undefined): string | undefined {
  const stated = hexColor(child(element, "a:srgbClr")?.attributes.val);
  const system = hexColor(child(element, "a:sysClr")?.attributes.lastClr);
  return stated ?? system ?? SLOTS[child(element, "a:schemeClr")?.attributes.val ?? ""];
}

function insetsOf(body: XmlElement | undefined): Margins {
  const side = (name: string, otherwise: number): number =>
    body?.attributes[name] === undefined ? otherwise : emu(body.attributes[name]);
  return {
    left: side("lIns", INSETS.left),
    top: side("tIns", INSETS.top),
    right: side("rIns", INSETS.right),
    bottom: side("bIns", INSETS.bottom),
  };
}

/** Where a shape or picture says it lies in its group: offset and size as in the file, EMU of the group's own scale. */
export function frameIn(element: XmlElement | undefined): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
} {
  const frame =
    descend(element, "wps:spPr", "a:xfrm") ??
    descend(element, "pic:spPr", "a:xfrm") ??
    descend(element, "wpg:grpSpPr", "a:xfrm") ??
    child(element, "wpg:xfrm");
  const offset = child(frame, "a:off")?.attributes;
  const extent = child(frame, "a:ext")?.attributes;
  return {
    x: decimal(offset?.x) ?? 0,
    y: decimal(offset?.y) ?? 0,
    width: decimal(extent?.cx) ?? 0,
    height: decimal(extent?.cy) ?? 0,
  };
}
