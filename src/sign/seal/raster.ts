import type { Bitmap, Dots, SealPicture, Shape } from "./picture.ts";
import { edgesOfFill, edgesOfStroke, type Edges } from "./raster-edges.ts";

const POINTS_PER_INCH = 72;
/** Lines sampled in each row of dots; along a line coverage is exact. */
const LINES = 5;
/** No seal needs more; a bound on memory. */
const MOST_DOTS = 16_000_000;

/** Coverage of one shape: 0 to 255 a dot. */
type Mask = Uint8Array;

/**
 * The picture as dots, `dotsPerInch` fine. Non-zero winding as in PDF and SVG; edges are smoothed. Bounded: finer than 1200
 * dots an inch, or more dots than 16 million, is set coarser.
 */
export function rasterOf(picture: SealPicture, dotsPerInch: number): Dots {
  const asked = Math.min(1200, Math.max(36, dotsPerInch)) / POINTS_PER_INCH;
  const scale = Math.min(asked, Math.sqrt(MOST_DOTS / Math.max(1, picture.width * picture.height)));
  const columns = Math.max(1, Math.round(picture.width * scale));
  const rows = Math.max(1, Math.round(picture.height * scale));
  const rgba = new Uint8Array(columns * rows * 4);
  const canvas = { columns, rows, rgba };
  for (const bitmap of picture.bitmaps ?? []) paintBitmap(canvas, bitmap, { scale, height: picture.height });
  for (const shape of picture.shapes) paintShape(canvas, shape, { scale, height: picture.height });
  return canvas;
}

type View = { readonly scale: number; readonly height: number };

function paintShape(canvas: Dots, shape: Shape, view: View): void {
  const edges = shape.outlineOnly === true ? [] : edgesOfFill(shape.path, view);
  const mask = maskOf(canvas, edges, shape.rule);
  const pen = (shape.swell ?? 0) * view.scale;
  if (pen > 0) {
    const stroke = maskOf(canvas, edgesOfStroke(shape.path, { ...view, pen }));
    // Two coverages of one colour: what neither covers shines through both.
    for (let at = 0; at < mask.length; at += 1) {
      const [filled, drawn] = [mask[at] ?? 0, stroke[at] ?? 0];
      if (drawn > 0) mask[at] = 255 - Math.round(((255 - filled) * (255 - drawn)) / 255);
    }
  }
  const colour = shape.fill.map((part) => Math.round(part * 255));
  for (let at = 0; at < mask.length; at += 1) {
    const alpha = mask[at] ?? 0;
    if (alpha > 0) blend(canvas.rgba, at * 4, [colour[0] ?? 0, colour[1] ?? 0, colour[2] ?? 0, alpha]);
  }
}

/** Source over, not premultiplied. */
function blend(
  rgba: Uint8Array,
  at: number,
  [red, green, blue, alpha]: readonly [number, number, number, number],
): void {
  const below = rgba[at + 3] ?? 0;
  if (alpha === 255 || below === 0) {
    rgba.set([red, green, blue, alpha], at);
    return;
  }
  const kept = (below * (255 - alpha)) / 255;
  const sum = alpha + kept;
  const mixed = (top: number, channel: number): number =>
    Math.round((top * alpha + (rgba[at + channel] ?? 0) * kept) / sum);
  rgba.set([mixed(red, 0), mixed(green, 1), mixed(blue, 2), Math.round(sum)], at);
}

/** Nearest dots of the bitmap averaged over each dot of the canvas. */
function paintBitmap(canvas: Dots, bitmap: Bitmap, { scale, height }: View): void {
  const { frame } = bitmap;
  const left = frame.x * scale;
  const top = (height - frame.y - frame.height) * scale;
  const [across, down] = [frame.width * scale, frame.height * scale];
  const lastRow = Math.min(canvas.rows, Math.ceil(top + down));
  const lastColumn = Math.min(canvas.columns, Math.ceil(left + across));
  for (let row = Math.max(0, Math.floor(top)); row < lastRow; row += 1) {
    for (let column = Math.max(0, Math.floor(left)); column < lastColumn; column += 1) {
      const sourceRow = Math.floor(((row + 0.5 - top) / down) * bitmap.rows);
      const sourceColumn = Math.floor(((column + 0.5 - left) / across) * bitmap.columns);
      if (sourceRow < 0 || sourceRow >= bitmap.rows || sourceColumn < 0 || sourceColumn >= bitmap.columns)
        continue;
      const from = (sourceRow * bitmap.columns + sourceColumn) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = bitmap.rgba.subarray(from, from + 4);
      if (alpha > 0) blend(canvas.rgba, (row * canvas.columns + column) * 4, [red, green, blue, alpha]);
    }
  }
}

/** Coverage by the non-zero (or even-odd) rule, line by line. */
function maskOf({ columns, rows }: Dots, edges: Edges, rule?: "evenodd"): Mask {
  const mask = new Uint8Array(columns * rows);
  const sum = new Float32Array(columns + 1);
  const lines = linesOf(edges, rows * LINES);
  for (let row = 0; row < rows; row += 1) {
    sum.fill(0);
    let inked = false;
    for (let line = row * LINES; line < (row + 1) * LINES; line += 1) {
      const crossings = lines[line];
      if (crossings === undefined) continue;
      inked = true;
      coverLine(crossings, sum, { columns, rule });
    }
    if (!inked) continue;
    for (let column = 0; column < columns; column += 1) {
      mask[row * columns + column] = Math.min(255, Math.round(((sum[column] ?? 0) * 255) / LINES));
    }
  }
  return mask;
}

type Crossing = readonly [x: number, direction: number];

/** Where the edges cross each sampled line. */
function linesOf(edges: Edges, count: number): (Crossing[] | undefined)[] {
  const lines: (Crossing[] | undefined)[] = Array.from({ length: count });
  for (let at = 0; at < edges.length; at += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = edges.slice(at, at + 4);
    const direction = y1 < y2 ? 1 : -1;
    const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
    const first = Math.max(0, Math.ceil(top * LINES - 0.5));
    const last = Math.min(count - 1, Math.ceil(bottom * LINES - 0.5) - 1);
    const slope = (x2 - x1) / (y2 - y1);
    for (let line = first; line <= last; line += 1) {
      const x = x1 + ((line + 0.5) / LINES - y1) * slope;
      const crossings = lines[line];
      if (crossings === undefined) lines[line] = [[x, direction]];
      else crossings.push([x, direction]);
    }
  }
  return lines;
}

type Rule = { readonly columns: number; readonly rule: "evenodd" | undefined };

function coverLine(crossings: Crossing[], sum: Float32Array, { columns, rule }: Rule): void {
  crossings.sort(([a], [b]) => a - b);
  let winding = 0;
  let from = 0;
  for (const [x, direction] of crossings) {
    if (rule === "evenodd" ? winding % 2 !== 0 : winding !== 0) coverSpan(sum, from, Math.min(columns, x));
    winding += direction;
    from = Math.max(0, x);
  }
}

/** Adds the part of each dot that lies in [from, to). */
function coverSpan(sum: Float32Array, from: number, to: number): void {
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.floor(to);
  if (first === last) {
    sum[first] = (sum[first] ?? 0) + (to - from);
    return;
  }
  sum[first] = (sum[first] ?? 0) + (first + 1 - from);
  for (let column = first + 1; column < last; column += 1) sum[column] = (sum[column] ?? 0) + 1;
  sum[last] = (sum[last] ?? 0) + (to - last);
}
