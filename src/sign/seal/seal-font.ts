import type { SealFont } from "./spec.ts";

/** Glyphs of the n-th font are counted from n times this; TrueType glyph ids have 16 bits. */
const STRIDE = 0x1_0000;

/**
 * Several fonts as one: a character comes from the first that has it, at the first font's em. So a rare character in a name
 * stands in a seal as any other does. With one font it is that font.
 */
export function sealFont(first: SealFont, ...further: readonly SealFont[]): SealFont {
  if (further.length === 0) return first;
  const fonts = [first, ...further];
  const at = (glyph: number): { font: SealFont; own: number; scale: number } => {
    const font = fonts[Math.floor(glyph / STRIDE)] ?? first;
    return { font, own: glyph % STRIDE, scale: first.metrics.unitsPerEm / font.metrics.unitsPerEm };
  };
  return {
    metrics: first.metrics,
    glyphOf: (codePoint) => {
      for (const [index, font] of fonts.entries()) {
        const glyph = font.glyphOf(codePoint);
        if (glyph !== 0) return glyph + index * STRIDE;
      }
      return 0;
    },
    advance: (glyph) => {
      const { font, own, scale } = at(glyph);
      return font.advance(own) * scale;
    },
    outline: (glyph, pen) => {
      const { font, own, scale } = at(glyph);
      font.outline(own, {
        moveTo: (x, y) => pen.moveTo(x * scale, y * scale),
        lineTo: (x, y) => pen.lineTo(x * scale, y * scale),
        quadraticTo: (cx, cy, x, y) => pen.quadraticTo(cx * scale, cy * scale, x * scale, y * scale),
        close: () => pen.close(),
      });
    },
  };
}

/** The characters of a text that a font has no glyph for, each once. */
export const missingCharacters = (font: SealFont, text: string): string[] =>
  [...new Set(text)].filter((character) => font.glyphOf(character.codePointAt(0) ?? 0) === 0);
