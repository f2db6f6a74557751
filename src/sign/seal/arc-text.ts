import { glyphFor, glyphPath, inkBox } from "./glyph-path.ts";
import type { PathStep } from "./picture.ts";
import { charactersOf, type SealFont } from "./spec.ts";

/** Ink of a full-width character stands in this part of the em, above and below the baseline (GB typefaces: 0.88 and 0.12). */
const EM_BOTTOM = -0.12;
/** A bracket takes about half the room of a character, and is centred by its ink. */
const NARROW = 0.56;
const isNarrow = (character: string): boolean => /[（）()·]/u.test(character);
const roomOf = (character: string): number => (isNarrow(character) ? NARROW : 1);

/** How a name is set along the upper arc of a circle or an oval. Lengths are of one unit, angles in radians. */
export type UpperArc = {
  /** Tops of the characters touch the ellipse of these half axes; equal ones are a circle. */
  readonly across: number;
  readonly up: number;
  /** Height when there is room enough. */
  readonly tallest: number;
  /** From the middle of the first character to the middle of the last, at most: the ellipse's parameter, on a circle the angle. */
  readonly widestSpan: number;
  /** Angle from one character to the next on the middle circle, at most: short names stay together. */
  readonly widestPitch: number;
};

/** Characters are never narrower than this part of their height (长宋), nor wider than that. */
const NARROWEST_RATIO = 0.56;
const WIDEST_RATIO = 0.84;
/** Part of the room, at the feet of the characters, that ink may fill: neighbours never touch. */
const FILL = 0.93;
const HEIGHT_STEP = 0.02;

/** Where the feet of a name stand, and how far from one another. */
type Setting = { readonly height: number; readonly spacing: number; readonly feet: FeetLine };

/** The tallest height at which a name of this length (in rooms) stands on the arc without touching. */
export function arcHeight(name: string, arc: UpperArc): number {
  return settingOf(centresOf(charactersOf(name)).at(-1) ?? 0, arc).height;
}

function settingOf(length: number, arc: UpperArc): Setting {
  for (let height = arc.tallest; ; height -= HEIGHT_STEP) {
    const feet = feetLine(arc, height);
    const free = arc.widestPitch * feet.meanRadius;
    const spacing = length === 0 ? free : Math.min(free, feet.length / length);
    if (FILL * spacing >= NARROWEST_RATIO * height || height <= 2 * HEIGHT_STEP)
      return { height, spacing, feet };
  }
}

/** The name on the upper arc, read from left to right, heads outwards, symmetrical about the vertical. */
export function upperArcText(font: SealFont, name: string, arc: UpperArc): PathStep[] {
  const characters = charactersOf(name);
  const centres = centresOf(characters);
  const length = centres.at(-1) ?? 0;
  const { height, spacing, feet } = settingOf(length, arc);
  const width = Math.min(height * WIDEST_RATIO, FILL * spacing);
  const { unitsPerEm } = font.metrics;
  return characters.flatMap((character, index) => {
    const glyph = glyphFor(font, character);
    const place = feet.at(((centres[index] ?? 0) - length / 2) * spacing);
    const cos = Math.cos(place.turn);
    const sin = Math.sin(place.turn);
    const scaleX = width / unitsPerEm;
    const scaleY = height / unitsPerEm;
    const x = -middleOf(font, glyph, character) * scaleX;
    const y = -EM_BOTTOM * height;
    // Turned clockwise by `turn` about the feet.
    return glyphPath(font, glyph, [
      cos * scaleX,
      -sin * scaleX,
      sin * scaleY,
      cos * scaleY,
      place.x + cos * x + sin * y,
      place.y - sin * x + cos * y,
    ]);
  });
}

/** The line the feet stand on, measured from its top along the arc: to the right is positive. */
type FeetLine = {
  readonly length: number;
  readonly meanRadius: number;
  at(distance: number): { readonly x: number; readonly y: number; readonly turn: number };
};

const SAMPLES = 256;

function feetLine(arc: UpperArc, height: number): FeetLine {
  const across = arc.across - height;
  const up = arc.up - height;
  const half = arc.widestSpan / 2;
  // Distance along the ellipse from its top, sampled over the right half; the left half mirrors it.
  const distances = new Float64Array(SAMPLES + 1);
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const t = ((sample - 0.5) / SAMPLES) * half;
    const step = Math.hypot(across * Math.cos(t), up * Math.sin(t)) * (half / SAMPLES);
    distances[sample] = (distances[sample - 1] ?? 0) + step;
  }
  const reach = distances[SAMPLES] ?? 0;
  return {
    length: 2 * reach,
    meanRadius: (across + up) / 2,
    at: (distance) => {
      const t = Math.sign(distance) * parameterAt(distances, Math.min(Math.abs(distance), reach)) * half;
      const [x, y] = [across * Math.sin(t), up * Math.cos(t)];
      // The normal of x²/a² + y²/b² = 1 is (x/a², y/b²).
      return { x, y, turn: Math.atan2(up * Math.sin(t), across * Math.cos(t)) };
    },
  };
}

/** The share of the half span at which this distance is reached. */
function parameterAt(distances: Float64Array, distance: number): number {
  let low = 0;
  let high = distances.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((distances[middle] ?? 0) <= distance) low = middle;
    else high = middle;
  }
  const [from, to] = [distances[low] ?? 0, distances[high] ?? 0];
  const part = to > from ? (distance - from) / (to - from) : 0;
  return (low + Math.min(1, part)) / (distances.length - 1);
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
