import type { Box } from "./page-tree.ts";

type Point = { readonly x: number; readonly y: number };
type Part = { box: Box; last: Point; curves: number; slants: number };

/** A rounded frame has a curve at each corner and nothing that is aslant. */
const CORNERS = 4;
const MOST_PARTS = 5_000;

/**
 * The path being drawn, as far as it may say something: letters turned into outlines, marks, drawings. Lines along the page and
 * frames with round corners say nothing. Points are on the page.
 */
export class Outline {
  #parts: Part[] = [];

  /** `m` begins a part, `l` draws a line. */
  go(operator: "m" | "l", to: Point): void {
    if (operator === "m") this.#move(to);
    else this.#line(to);
  }

  #move(to: Point): void {
    if (this.#parts.length < MOST_PARTS)
      this.#parts.push({ box: grown(undefined, to), last: to, curves: 0, slants: 0 });
  }

  #line(to: Point): void {
    const part = this.#parts.at(-1);
    if (part === undefined) return;
    if (Math.abs(to.x - part.last.x) > 0.5 && Math.abs(to.y - part.last.y) > 0.5) part.slants += 1;
    part.box = grown(part.box, to);
    part.last = to;
  }

  /** Through the control points of `c`, `v` or `y` to the last. */
  curve(points: readonly Point[]): void {
    const part = this.#parts.at(-1);
    const to = points.at(-1);
    if (part === undefined || to === undefined) return;
    part.curves += 1;
    for (const point of points) part.box = grown(part.box, point);
    part.last = to;
  }

  /** Boxes of the parts that may say something. */
  shapes(): readonly Box[] {
    return this.#parts
      .filter(({ curves, slants }) => slants > 0 || (curves > 0 && curves !== CORNERS))
      .map(({ box }) => box);
  }
}

const grown = (box: Box | undefined, { x, y }: Point): Box => ({
  x0: Math.min(box?.x0 ?? x, x),
  y0: Math.min(box?.y0 ?? y, y),
  x1: Math.max(box?.x1 ?? x, x),
  y1: Math.max(box?.y1 ?? y, y),
});
