import { readCharacterMap } from "./cmap.ts";
import { guarded } from "./errors.ts";
import { glyphRecords } from "./glyf.ts";
import { type Metrics, readMetrics } from "./metrics.ts";
import { drawOutline, type Pen } from "./outline.ts";
import { type FontSubset, subsetFont } from "./subset.ts";
import { readTables, tableOf } from "./tables.ts";

/** A TrueType (glyf) font, read in place: the file's bytes are kept, never copied. Every method throws `font.malformed` on broken bytes. */
export interface Font {
  readonly metrics: Metrics;
  /** Glyph of a code point; 0 when the font has none. */
  glyphOf(codePoint: number): number;
  /** Advance width in font units. */
  advance(glyph: number): number;
  /** Draws the glyph in font units; a glyph without ink draws nothing. */
  outline(glyph: number, pen: Pen): void;
  /** The font cut down to these glyphs, for embedding. Deterministic. */
  subset(glyphs: readonly number[]): FontSubset;
}

/** Opens a font. Only the directory and the fixed tables are read now; glyphs are read when they are asked for. */
export function readFont(bytes: Uint8Array): Font {
  return guarded("tables", () => {
    const sfnt = readTables(bytes);
    const metrics = readMetrics(sfnt);
    const glyphOf = readCharacterMap(sfnt, metrics.glyphCount);
    const records = glyphRecords(sfnt, metrics);
    const hmtx = tableOf(sfnt, "hmtx", 0).offset;
    const { view } = sfnt;
    const { fullMetrics, glyphCount } = metrics;
    const advance = (glyph: number): number => view.getUint16(hmtx + 4 * Math.min(glyph, fullMetrics - 1));
    const sideBearing = (glyph: number): number =>
      glyph < fullMetrics
        ? view.getInt16(hmtx + 4 * glyph + 2)
        : view.getInt16(hmtx + 4 * fullMetrics + 2 * (Math.min(glyph, glyphCount - 1) - fullMetrics));
    return {
      metrics,
      glyphOf: (codePoint) => guarded("cmap", () => glyphOf(codePoint)),
      advance: (glyph) => guarded("hmtx", () => advance(glyph)),
      outline: (glyph, pen) => guarded(`glyph ${glyph}`, () => drawOutline(records, glyph, pen)),
      subset: (glyphs) =>
        guarded("glyf", () => subsetFont({ sfnt, metrics, records, advance, sideBearing }, glyphs)),
    };
  });
}
