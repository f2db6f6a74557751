import { malformed } from "./errors.ts";
import { type Component, componentsOf, type GlyphRecords } from "./glyf.ts";

/** Receives an outline in font units: closed contours of lines and quadratic curves, to be filled non-zero. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticTo(cx: number, cy: number, x: number, y: number): void;
  close(): void;
}

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

type Point = { readonly x: number; readonly y: number; readonly onCurve: boolean };

const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];
const MAX_DEPTH = 8;
const MAX_POINTS = 20_000;

/** Draws one glyph; composites are followed to a depth of 8. */
export function drawOutline(records: GlyphRecords, glyph: number, pen: Pen): void {
  draw({ records, pen, depth: 0 }, glyph, IDENTITY);
}

type Drawing = { readonly records: GlyphRecords; readonly pen: Pen; readonly depth: number };

function draw(drawing: Drawing, glyph: number, matrix: Affine): void {
  if (drawing.depth > MAX_DEPTH) malformed("composite glyphs nested too deep");
  const record = drawing.records(glyph);
  if (record.length < 10) return;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const contours = view.getInt16(0);
  if (contours < 0) {
    for (const component of componentsOf(record)) {
      draw(
        { ...drawing, depth: drawing.depth + 1 },
        component.glyph,
        times(matrix, placement(view, component)),
      );
    }
    return;
  }
  for (const contour of contoursOf(record, view, contours)) drawContour(contour, matrix, drawing.pen);
}

function times(m: Affine, n: Affine): Affine {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Offset and scale of a component (OpenType glyf, "Composite Glyph Description"); point matching is read as no offset. */
function placement(view: DataView, component: Component): Affine {
  const { flags } = component;
  const words = (flags & 1) !== 0;
  const at = component.at + 2;
  const offsets = (flags & 2) !== 0;
  const dx = offsets ? (words ? view.getInt16(at) : view.getInt8(at)) : 0;
  const dy = offsets ? (words ? view.getInt16(at + 2) : view.getInt8(at + 1)) : 0;
  const scaleAt = at + (words ? 4 : 2);
  const fixed = (index: number) => view.getInt16(scaleAt + index * 2) / 16384;
  if ((flags & 8) !== 0) return [fixed(0), 0, 0, fixed(0), dx, dy];
  if ((flags & 0x40) !== 0) return [fixed(0), 0, 0, fixed(1), dx, dy];
  if ((flags & 0x80) !== 0) return [fixed(0), fixed(1), fixed(2), fixed(3), dx, dy];
  return [1, 0, 0, 1, dx, dy];
}

function contoursOf(record: Uint8Array, view: DataView, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, index) => view.getUint16(10 + index * 2));
  const points = count === 0 ? 0 : (ends[count - 1] ?? 0) + 1;
  if (points > MAX_POINTS) malformed("glyph with too many points");
  let at = 10 + count * 2;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < points) {
    const flag = view.getUint8(at);
    at += 1;
    flags.push(flag);
    if ((flag & 8) === 0) continue;
    const repeats = view.getUint8(at);
    at += 1;
    for (let index = 0; index < repeats; index += 1) flags.push(flag);
  }
  flags.length = points;
  const xs = coordinates({ view, at, flags, short: 2, same: 16 });
  const ys = coordinates({ view, at: xs.at, flags, short: 4, same: 32 });
  let from = 0;
  return ends.map((end) => {
    const contour: Point[] = [];
    for (let index = from; index <= end; index += 1) {
      contour.push({
        x: xs.values[index] ?? 0,
        y: ys.values[index] ?? 0,
        onCurve: ((flags[index] ?? 0) & 1) !== 0,
      });
    }
    from = end + 1;
    return contour;
  });
}

type Axis = {
  readonly view: DataView;
  readonly at: number;
  readonly flags: readonly number[];
  readonly short: number;
  readonly same: number;
};

function coordinates({ view, at: start, flags, short, same }: Axis): { values: number[]; at: number } {
  let at = start;
  let value = 0;
  const values = flags.map((flag) => {
    if ((flag & short) !== 0) {
      const step = view.getUint8(at);
      at += 1;
      value += (flag & same) !== 0 ? step : -step;
    } else if ((flag & same) === 0) {
      value += view.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, at };
}

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true });

/** TrueType contours imply an on-curve point between two off-curve ones. */
function drawContour(contour: readonly Point[], m: Affine, pen: Pen): void {
  const first = contour[0];
  const last = contour.at(-1);
  if (first === undefined || last === undefined || contour.length < 2) return;
  const anchor = contour.findIndex((point) => point.onCurve);
  const start = anchor === -1 ? between(last, first) : (contour[anchor] ?? first);
  const rest = anchor === -1 ? contour : [...contour.slice(anchor + 1), ...contour.slice(0, anchor)];
  const x = (point: Point) => m[0] * point.x + m[2] * point.y + m[4];
  const y = (point: Point) => m[1] * point.x + m[3] * point.y + m[5];
  pen.moveTo(x(start), y(start));
  let control: Point | undefined;
  for (const point of rest) {
    if (control === undefined) {
      if (point.onCurve) pen.lineTo(x(point), y(point));
      else control = point;
      continue;
    }
    const target = point.onCurve ? point : between(control, point);
    pen.quadraticTo(x(control), y(control), x(target), y(target));
    control = point.onCurve ? undefined : point;
  }
  if (control !== undefined) pen.quadraticTo(x(control), y(control), x(start), y(start));
  pen.close();
}
