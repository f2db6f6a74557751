import { SignError } from "../../errors.ts";

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export const multiplied = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

const CALL = /(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*/y;
const MOST_CALLS = 32;

/** SVG's `transform` list. Throws `sign.picture_unreadable` for anything else. */
export function readTransform(text: string): Matrix {
  let matrix = IDENTITY;
  const trimmed = text.trim();
  CALL.lastIndex = 0;
  for (let calls = 0; CALL.lastIndex < trimmed.length; calls += 1) {
    const found = calls < MOST_CALLS ? CALL.exec(trimmed) : null;
    const numbers = (found?.[2] ?? "x")
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (found === null || !numbers.every(Number.isFinite)) return refuse();
    matrix = multiplied(matrix, one(found[1] ?? "", numbers));
  }
  return matrix;
}

function refuse(): never {
  throw new SignError("sign.picture_unreadable", "a transform of this SVG cannot be read");
}

function one(name: string, numbers: readonly number[]): Matrix {
  const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = numbers;
  if (name === "matrix") return numbers.length === 6 ? [a, b ?? 0, c, d, e, f] : refuse();
  if (name === "translate") return [1, 0, 0, 1, a, b ?? 0];
  if (name === "scale") return [a, 0, 0, b ?? a, 0, 0];
  const angle = (a * Math.PI) / 180;
  if (name === "skewX") return [1, 0, Math.tan(angle), 1, 0, 0];
  if (name === "skewY") return [1, Math.tan(angle), 0, 1, 0, 0];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [b ?? 0, c];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}
