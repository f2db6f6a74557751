import type { Dots } from "../picture.ts";

/** More dots a side than this are finer than print: 40 mm at 635 dots an inch. */
const LONGEST_SIDE = 1000;

/** The dots made coarser, by averages, until no side is longer than 1,000. */
export function fitted(dots: Dots): Dots {
  const scale = LONGEST_SIDE / Math.max(dots.columns, dots.rows);
  if (scale >= 1) return dots;
  const columns = Math.max(1, Math.round(dots.columns * scale));
  const rows = Math.max(1, Math.round(dots.rows * scale));
  const rgba = new Uint8Array(columns * rows * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const block = {
        left: Math.floor((column * dots.columns) / columns),
        right: Math.ceil(((column + 1) * dots.columns) / columns),
        top: Math.floor((row * dots.rows) / rows),
        bottom: Math.ceil(((row + 1) * dots.rows) / rows),
      };
      rgba.set(average(dots, block), (row * columns + column) * 4);
    }
  }
  return { columns, rows, rgba };
}

type Block = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Colours weigh by their alpha: what is transparent has none. */
function average({ columns, rgba }: Dots, { left, right, top, bottom }: Block): number[] {
  const sums = [0, 0, 0, 0];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const at = (row * columns + column) * 4;
      const alpha = rgba[at + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1)
        sums[channel] = (sums[channel] ?? 0) + (rgba[at + channel] ?? 0) * alpha;
      sums[3] = (sums[3] ?? 0) + alpha;
    }
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sums;
  if (alpha === 0) return [0, 0, 0, 0];
  const count = (right - left) * (bottom - top);
  return [red / alpha, green / alpha, blue / alpha, alpha / count].map(Math.round);
}

/** The part of the area that shows ink. */
export function inkedShare({ columns, rows, rgba }: Dots): number {
  let sum = 0;
  for (let at = 3; at < rgba.length; at += 4) sum += rgba[at] ?? 0;
  return sum / (255 * columns * rows);
}
