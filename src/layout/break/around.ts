import type { Sides } from "../read/story.ts";

/** Something that text keeps clear of: a rectangle in the space of the lines, y down. */
export type Obstacle = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where text may stand beside it. */
  readonly sides: Sides;
};

/** A free piece of a line, from the column's left edge. */
export type Segment = { readonly start: number; readonly end: number };

/** Where a paragraph is about to be set: its column and the top of its first line, in the space of the obstacles. */
export type Around = { readonly obstacles: readonly Obstacle[]; readonly x: number; readonly y: number };

/** Text keeps clear of so many floats of a page or cell; it takes no notice of more. */
export const MOST_OBSTACLES = 200;

/** Text does not stand in a gap narrower than this, points. */
const NARROWEST = 15;
const CLOSE = 0.01;

const meets = (obstacle: Obstacle, top: number, bottom: number): boolean =>
  obstacle.top < bottom - CLOSE && obstacle.bottom > top + CLOSE;

/** Whether any obstacle stands in the way of a column between these heights. */
export function isBeside(
  { obstacles, x }: Pick<Around, "obstacles" | "x">,
  width: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): boolean {
  return obstacles.some((each) => meets(each, top, bottom) && each.left < x + width && each.right > x);
}

/**
 * The free pieces of a line of this height at `y` in a column, left to right; and when there are none, where to try again.
 */
export function segmentsAt(
  { obstacles, x }: Pick<Around, "obstacles" | "x">,
  column: { readonly width: number },
  line: { readonly y: number; readonly height: number },
): { readonly segments: readonly Segment[]; readonly next: number } {
  const inWay = obstacles.filter(
    (each) => meets(each, line.y, line.y + line.height) && each.left < x + column.width && each.right > x,
  );
  let segments: readonly Segment[] = [{ start: 0, end: column.width }];
  for (const each of inWay) segments = segments.flatMap((segment) => cut(segment, each, x));
  const wide = segments.filter(({ start, end }) => end - start >= Math.min(NARROWEST, column.width));
  const next = Math.min(...inWay.map((each) => each.bottom));
  return { segments: wide, next: inWay.length === 0 ? line.y : next };
}

function cut({ start, end }: Segment, obstacle: Obstacle, x: number): readonly Segment[] {
  const [left, right] = [obstacle.left - x, obstacle.right - x];
  if (obstacle.sides === "none") return [];
  if (right <= start || left >= end) return [{ start, end }];
  const before = { start, end: left };
  const after = { start: right, end };
  const wider = left - start >= end - right ? "left" : "right";
  const sides = obstacle.sides === "largest" ? wider : obstacle.sides;
  const pieces = sides === "both" ? [before, after] : sides === "left" ? [before] : [after];
  return pieces.filter((piece) => piece.end > piece.start);
}
