import { SignError } from "../errors.ts";
import { type Colour, type PathStep, POINTS_PER_MM, type SealPicture } from "./picture.ts";

/** One touch of pen or finger: x to the right, y downwards, in any unit of the pad; pressure 0 to 1, 0.5 where none is measured. */
export type PenPoint = { readonly x: number; readonly y: number; readonly pressure?: number | undefined };
/** From pen down to pen up. */
export type PenStroke = readonly PenPoint[];

const INK: Colour = [0.07, 0.09, 0.25];
const MOST_STROKES = 300;
const MOST_POINTS = 20_000;
/** A name on paper: at most so large, in millimetres. */
const WIDEST_MM = 60;
const TALLEST_MM = 25;
/** Width of the line in millimetres at no and at full pressure. */
const [THINNEST, THICKEST] = [0.25, 1];
/** Points nearer than this to the last one are left out: finer than print. */
const STEP_MM = 0.12;
const CORNERS = 8;

/**
 * A hand-written signature from the pad's strokes as outlines whose width follows the pressure: sharp at any size, and no
 * bitmap. It is a drawing like a seal's, and proves as little by itself. Throws `sign.picture_unreadable` (nothing written,
 * or numbers that are none), `sign.picture_out_of_bounds` (more strokes or points than a hand makes).
 */
export function drawHandwriting(strokes: readonly PenStroke[]): SealPicture {
  assertHand(strokes);
  const points = strokes.flat();
  const [left, right] = [least(points.map(({ x }) => x)), most(points.map(({ x }) => x))];
  const [top, bottom] = [least(points.map(({ y }) => y)), most(points.map(({ y }) => y))];
  const room = THICKEST * POINTS_PER_MM;
  const scale = Math.min(
    (WIDEST_MM * POINTS_PER_MM - room) / Math.max(right - left, 1e-6),
    (TALLEST_MM * POINTS_PER_MM - room) / Math.max(bottom - top, 1e-6),
  );
  const width = (right - left) * scale + room;
  const height = (bottom - top) * scale + room;
  const placed = strokes.map((stroke) =>
    stroke.map((point) => ({
      x: (point.x - left) * scale + room / 2,
      y: height - room / 2 - (point.y - top) * scale,
      radius: radiusOf(point),
    })),
  );
  const path = placed.flatMap((stroke) => strokePath(smoothed(thinned(stroke))));
  return { width, height, shapes: [{ fill: INK, path }] };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

function assertHand(strokes: readonly PenStroke[]): void {
  const points = strokes.reduce((sum, { length }) => sum + length, 0);
  if (strokes.length > MOST_STROKES || points > MOST_POINTS) {
    throw new SignError(
      "sign.picture_out_of_bounds",
      `a signature has at most ${MOST_STROKES} strokes of ${MOST_POINTS} points together`,
      { strokes: strokes.length, points },
    );
  }
  const sound = ({ x, y, pressure = 0 }: PenPoint): boolean =>
    [x, y, pressure].every((value) => Number.isFinite(value) && Math.abs(value) < 1e6);
  if (points < 2 || !strokes.flat().every(sound))
    throw new SignError("sign.picture_unreadable", "nothing is written, or the points are no numbers");
}

/** Where the pen is, and half the width of its line, in points. */
type Nib = { readonly x: number; readonly y: number; readonly radius: number };

const radiusOf = ({ pressure = 0.5 }: PenPoint): number => {
  const share = Math.min(1, Math.max(0, pressure));
  return ((THINNEST + (THICKEST - THINNEST) * share) * POINTS_PER_MM) / 2;
};

function thinned(stroke: readonly Nib[]): Nib[] {
  const kept: Nib[] = [];
  for (const [index, nib] of stroke.entries()) {
    const last = kept.at(-1);
    const near = last !== undefined && Math.hypot(nib.x - last.x, nib.y - last.y) < STEP_MM * POINTS_PER_MM;
    if (!near || index === stroke.length - 1) kept.push(nib);
  }
  return kept;
}

/** One round of corner cutting: a pad gives corners where a hand made none. */
function smoothed(stroke: readonly Nib[]): Nib[] {
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (first === undefined || last === undefined || stroke.length < 3) return [...stroke];
  const between = stroke.slice(1).flatMap((nib, index) => {
    const before = stroke[index] ?? nib;
    return [mixed(before, nib, 0.25), mixed(before, nib, 0.75)];
  });
  return [first, ...between, last];
}

const mixed = (from: Nib, to: Nib, part: number): Nib => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
  radius: from.radius + (to.radius - from.radius) * part,
});

/** Each piece as a box with a round joint, all turned the same way: the non-zero rule makes one line of them. */
function strokePath(stroke: readonly Nib[]): PathStep[] {
  return stroke.flatMap((nib, index) => {
    const next = stroke[index + 1];
    return [...joint(nib), ...(next === undefined ? [] : piece(nib, next))];
  });
}

function joint({ x, y, radius }: Nib): PathStep[] {
  const points = Array.from({ length: CORNERS }, (_, corner): [number, number] => {
    const angle = (corner * 2 * Math.PI) / CORNERS;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return polygon(points);
}

function piece(from: Nib, to: Nib): PathStep[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return [];
  const [nx, ny] = [(from.y - to.y) / length, (to.x - from.x) / length];
  return polygon([
    [from.x - nx * from.radius, from.y - ny * from.radius],
    [to.x - nx * to.radius, to.y - ny * to.radius],
    [to.x + nx * to.radius, to.y + ny * to.radius],
    [from.x + nx * from.radius, from.y + ny * from.radius],
  ]);
}

const polygon = (points: readonly (readonly [number, number])[]): PathStep[] => [
  ...points.map((at, index): PathStep => ({ to: index === 0 ? "move" : "line", at })),
  { to: "close", at: [] },
];
