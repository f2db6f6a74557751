import { isUpright } from "../break/characters.ts";
import type { LaidBlock } from "../laid.ts";
import type { Direction } from "../read/story.ts";
import { flowHeight } from "../tables/flow-height.ts";
import { blankSheet, type Box, type PlacedSign, type Sheet } from "./sheet.ts";

/**
 * Draws a flow whose lines run down or up a box: it was set as wide as the box is high. Lines that run down stack from right to
 * left with East Asian characters upright; lines that run up stack from left to right, all turned.
 */
export function drawTurned(
  sheet: Sheet,
  flow: readonly LaidBlock[],
  at: {
    readonly box: Box;
    readonly direction: Direction;
    readonly align: "top" | "center" | "bottom";
    readonly drawFlow: (sheet: Sheet, flow: readonly LaidBlock[], at: { x: number; y: number }) => void;
  },
): void {
  const { box, direction, align } = at;
  const own = blankSheet({ width: box.height, height: box.width }, sheet.number, sheet.margins);
  const free = Math.max(0, box.width - flowHeight(flow));
  at.drawFlow(own, flow, { x: 0, y: align === "center" ? free / 2 : align === "bottom" ? free : 0 });
  const down = direction === "down";
  const point = (x: number, y: number): { x: number; y: number } =>
    down ? { x: box.x + box.width - y, y: box.y + x } : { x: box.x + y, y: box.y + box.height - x };
  for (const sign of own.signs) sheet.signs.push(turned(sign, point, down));
  for (const { box: fill, color } of own.fills) sheet.fills.push({ box: turnedBox(fill, point), color });
  for (const image of own.images)
    sheet.images.push({ ...image, box: turnedBox(image.box, point), before: sheet.signs.length });
  for (const { x1, y1, x2, y2, pen } of own.rules) {
    const [from, to] = [point(x1, y1), point(x2, y2)];
    sheet.rules.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y, pen });
  }
  for (const [place, area] of own.places) sheet.places.set(place, turnedBox(area, point));
  for (const field of own.fields) sheet.fields.add(field);
}

/** From the top of a character's em box to its baseline, in em. */
const EM_ASCENT = 0.88;

type Point = (x: number, y: number) => { x: number; y: number };

function turned(sign: PlacedSign, point: Point, down: boolean): PlacedSign {
  const { item } = sign;
  if (!down || !item.han || item.sign === undefined || !isUpright(item.sign.codePoint))
    return { ...sign, ...point(sign.x, sign.y), turn: down ? "down" : "up" };
  // The upright character's em box stands in the middle of its line, its baseline as far below its top as in the font.
  const { ascent, descent } = item.face;
  const middle = sign.y - ((ascent - descent) / 2) * item.size;
  const { x, y } = point(sign.x, middle);
  const em = item.sign.advance * item.size * item.run.stretch;
  return { ...sign, x: x - em / 2, y: y + item.size * EM_ASCENT };
}

function turnedBox(box: Box, point: Point): Box {
  const [from, to] = [point(box.x, box.y), point(box.x + box.width, box.y + box.height)];
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}
