import type { PathStep } from "./picture.ts";

/** Straight edges x1, y1, x2, y2 one after another, in dots, y downwards; horizontal ones are left out. */
export type Edges = readonly number[];

type View = { readonly scale: number; readonly height: number };

/** Straight pieces a curve is cut into for each dot of its length, at least and at most. */
const DOTS_A_PIECE = 3;
const MOST_PIECES = 48;

/** One contour as points x, y in dots; filling closes it, a stroke only where the path does. */
type Contour = { readonly points: readonly number[]; readonly closed: boolean };

/** Curves become short straight pieces. */
function contoursOf(path: readonly PathStep[], { scale, height }: View): Contour[] {
  const contours: { points: number[]; closed: boolean }[] = [];
  let points: number[] = [];
  const x = (value: number): number => value * scale;
  const y = (value: number): number => (height - value) * scale;
  for (const { to, at } of path) {
    if (to === "move") {
      points = [x(at[0] ?? 0), y(at[1] ?? 0)];
      contours.push({ points, closed: false });
    } else if (to === "line") {
      points.push(x(at[0] ?? 0), y(at[1] ?? 0));
    } else if (to === "close") {
      const last = contours.at(-1);
      if (last !== undefined) last.closed = true;
    } else {
      const [c1x = 0, c1y = 0, c2x = 0, c2y = 0, endX = 0, endY = 0] = at;
      curve(points, [x(c1x), y(c1y), x(c2x), y(c2y), x(endX), y(endY)]);
    }
  }
  return contours;
}

type Curve = readonly [c1x: number, c1y: number, c2x: number, c2y: number, endX: number, endY: number];

function curve(points: number[], [c1x, c1y, c2x, c2y, endX, endY]: Curve): void {
  const [startX = 0, startY = 0] = points.slice(-2);
  const length =
    Math.hypot(c1x - startX, c1y - startY) +
    Math.hypot(c2x - c1x, c2y - c1y) +
    Math.hypot(endX - c2x, endY - c2y);
  const pieces = Math.min(MOST_PIECES, Math.max(2, Math.ceil(length / DOTS_A_PIECE)));
  for (let piece = 1; piece <= pieces; piece += 1) {
    const t = piece / pieces;
    const u = 1 - t;
    const [b0, b1, b2, b3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    points.push(b0 * startX + b1 * c1x + b2 * c2x + b3 * endX, b0 * startY + b1 * c1y + b2 * c2y + b3 * endY);
  }
}

function pushEdge(edges: number[], x1: number, y1: number, [x2, y2]: readonly [number, number]): void {
  if (y1 !== y2) edges.push(x1, y1, x2, y2);
}

/** The edges that bound a path's inside. */
export function edgesOfFill(path: readonly PathStep[], view: View): Edges {
  const edges: number[] = [];
  for (const { points } of contoursOf(path, view)) {
    for (let at = 0; at < points.length; at += 2) {
      const next = (at + 2) % points.length;
      pushEdge(edges, points[at] ?? 0, points[at + 1] ?? 0, [points[next] ?? 0, points[next + 1] ?? 0]);
    }
  }
  return edges;
}

/** The edges around a pen of width `pen` (dots) drawn along a path: a box for each piece, an octagon at each joint. */
export function edgesOfStroke(path: readonly PathStep[], view: View & { readonly pen: number }): Edges {
  const edges: number[] = [];
  const half = view.pen / 2;
  for (const { points, closed } of contoursOf(path, view)) {
    for (let at = 0; at < points.length; at += 2) {
      const next = (at + 2) % points.length;
      const [x1 = 0, y1 = 0] = points.slice(at, at + 2);
      const [x2 = 0, y2 = 0] = points.slice(next, next + 2);
      const length = Math.hypot(x2 - x1, y2 - y1);
      if (length > 0 && (closed || next > 0)) {
        const [dx, dy] = [((y2 - y1) / length) * half, ((x1 - x2) / length) * half];
        polygon(edges, [x1 + dx, y1 + dy, x2 + dx, y2 + dy, x2 - dx, y2 - dy, x1 - dx, y1 - dy]);
      }
      polygon(edges, octagon(x1, y1, half));
    }
  }
  return edges;
}

const octagon = (x: number, y: number, radius: number): number[] =>
  Array.from({ length: 8 }, (_, corner) => (-corner * Math.PI) / 4).flatMap((angle) => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle),
  ]);

/** Adds a polygon, always turned the same way, so that overlapping pieces never cancel out. */
function polygon(edges: number[], points: readonly number[]): void {
  let area = 0;
  const corners = points.length / 2;
  const corner = (index: number): [number, number] => {
    const at = (index % corners) * 2;
    return [points[at] ?? 0, points[at + 1] ?? 0];
  };
  for (let index = 0; index < corners; index += 1) {
    const [[x1, y1], [x2, y2]] = [corner(index), corner(index + 1)];
    area += x1 * y2 - x2 * y1;
  }
  for (let index = 0; index < corners; index += 1) {
    const [from, to] = area >= 0 ? [corner(index), corner(index + 1)] : [corner(index + 1), corner(index)];
    pushEdge(edges, from[0], from[1], to);
  }
}
