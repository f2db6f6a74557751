import type { Font } from "../../formats/fonts/read-font.ts";

/** A glyph of a code point in a face, with the code that stands for it in the PDF's text. */
export type Sign = {
  readonly face: Face;
  readonly codePoint: number;
  readonly glyph: number;
  /** Advance in em. */
  readonly advance: number;
  /** The code point whose glyph is shown, when that is another one. */
  readonly shown: number | undefined;
};

/** One font as this document uses it: one code per code point, so that text comes back exactly even when glyphs are shared. */
export class Face {
  /** Resource name in the PDF. */
  readonly key: string;
  readonly name: string;
  readonly font: Font;
  /** Heights in em. */
  readonly ascent: number;
  readonly descent: number;
  readonly #signs = new Map<number, Sign>();
  readonly #codes = new Map<number, number>();
  readonly #used: Sign[] = [];

  constructor(key: string, name: string, font: Font) {
    this.key = key;
    this.name = name;
    this.font = font;
    this.ascent = font.metrics.ascent / font.metrics.unitsPerEm;
    this.descent = font.metrics.descent / font.metrics.unitsPerEm;
  }

  /** The sign of a code point, undefined when the font has no glyph for it. */
  sign(codePoint: number): Sign | undefined {
    const known = this.#signs.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.font.glyphOf(codePoint);
    return glyph === 0 ? undefined : this.#keep(codePoint, glyph);
  }

  /** A sign that shows another character's glyph; its text stays the code point's own. */
  standIn(codePoint: number, shown: number): Sign {
    return this.#signs.get(codePoint) ?? this.#keep(codePoint, this.font.glyphOf(shown), shown);
  }

  #keep(codePoint: number, glyph: number, shown?: number): Sign {
    const sign = {
      face: this,
      codePoint,
      glyph,
      advance: this.font.advance(glyph) / this.font.metrics.unitsPerEm,
      shown,
    };
    this.#signs.set(codePoint, sign);
    return sign;
  }

  /** The sign's code in content streams, given out in order of first use; codes start at 1. */
  code(sign: Sign): number {
    const known = this.#codes.get(sign.codePoint);
    if (known !== undefined) return known;
    this.#used.push(sign);
    this.#codes.set(sign.codePoint, this.#used.length);
    return this.#used.length;
  }

  /** Signs painted so far; the sign of code n is at n - 1. */
  get used(): readonly Sign[] {
    return this.#used;
  }
}
