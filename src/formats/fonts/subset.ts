import type { Bytes } from "../../kit/bytes.ts";
import { componentsOf, type GlyphRecords } from "./glyf.ts";
import type { Metrics } from "./metrics.ts";
import { type Sfnt, tableBytes } from "./tables.ts";
import { type TableContent, writeSfnt } from "./write-sfnt.ts";

/** A font cut down to some glyphs. */
export type FontSubset = {
  /** TrueType file without cmap and name, for embedding as FontFile2. */
  readonly bytes: Bytes;
  /** Old glyph → new glyph; glyph 0 stays 0, parts of composites are included. */
  readonly glyphs: ReadonlyMap<number, number>;
};

type Source = {
  readonly sfnt: Sfnt;
  readonly metrics: Metrics;
  readonly records: GlyphRecords;
  readonly sideBearing: (glyph: number) => number;
  readonly advance: (glyph: number) => number;
};

const KEPT = ["cvt ", "fpgm", "prep"] as const;

/** Cuts the font down to `.notdef` and the glyphs named, in that order. Same input, same bytes. */
export function subsetFont(source: Source, wanted: readonly number[]): FontSubset {
  const glyphs = new Map<number, number>([[0, 0]]);
  const order = [0];
  const add = (glyph: number): void => {
    if (glyphs.has(glyph)) return;
    glyphs.set(glyph, order.length);
    order.push(glyph);
  };
  for (const glyph of wanted) add(glyph);
  const records: Uint8Array[] = [];
  // `order` grows while composites name their parts; it cannot outgrow the font.
  for (let index = 0; index < order.length; index += 1) {
    const record = source.records(order[index] ?? 0);
    const components = componentsOf(record);
    for (const component of components) add(component.glyph);
    records.push(components.length === 0 ? record : renumbered(record, glyphs));
  }
  const tables = new Map<string, TableContent>([
    ["glyf", records],
    ["loca", locaOf(records)],
    ["hmtx", horizontal(source, order)],
    ["head", patched(source.sfnt, "head", (view) => view.setInt16(50, 1))],
    ["hhea", patched(source.sfnt, "hhea", (view) => view.setUint16(34, order.length))],
    ["maxp", patched(source.sfnt, "maxp", (view) => view.setUint16(4, order.length))],
  ]);
  for (const tag of KEPT) {
    const table = tableBytes(source.sfnt, tag);
    if (table.length > 0) tables.set(tag, table);
  }
  return { bytes: writeSfnt(tables), glyphs };
}

function renumbered(record: Uint8Array, glyphs: ReadonlyMap<number, number>): Uint8Array {
  const copy = record.slice();
  const view = new DataView(copy.buffer);
  for (const component of componentsOf(copy)) view.setUint16(component.at, glyphs.get(component.glyph) ?? 0);
  return copy;
}

/** Where each record begins, in 32 bits. */
function locaOf(records: readonly Uint8Array[]): Uint8Array {
  const loca = new Uint8Array(4 * (records.length + 1));
  const view = new DataView(loca.buffer);
  let length = 0;
  for (const [index, record] of records.entries()) {
    view.setUint32(4 * index, length);
    length += (record.length + 3) & ~3;
  }
  view.setUint32(4 * records.length, length);
  return loca;
}

function horizontal(source: Source, order: readonly number[]): Uint8Array {
  const hmtx = new Uint8Array(4 * order.length);
  const view = new DataView(hmtx.buffer);
  for (const [index, glyph] of order.entries()) {
    view.setUint16(4 * index, source.advance(glyph));
    view.setInt16(4 * index + 2, source.sideBearing(glyph));
  }
  return hmtx;
}

function patched(sfnt: Sfnt, tag: string, patch: (view: DataView) => void): Uint8Array {
  const table = tableBytes(sfnt, tag).slice();
  patch(new DataView(table.buffer));
  return table;
}
