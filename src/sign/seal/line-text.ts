import { glyphFor, glyphPath } from "./glyph-path.ts";
import type { PathStep } from "./picture.ts";
import { charactersOf, type SealFont } from "./spec.ts";

/** Where the em boxes of GB typefaces end below the baseline. */
const EM_BOTTOM = -0.12;

/** A horizontal line of full-width characters, its em boxes centred on (x, y). `pitch` is the distance of their middles. */
export function centredLine(
  font: SealFont,
  text: string,
  place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly pitch: number;
  },
): PathStep[] {
  const characters = charactersOf(text);
  const { unitsPerEm } = font.metrics;
  return characters.flatMap((character, index) => {
    const left = place.x + (index - (characters.length - 1) / 2) * place.pitch - place.width / 2;
    const baseline = place.y - place.height / 2 - EM_BOTTOM * place.height;
    const scaleX = place.width / unitsPerEm;
    const scaleY = place.height / unitsPerEm;
    return glyphPath(font, glyphFor(font, character), [scaleX, 0, 0, scaleY, left, baseline]);
  });
}

/** Width of running text of this size, by the font's advances. */
export function textWidth(font: SealFont, text: string, size: number): number {
  const units = charactersOf(text).reduce(
    (sum, character) => sum + font.advance(glyphFor(font, character)),
    0,
  );
  return (units * size) / font.metrics.unitsPerEm;
}

/** Running text from (x, baseline) on, by the font's advances. */
export function runningText(
  font: SealFont,
  text: string,
  place: { readonly x: number; readonly baseline: number; readonly size: number },
): PathStep[] {
  const scale = place.size / font.metrics.unitsPerEm;
  let x = place.x;
  return charactersOf(text).flatMap((character) => {
    const glyph = glyphFor(font, character);
    const path = glyphPath(font, glyph, [scale, 0, 0, scale, x, place.baseline]);
    x += font.advance(glyph) * scale;
    return path;
  });
}
