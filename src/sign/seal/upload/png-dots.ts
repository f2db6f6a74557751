import type { Bytes } from "../../../kit/bytes.ts";
import { SignError } from "../../errors.ts";
import type { Dots } from "../picture.ts";

/** What IHDR says. */
export type PngHead = {
  readonly columns: number;
  readonly rows: number;
  readonly depth: number;
  readonly colour: number;
  readonly channels: number;
  readonly interlaced: boolean;
};

/** One pass: every `stepX`-th dot from `left` on, every `stepY`-th row from `top` on. */
type Pass = { readonly left: number; readonly top: number; readonly stepX: number; readonly stepY: number };

/** Adam7 (PNG §8.2). */
const ADAM7: readonly Pass[] = [
  { left: 0, top: 0, stepX: 8, stepY: 8 },
  { left: 4, top: 0, stepX: 8, stepY: 8 },
  { left: 0, top: 4, stepX: 4, stepY: 8 },
  { left: 2, top: 0, stepX: 4, stepY: 4 },
  { left: 0, top: 2, stepX: 2, stepY: 4 },
  { left: 1, top: 0, stepX: 2, stepY: 2 },
  { left: 0, top: 1, stepX: 1, stepY: 2 },
];
const WHOLE: readonly Pass[] = [{ left: 0, top: 0, stepX: 1, stepY: 1 }];

type Grid = Pass & { readonly columns: number; readonly rows: number; readonly lineBytes: number };

function gridsOf(head: PngHead): Grid[] {
  return (head.interlaced ? ADAM7 : WHOLE)
    .map((pass) => {
      const columns = Math.ceil((head.columns - pass.left) / pass.stepX);
      const rows = Math.ceil((head.rows - pass.top) / pass.stepY);
      return { ...pass, columns, rows, lineBytes: Math.ceil((columns * head.channels * head.depth) / 8) };
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** Bytes that a picture of this head unpacks to: a filter byte and the dots, line by line, pass by pass. */
export const rawLength = (head: PngHead): number =>
  gridsOf(head).reduce((sum, { rows, lineBytes }) => sum + rows * (1 + lineBytes), 0);

/** Colours beside the dots: the palette, and what is transparent. */
export type PngColours = {
  readonly palette: Uint8Array | undefined;
  readonly transparency: Uint8Array | undefined;
};

/** The dots of unpacked lines, as eight-bit red, green, blue, alpha. Unfilters `raw` in place. */
export function dotsOf(head: PngHead, raw: Bytes, colours: PngColours): Dots {
  const rgba = new Uint8Array(head.columns * head.rows * 4);
  const write = dotWriter(head, colours, rgba);
  let at = 0;
  for (const grid of gridsOf(head)) {
    let previous: Uint8Array = new Uint8Array(grid.lineBytes);
    for (let row = 0; row < grid.rows; row += 1) {
      const line = raw.subarray(at + 1, at + 1 + grid.lineBytes);
      unfilter(raw[at] ?? 0, line, { previous, step: Math.max(1, (head.channels * head.depth) >> 3) });
      const target = (grid.top + row * grid.stepY) * head.columns + grid.left;
      for (let column = 0; column < grid.columns; column += 1)
        write(line, column, target + column * grid.stepX);
      previous = line;
      at += 1 + grid.lineBytes;
    }
  }
  return { columns: head.columns, rows: head.rows, rgba };
}

/** PNG §9: none, sub, up, average, Paeth. */
function unfilter(
  kind: number,
  line: Uint8Array,
  { previous, step }: { readonly previous: Uint8Array; readonly step: number },
): void {
  if (kind > 4) throw new SignError("sign.picture_unreadable", "this PNG has a line of no known kind");
  if (kind === 0) return;
  for (let at = 0; at < line.length; at += 1) {
    const left = at >= step ? (line[at - step] ?? 0) : 0;
    const up = previous[at] ?? 0;
    const corner = at >= step ? (previous[at - step] ?? 0) : 0;
    line[at] = (line[at] ?? 0) + predicted(kind, left, [up, corner]);
  }
}

function predicted(kind: number, left: number, [up, corner]: readonly [number, number]): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [
    Math.abs(estimate - left),
    Math.abs(estimate - up),
    Math.abs(estimate - corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

type WriteDot = (line: Uint8Array, column: number, dot: number) => void;

/** Writes one dot of a line, whatever the colour type. */
function dotWriter(head: PngHead, { palette, transparency }: PngColours, rgba: Bytes): WriteDot {
  const { depth, colour, channels } = head;
  const most = 2 ** depth - 1;
  const sample = (line: Uint8Array, index: number): number => {
    if (depth === 8) return line[index] ?? 0;
    if (depth === 16) return ((line[index * 2] ?? 0) << 8) | (line[index * 2 + 1] ?? 0);
    const bit = index * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  const eight = (value: number): number => (depth === 8 ? value : Math.round((value * 255) / most));
  const clear = (index: number): number | undefined =>
    transparency === undefined || transparency.length < 2 * index + 2
      ? undefined
      : ((transparency[2 * index] ?? 0) << 8) | (transparency[2 * index + 1] ?? 0);
  const [clearRed, clearGreen, clearBlue] = [clear(0), clear(1), clear(2)];
  return (line, column, dot) => {
    const first = column * channels;
    const one = sample(line, first);
    if (colour === 3) {
      const alpha = transparency?.[one] ?? 255;
      rgba.set(
        [palette?.[one * 3] ?? 0, palette?.[one * 3 + 1] ?? 0, palette?.[one * 3 + 2] ?? 0, alpha],
        dot * 4,
      );
    } else if (channels <= 2) {
      const grey = eight(one);
      const alpha = channels === 2 ? eight(sample(line, first + 1)) : one === clearRed ? 0 : 255;
      rgba.set([grey, grey, grey, alpha], dot * 4);
    } else {
      const [green, blue] = [sample(line, first + 1), sample(line, first + 2)];
      const isClear = one === clearRed && green === clearGreen && blue === clearBlue;
      const alpha = channels === 4 ? eight(sample(line, first + 3)) : isClear ? 0 : 255;
      rgba.set([eight(one), eight(green), eight(blue), alpha], dot * 4);
    }
  };
}
