import { SignError } from "../errors.ts";
import type { PathStep } from "./picture.ts";
import type { SealFont } from "./spec.ts";

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Left, bottom, right, top in font units. */
export type InkBox = {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
};

/** The glyph of one character. Throws `sign.glyph_missing`: a seal with a hole in its name is no seal. */
export function glyphFor(font: SealFont, character: string): number {
  const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
  if (glyph !== 0) return glyph;
  throw new SignError(
    "sign.glyph_missing",
    `the seal font has no character ${character}: use its standard simplified form`,
    {
      character,
    },
  );
}

/** The outline of one glyph under a matrix; quadratic curves become the cubic ones that PDF and SVG share. */
export function glyphPath(font: SealFont, glyph: number, [a, b, c, d, e, f]: Matrix): PathStep[] {
  const steps: PathStep[] = [];
  let penX = 0;
  let penY = 0;
  const atX = (x: number, y: number): number => a * x + c * y + e;
  const atY = (x: number, y: number): number => b * x + d * y + f;
  const straight = (to: "move" | "line", x: number, y: number): void => {
    penX = atX(x, y);
    penY = atY(x, y);
    steps.push({ to, at: [penX, penY] });
  };
  font.outline(glyph, {
    moveTo: (x, y) => straight("move", x, y),
    lineTo: (x, y) => straight("line", x, y),
    quadraticTo: (cx, cy, x, y) => {
      const controlX = atX(cx, cy);
      const controlY = atY(cx, cy);
      const endX = atX(x, y);
      const endY = atY(x, y);
      // Degree elevation: each cubic control point lies two thirds of the way to the quadratic one.
      steps.push({
        to: "curve",
        at: [
          penX + (2 / 3) * (controlX - penX),
          penY + (2 / 3) * (controlY - penY),
          endX + (2 / 3) * (controlX - endX),
          endY + (2 / 3) * (controlY - endY),
          endX,
          endY,
        ],
      });
      penX = endX;
      penY = endY;
    },
    close: () => steps.push({ to: "close", at: [] }),
  });
  return steps;
}

/** Box around a glyph's control points; undefined for a glyph without ink. */
export function inkBox(font: SealFont, glyph: number): InkBox | undefined {
  const xs: number[] = [];
  const ys: number[] = [];
  const see = (x: number, y: number): void => {
    xs.push(x);
    ys.push(y);
  };
  font.outline(glyph, {
    moveTo: see,
    lineTo: see,
    quadraticTo: (cx, cy, x, y) => {
      see(cx, cy);
      see(x, y);
    },
    close: () => undefined,
  });
  if (xs.length === 0) return undefined;
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}
