import type { LaidBlock, LaidFloat, LaidParagraph } from "../laid.ts";
import type { Axis } from "../read/story.ts";
import type { Box, Sheet } from "./sheet.ts";

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
    const box = boxOf(sheet, each, { ...context.at, width: paragraph.width });
    const { float, flow } = each;
    if (float.background !== undefined) sheet.fills.push({ box, color: float.background });
    if (float.picture !== undefined)
      sheet.images.push({
        box,
        picture: float.picture,
        paragraph: paragraph.paragraph,
        before: sheet.signs.length,
      });
    if (float.border !== undefined) outline(sheet, box, float.border);
    context.drawFlow(sheet, flow, { x: box.x + float.margins.left, y: box.y + float.margins.top });
  }
}

function boxOf(
  sheet: Sheet,
  { float, height }: LaidFloat,
  text: { readonly x: number; readonly y: number; readonly width: number },
): Box {
  const { margins } = sheet;
  const across = {
    page: { start: 0, length: sheet.width },
    margin: { start: margins.left, length: sheet.width - margins.left - margins.right },
    text: { start: text.x, length: text.width },
  }[float.x.from];
  const down = {
    page: { start: 0, length: sheet.height },
    margin: { start: margins.top, length: sheet.height - margins.top - margins.bottom },
    text: { start: text.y, length: height },
  }[float.y.from];
  return {
    x: place(float.x, across, float.width),
    y: place(float.y, down, height),
    width: float.width,
    height,
  };
}

function place(
  { at }: Axis,
  within: { readonly start: number; readonly length: number },
  length: number,
): number {
  if (typeof at === "number") return within.start + at;
  const free = within.length - length;
  return within.start + (at === "middle" ? free / 2 : at === "end" ? free : 0);
}

function outline(sheet: Sheet, { x, y, width, height }: Box, pen: Sheet["rules"][number]["pen"]): void {
  const [x2, y2] = [x + width, y + height];
  sheet.rules.push(
    { x1: x, y1: y, x2, y2: y, pen },
    { x1: x, y1: y2, x2, y2, pen },
    { x1: x, y1: y, x2: x, y2, pen },
    { x1: x2, y1: y, x2, y2, pen },
  );
}
