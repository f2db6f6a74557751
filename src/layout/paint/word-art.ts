import type { Pen } from "../../formats/fonts/outline.ts";
import type { LaidBlock } from "../laid.ts";
import type { WordArt } from "../read/story.ts";
import type { Box } from "./sheet.ts";

type Corner = { readonly x: number; readonly y: number };

/** Sides that stand for a curve. */
const CURVE = 4;

/** The outlines of word art: its text stretched over the whole box and turned about its middle. */
export function wordArtOutlines(
  flow: readonly LaidBlock[],
  box: Box,
  { turn }: WordArt,
): readonly (readonly Corner[])[] {
  const outlines = outlinesOf(flow);
  const xs = outlines.flatMap((each) => each.map(({ x }) => x));
  const ys = outlines.flatMap((each) => each.map(({ y }) => y));
  const [left, right, low, high] = [
    least(xs),
    -least(xs.map((x) => -x)),
    least(ys),
    -least(ys.map((y) => -y)),
  ];
  if (!(right > left) || !(high > low)) return [];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return outlines.map((outline) =>
    outline.map(({ x, y }) => {
      const across = ((x - left) / (right - left) - 0.5) * box.width;
      const down = (0.5 - (y - low) / (high - low)) * box.height;
      return { x: middle.x + across * cos - down * sin, y: middle.y + across * sin + down * cos };
    }),
  );
}

const least = (values: readonly number[]): number =>
  values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);

/** The outlines of all signs of a flow on one line, in em, y up. */
function outlinesOf(flow: readonly LaidBlock[]): readonly (readonly Corner[])[] {
  const outlines: Corner[][] = [];
  let from = 0;
  for (const block of flow) {
    if (block.kind !== "paragraph") continue;
    for (const { sign } of block.lines.flatMap((line) => line.items)) {
      if (sign === undefined) continue;
      const { font } = sign.face;
      const em = font.metrics.unitsPerEm;
      const origin = from;
      font.outline(
        sign.glyph,
        penInto(outlines, (x, y) => ({ x: origin + x / em, y: y / em })),
      );
      from += sign.advance;
    }
  }
  return outlines;
}

/** A pen that keeps contours as rows of corners. */
function penInto(outlines: Corner[][], point: (x: number, y: number) => Corner): Pen {
  let last: readonly [number, number] = [0, 0];
  const to = (x: number, y: number): void => {
    outlines.at(-1)?.push(point(x, y));
  };
  return {
    moveTo(x, y) {
      outlines.push([point(x, y)]);
      last = [x, y];
    },
    lineTo(x, y) {
      to(x, y);
      last = [x, y];
    },
    quadraticTo(cx, cy, x, y) {
      const [fromX, fromY] = last;
      for (let step = 1; step <= CURVE; step += 1) {
        const t = step / CURVE;
        const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
        to(a * fromX + b * cx + c * x, a * fromY + b * cy + c * y);
      }
      last = [x, y];
    },
    close() {},
  };
}
