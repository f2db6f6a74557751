import { malformed } from "./errors.ts";
import type { Metrics } from "./metrics.ts";
import { type Sfnt, tableOf } from "./tables.ts";

/** Glyph records of a font: views into the file, empty for a glyph without ink. */
export type GlyphRecords = (glyph: number) => Uint8Array;

/** A glyph inside a composite glyph: `at` is where its glyph number stands in the record. */
export type Component = { readonly at: number; readonly glyph: number; readonly flags: number };

const MORE_COMPONENTS = 0x20;
const WORDS = 0x1;
const SCALE = 0x8;
const SCALE_XY = 0x40;
const MATRIX = 0x80;
const MAX_COMPONENTS = 256;

/** Reads loca: a record that does not lie inside glyf is `font.malformed` when it is asked for. */
export function glyphRecords(sfnt: Sfnt, metrics: Metrics): GlyphRecords {
  const { view, bytes } = sfnt;
  const loca = tableOf(sfnt, "loca", 0).offset;
  const glyf = tableOf(sfnt, "glyf", 0);
  const offsetOf = metrics.longOffsets
    ? (glyph: number) => view.getUint32(loca + 4 * glyph)
    : (glyph: number) => 2 * view.getUint16(loca + 2 * glyph);
  return (glyph) => {
    if (glyph < 0 || glyph >= metrics.glyphCount) malformed(`glyph ${glyph}`);
    const from = offsetOf(glyph);
    const to = offsetOf(glyph + 1);
    if (from > to || to > glyf.length) malformed(`loca of glyph ${glyph}`);
    return bytes.subarray(glyf.offset + from, glyf.offset + to);
  };
}

/** The components of a composite record, none for a simple one. */
export function componentsOf(record: Uint8Array): readonly Component[] {
  // Most glyphs are simple: a contour count that is not negative says so.
  if (record.length < 10 || record[0]! < 0x80) return [];
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const components: Component[] = [];
  let at = 10;
  let flags: number;
  do {
    flags = view.getUint16(at);
    components.push({ at: at + 2, glyph: view.getUint16(at + 2), flags });
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2) + transformLength(flags);
    if (components.length > MAX_COMPONENTS) malformed("composite glyph with too many parts");
  } while ((flags & MORE_COMPONENTS) !== 0);
  return components;
}

function transformLength(flags: number): number {
  if ((flags & SCALE) !== 0) return 2;
  if ((flags & SCALE_XY) !== 0) return 4;
  return (flags & MATRIX) !== 0 ? 8 : 0;
}
