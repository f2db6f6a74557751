import { type Around, segmentsAt } from "./around.ts";
import type { Item } from "./item.ts";
import type { Line } from "./line.ts";

/** Where a piece of a line may stand: its left edge and width. */
export type Room = { readonly x: number; readonly available: number };

const CLOSE = 0.01;

/** The line that begins with item `start` beside floats: a piece in every gap, the last of which has the height of all. */
export function lineAround(
  around: Around,
  whole: Room & { readonly first: number },
  wanted: {
    readonly width: number;
    readonly start: number;
    readonly items: readonly Item[];
    readonly lineFrom: (at: number, room: Room) => Line;
  },
): readonly Line[] {
  const { width, start, items, lineFrom } = wanted;
  let { y } = around;
  let { height } = lineFrom(start, whole);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { segments, next } = segmentsAt(around, { width }, { y, height });
    const pieces: Line[] = [];
    let at = start;
    for (const segment of segments) {
      // Beside a float a first line is indented from the float.
      const x =
        segment.start > whole.x - whole.first
          ? segment.start + Math.max(0, whole.first)
          : Math.max(whole.x, segment.start);
      const available = Math.min(whole.x + whole.available, segment.end) - x;
      if (available <= 0 || (items[at]?.width ?? 0) > available) continue;
      const piece = lineFrom(at, { x, available });
      pieces.push(piece);
      at = piece.end;
      if (piece.breaks !== undefined || at >= items.length) break;
    }
    const tallest = Math.max(0, ...pieces.map((piece) => piece.height));
    if (pieces.length > 0 && tallest <= height + CLOSE) return joined(pieces, y - around.y);
    if (pieces.length > 0) height = tallest;
    else if (next > y) y = next;
    else break;
  }
  return joined([lineFrom(start, whole)], y - around.y);
}

const MOST_TRIES = 40;

/** Pieces of one line: one baseline, and the height of all (with the room left free above) under the last. */
function joined(pieces: readonly Line[], above: number): readonly Line[] {
  const height = Math.max(...pieces.map((piece) => piece.height));
  const baseline = Math.max(...pieces.map((piece) => piece.baseline));
  return pieces.map((piece, index) => ({
    ...piece,
    baseline: baseline + above,
    height: index === pieces.length - 1 ? height + above : 0,
  }));
}
