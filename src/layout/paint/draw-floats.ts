import type { LaidBlock, LaidFloat, LaidParagraph } from "../laid.ts";
import type { Float } from "../read/story.ts";
import { place } from "../tables/place.ts";
import { cornersOf } from "./shape-corners.ts";
import { drawTurned } from "./draw-turned.ts";
import { wordArtOutlines } from "./word-art.ts";
import { blankSheet, type Box, type Sheet } from "./sheet.ts";

type Corner = { readonly x: number; readonly y: number };

/** Draws what stands beside a paragraph whose column begins here; `drawFlow` draws the text of boxes. */
export function drawFloats(
  sheet: Sheet,
  paragraph: LaidParagraph,
  context: {
    readonly at: Corner;
    readonly drawFlow: (sheet: Sheet, flow: readonly LaidBlock[], at: Corner) => void;
  },
): void {
  for (const each of paragraph.floats) {
    const box = floatBox(sheet, each, { ...context.at, width: paragraph.width });
    const { float, flow } = each;
    const own = float.layer === "in order" ? sheet : layerOf(sheet);
    if (own !== sheet) sheet.layers.push({ layer: float.layer, order: float.order, sheet: own });
    if (float.background !== undefined && !float.outline.endsWith("line"))
      own.fills.push({
        box,
        color: float.background,
        ...(float.outline === "box" ? {} : { corners: cornersOf(box, float.outline) }),
      });
    if (float.picture !== undefined)
      own.images.push({
        box,
        picture: float.picture,
        paragraph: paragraph.paragraph,
        before: own.signs.length,
      });
    if (float.border !== undefined) drawOutline(own, { box, outline: float.outline }, float.border);
    if (float.art !== undefined) {
      own.fills.push({ box, color: float.art.color, outlines: wordArtOutlines(flow, box, float.art) });
      continue;
    }
    const { margins } = float;
    const inner = {
      x: box.x + margins.left,
      y: box.y + margins.top,
      width: box.width - margins.left - margins.right,
      height: box.height - margins.top - margins.bottom,
    };
    if (float.direction === "across") {
      const free = Math.max(0, inner.height - each.flowHeight);
      const drop = float.align === "center" ? free / 2 : float.align === "bottom" ? free : 0;
      context.drawFlow(own, flow, { x: inner.x, y: inner.y + drop });
    } else
      drawTurned(own, flow, {
        box: inner,
        direction: float.direction,
        align: float.align,
        drawFlow: context.drawFlow,
      });
  }
}

/** An empty sheet of the same page, for what is drawn behind or before it. */
const layerOf = (sheet: Sheet): Sheet => blankSheet(sheet, sheet.number, sheet.margins);

/** Where a float stands on a sheet, when its paragraph's text begins here. */
export function floatBox(
  sheet: Sheet,
  { float, height }: LaidFloat,
  text: { readonly x: number; readonly y: number; readonly width: number },
): Box {
  const { margins } = sheet;
  const across = {
    page: { start: 0, length: sheet.width },
    margin: { start: margins.left, length: sheet.width - margins.left - margins.right },
    "before margin": { start: 0, length: margins.left },
    "after margin": { start: sheet.width - margins.right, length: margins.right },
    text: { start: text.x, length: text.width },
  }[float.x.from];
  const down = {
    page: { start: 0, length: sheet.height },
    margin: { start: margins.top, length: sheet.height - margins.top - margins.bottom },
    "before margin": { start: 0, length: margins.top },
    "after margin": { start: sheet.height - margins.bottom, length: margins.bottom },
    text: { start: text.y, length: height },
  }[float.y.from];
  return {
    x: place(float.x, across, float.width, sheet.number),
    y: place(float.y, down, height),
    width: float.width,
    height,
  };
}

/** Draws the outline of a shape: a line from corner to corner, or around its corners. */
function drawOutline(
  sheet: Sheet,
  { box, outline }: { readonly box: Box; readonly outline: Float["outline"] },
  pen: Sheet["rules"][number]["pen"],
): void {
  const { x, y, width, height } = box;
  const [x2, y2] = [x + width, y + height];
  if (outline === "falling line") sheet.rules.push({ x1: x, y1: y, x2, y2, pen });
  else if (outline === "rising line") sheet.rules.push({ x1: x, y1: y2, x2, y2: y, pen });
  else {
    const corners = cornersOf(box, outline);
    for (const [index, from] of corners.entries()) {
      const to = corners[(index + 1) % corners.length] ?? from;
      sheet.rules.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y, pen });
    }
  }
}
