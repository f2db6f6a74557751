import { glyphFor, glyphPath, inkBox } from "./glyph-path.ts";
import type { PathStep } from "./picture.ts";
import { charactersOf, type SealFont } from "./spec.ts";

/** Ink of a full-width character stands in this part of the em, above and below the baseline (GB typefaces: 0.88 and 0.12). */
const EM_BOTTOM = -0.12;
/** A bracket takes about half the room of a character, and is centred by its ink. */
const NARROW = 0.56;
const isNarrow = (character: string): boolean => /[（）()·]/u.test(character);
const roomOf = (character: string): number => (isNarrow(character) ? NARROW : 1);

/** How a name is set along the upper arc. Lengths are of one unit, angles in radians. */
export type UpperArc = {
  /** Tops of the characters touch this radius. */
  readonly outerRadius: number;
  /** Height when there is room enough. */
  readonly tallest: number;
  /** From the middle of the first character to the middle of the last, at most. */
  readonly widestSpan: number;
  /** Angle from one character to the next, at most: short names stay together. */
  readonly widestPitch: number;
};

/** Characters are never narrower than this part of their height (长宋), nor wider than that. */
const NARROWEST_RATIO = 0.56;
const WIDEST_RATIO = 0.84;
/** Part of the room, at the feet of the characters, that ink may fill: neighbours never touch. */
const FILL = 0.93;

/** The name on the upper arc, read from left to right, heads outwards, symmetrical about the vertical. */
export function upperArcText(font: SealFont, name: string, arc: UpperArc): PathStep[] {
  const characters = charactersOf(name);
  const centres = centresOf(characters);
  const length = centres.at(-1) ?? 0;
  const pitch = Math.min(arc.widestPitch, length === 0 ? arc.widestPitch : arc.widestSpan / length);
  // The feet stand closer than the heads: height h leaves FILL·pitch·(R−h) of width. Solve width = NARROWEST_RATIO·h.
  const fitting = (FILL * pitch * arc.outerRadius) / (NARROWEST_RATIO + FILL * pitch);
  const height = Math.min(arc.tallest, fitting);
  const feet = arc.outerRadius - height;
  const width = Math.min(height * WIDEST_RATIO, FILL * pitch * feet);
  const { unitsPerEm } = font.metrics;
  return characters.flatMap((character, index) => {
    const glyph = glyphFor(font, character);
    const turn = ((centres[index] ?? 0) - length / 2) * pitch;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const scaleX = width / unitsPerEm;
    const scaleY = height / unitsPerEm;
    const x = -middleOf(font, glyph, character) * scaleX;
    const y = feet - EM_BOTTOM * height;
    // Turned clockwise by `turn` about the centre of the seal.
    return glyphPath(font, glyph, [
      cos * scaleX,
      -sin * scaleX,
      sin * scaleY,
      cos * scaleY,
      cos * x + sin * y,
      -sin * x + cos * y,
    ]);
  });
}

/** Middle of each character in units of one full room, the first at 0. */
function centresOf(characters: readonly string[]): number[] {
  let at = 0;
  return characters.map((character, index) => {
    const before = characters[index - 1];
    if (before !== undefined) at += (roomOf(before) + roomOf(character)) / 2;
    return at;
  });
}

function middleOf(font: SealFont, glyph: number, character: string): number {
  const ink = isNarrow(character) ? inkBox(font, glyph) : undefined;
  return ink === undefined ? font.metrics.unitsPerEm / 2 : (ink.left + ink.right) / 2;
}

/** Digits along the lower rim, read from left to right, heads inwards. `height` is that of a digit, `pitch` their distance. */
export function lowerArcText(
  font: SealFont,
  text: string,
  arc: { readonly outerRadius: number; readonly height: number; readonly pitch: number },
): PathStep[] {
  const characters = charactersOf(text);
  return characters.flatMap((character, index) => {
    const glyph = glyphFor(font, character);
    const ink = inkBox(font, glyph) ?? {
      left: 0,
      bottom: 0,
      right: font.metrics.unitsPerEm,
      top: font.metrics.unitsPerEm,
    };
    const scale = arc.height / (ink.top - ink.bottom);
    const turn = ((index - (characters.length - 1) / 2) * arc.pitch) / arc.outerRadius;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const x = (-(ink.left + ink.right) / 2) * scale;
    const y = -arc.outerRadius - ink.bottom * scale;
    // Turned anticlockwise by `turn`, so that reading goes left to right along the bottom.
    return glyphPath(font, glyph, [
      cos * scale,
      sin * scale,
      -sin * scale,
      cos * scale,
      cos * x - sin * y,
      sin * x + cos * y,
    ]);
  });
}
