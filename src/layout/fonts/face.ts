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
  /** The character itself. */
  readonly text: string;
};

/** A sign as content streams write it. */
export type Written = {
  /** Its code, in four hexadecimal digits. */
  readonly hex: string;
  /** The width that the PDF states for it, in em. */
  readonly width: number;
};

/** One font as this document uses it: one code per code point, so that text comes back exactly even when glyphs are shared. */
export class Face {
  /** Resource name in the PDF. */
  readonly key: string;
  readonly name: string;
  readonly font: Font;
  /** It stands for a Chinese font: all but the one for Latin text and the one of boxes. */
  readonly chinese: boolean;
  /** Heights in em. */
  readonly ascent: number;
  readonly descent: number;
  readonly #signs = new Map<number, Sign>();
  readonly #written = new Map<number, Written>();
  readonly #used: Sign[] = [];

  constructor(
    key: string,
    { name, font, script }: { readonly name: string; readonly font: Font; readonly script: "han" | "latin" },
  ) {
    this.key = key;
    this.name = name;
    this.font = font;
    this.chinese = script === "han";
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
      text: String.fromCodePoint(codePoint),
    };
    this.#signs.set(codePoint, sign);
    return sign;
  }

  /** The sign's code in content streams and its width. Codes are given out in order of first use and start at 1. */
  written(sign: Sign): Written {
    const known = this.#written.get(sign.codePoint);
    if (known !== undefined) return known;
    this.#used.push(sign);
    const hex = this.#used.length.toString(16).padStart(4, "0");
    const written = { hex, width: this.statedWidth(sign.glyph) };
    this.#written.set(sign.codePoint, written);
    return written;
  }

  /** The width of a glyph as W states it, in em: hmtx rounded to a hundredth of a thousandth. */
  statedWidth(glyph: number): number {
    return Math.round((this.font.advance(glyph) / this.font.metrics.unitsPerEm) * 100_000) / 100_000;
  }

  /** Signs painted so far; the sign of code n is at n - 1. */
  get used(): readonly Sign[] {
    return this.#used;
  }
}
