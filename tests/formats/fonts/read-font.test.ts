import { readFileSync } from "node:fs";
import { array, assert, integer, nat, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { FontError } from "../../../src/formats/fonts/errors.ts";
import type { Pen } from "../../../src/formats/fonts/outline.ts";
import { type Font, readFont } from "../../../src/formats/fonts/read-font.ts";
import { writeSfnt } from "../../../src/formats/fonts/write-sfnt.ts";

const bytesOf = (role: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../../templates/fonts/${role}.ttf`, import.meta.url)));
const song = readFont(bytesOf("song"));
const serif = readFont(bytesOf("serif"));

/** An outline as text. */
function drawn(font: Font, glyph: number): string {
  const steps: string[] = [];
  const pen: Pen = {
    moveTo: (...at) => void steps.push(`M${at.join()}`),
    lineTo: (...at) => void steps.push(`L${at.join()}`),
    quadraticTo: (...at) => void steps.push(`Q${at.join()}`),
    close: () => void steps.push("Z"),
  };
  font.outline(glyph, pen);
  return steps.join("");
}

/** Puts back a cmap so that a subset can be opened like a font. */
function opened(bytes: Uint8Array<ArrayBuffer>): Font {
  const view = new DataView(bytes.buffer);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    tables.set(
      String.fromCharCode(...bytes.subarray(at, at + 4)),
      bytes.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12)),
    );
  }
  const cmap = new Uint8Array(12 + 28);
  const fresh = new DataView(cmap.buffer);
  for (const [at, value] of [
    [2, 1],
    [4, 3],
    [6, 10],
    [12, 12],
  ] as const)
    fresh.setUint16(at, value);
  for (const [at, value] of [
    [8, 12],
    [16, 28],
    [24, 1],
    [28, 0x41],
    [32, 0x41],
    [36, 1],
  ] as const)
    fresh.setUint32(at, value);
  tables.set("cmap", cmap);
  return readFont(writeSfnt(tables));
}

describe("a font", () => {
  it("finds glyphs by code point in formats 4 and 12, and 0 for what it lacks", () => {
    expect(song.glyphOf(0x77e5)).toBeGreaterThan(0);
    expect(serif.glyphOf(0x41)).toBeGreaterThan(0);
    expect(serif.glyphOf(0x77e5)).toBe(0);
    expect(song.glyphOf(0x10ffff)).toBe(0);
  });

  it("tells advances and heights in font units", () => {
    expect(song.advance(song.glyphOf(0x77e5))).toBe(song.metrics.unitsPerEm);
    expect(song.metrics.ascent).toBeGreaterThan(song.metrics.descent);
    expect(serif.advance(serif.glyphOf(0x69))).toBeLessThan(serif.advance(serif.glyphOf(0x4d)));
  });

  it("draws composites as their parts", () => {
    const plain = drawn(serif, serif.glyphOf(0x65));
    const accented = drawn(serif, serif.glyphOf(0xe9));
    expect(accented.match(/M/g)?.length).toBeGreaterThan(plain.match(/M/g)?.length ?? 0);
  });

  it("draws nothing for a blank", () => {
    expect(drawn(serif, serif.glyphOf(0x20))).toBe("");
  });

  it("keeps every outline and advance in a subset", () => {
    assert(
      property(
        array(integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 1, maxLength: 12 }),
        (codePoints) => {
          const glyphs = codePoints.map((codePoint) => song.glyphOf(codePoint));
          const subset = song.subset(glyphs);
          const again = opened(subset.bytes);
          for (const glyph of glyphs) {
            const renumbered = subset.glyphs.get(glyph) ?? -1;
            expect(drawn(again, renumbered)).toBe(drawn(song, glyph));
            expect(again.advance(renumbered)).toBe(song.advance(glyph));
          }
        },
      ),
      { numRuns: 20, seed: 7 },
    );
  });

  it("keeps the parts of composites in a subset", () => {
    const glyph = serif.glyphOf(0xe9);
    const subset = serif.subset([glyph]);
    expect(subset.glyphs.size).toBeGreaterThan(2);
    expect(drawn(opened(subset.bytes), subset.glyphs.get(glyph) ?? -1)).toBe(drawn(serif, glyph));
  });

  it("gives the same subset for the same glyphs", () => {
    const glyphs = Array.from("知识产权", (character) => song.glyphOf(character.codePointAt(0) ?? 0));
    expect(song.subset(glyphs).bytes).toEqual(song.subset(glyphs).bytes);
  });
});

describe("a broken font", () => {
  /** Uses everything a font offers; anything but font.malformed escapes. */
  const use = (bytes: Uint8Array): string => {
    try {
      const font = readFont(bytes);
      const glyphs = [0x41, 0xe9, 0x20, 0x67].map((codePoint) => font.glyphOf(codePoint));
      for (const glyph of glyphs) drawn(font, glyph);
      font.subset(glyphs);
    } catch (error) {
      if (error instanceof FontError) return error.code;
      throw error;
    }
    return "none";
  };

  it("that is empty, text, a collection or CFF is font.malformed", () => {
    for (const text of ["", "hello, I am no font at all", "ttcf\0\0\0\0\0\0\0\0", "OTTO\0\u0001\0\0\0\0\0\0"])
      expect(use(new TextEncoder().encode(text))).toBe("font.malformed");
  });

  it("cut off anywhere is font.malformed", () => {
    const whole = bytesOf("serif");
    assert(
      property(nat(whole.length - 5), (length) => {
        expect(use(whole.subarray(0, length))).toBe("font.malformed");
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it("with bytes changed is read or font.malformed, never another error, never without end", () => {
    const whole = bytesOf("serif");
    assert(
      property(array(tuple(nat(4000), nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        expect(["none", "font.malformed"]).toContain(use(bytes));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("whose composite contains itself is font.malformed", () => {
    const whole = bytesOf("serif").slice();
    const view = new DataView(whole.buffer);
    const table = (tag: string): number => {
      for (let index = 0; index < view.getUint16(4); index += 1) {
        const at = 12 + index * 16;
        if (String.fromCharCode(...whole.subarray(at, at + 4)) === tag) return view.getUint32(at + 8);
      }
      return 0;
    };
    const font = readFont(whole);
    const glyph = font.glyphOf(0xe9);
    const long = font.metrics.longOffsets;
    const offset = long
      ? view.getUint32(table("loca") + glyph * 4)
      : view.getUint16(table("loca") + glyph * 2) * 2;
    view.setUint16(table("glyf") + offset + 12, glyph);
    expect(() => drawn(readFont(whole), glyph)).toThrow(FontError);
  });
});
