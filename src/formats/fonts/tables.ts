import { malformed } from "./errors.ts";

/** One table: where it lies in the file. */
export type Table = { readonly offset: number; readonly length: number };

/** The file with its table directory. Nothing is copied: tables are views into `bytes`. */
export type Sfnt = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, Table>;
};

const TRUETYPE = 0x00010000;
const TRUE = 0x74727565;
const MAX_TABLES = 64;

/** Reads the sfnt directory (OpenType 1.9 §"Table Directory"); every table must lie inside the file. Collections and CFF are refused. */
export function readTables(bytes: Uint8Array): Sfnt {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) malformed("too short");
  const version = view.getUint32(0);
  if (version !== TRUETYPE && version !== TRUE) malformed("not a TrueType font with glyf outlines");
  const count = view.getUint16(4);
  if (count > MAX_TABLES || bytes.length < 12 + count * 16) malformed("table directory");
  const tables = new Map<string, Table>();
  for (let index = 0; index < count; index += 1) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    const offset = view.getUint32(at + 8);
    const length = view.getUint32(at + 12);
    if (offset + length > bytes.length) malformed(`table ${tag} lies outside the file`);
    tables.set(tag, { offset, length });
  }
  return { bytes, view, tables };
}

/** The table, at least `least` bytes long, or `font.malformed`. */
export function tableOf(sfnt: Sfnt, tag: string, least: number): Table {
  const table = sfnt.tables.get(tag);
  if (table === undefined || table.length < least) return malformed(`table ${tag}`);
  return table;
}

/** A view of the table's bytes, empty when there is no such table. */
export function tableBytes(sfnt: Sfnt, tag: string): Uint8Array {
  const table = sfnt.tables.get(tag);
  return table === undefined
    ? new Uint8Array(0)
    : sfnt.bytes.subarray(table.offset, table.offset + table.length);
}
