import type { Bytes } from "../../kit/bytes.ts";

const pad4 = (length: number): number => (length + 3) & ~3;

/** A table's bytes, or its pieces, each to be padded to a multiple of four. */
export type TableContent = Uint8Array | readonly Uint8Array[];

const lengthOf = (table: TableContent): number =>
  table instanceof Uint8Array ? table.length : table.reduce((sum, piece) => sum + pad4(piece.length), 0);

/** Writes a TrueType file of these tables (sorted by tag, padded, checksums and head.checkSumAdjustment set). */
export function writeSfnt(tables: ReadonlyMap<string, TableContent>): Bytes {
  const tags = [...tables.keys()].sort();
  const size = [...tables.values()].reduce(
    (sum, table) => sum + pad4(lengthOf(table)),
    12 + 16 * tags.length,
  );
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const power = Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tags.length);
  view.setUint16(6, 16 << power);
  view.setUint16(8, power);
  view.setUint16(10, tags.length * 16 - (16 << power));
  let at = 12 + 16 * tags.length;
  let headAt = -1;
  let sums = 0;
  for (const [index, tag] of tags.entries()) {
    const table = tables.get(tag) ?? new Uint8Array(0);
    const length = lengthOf(table);
    let piece = at;
    for (const bytes of table instanceof Uint8Array ? [table] : table) {
      file.set(bytes, piece);
      piece += pad4(bytes.length);
    }
    if (tag === "head") {
      headAt = at;
      view.setUint32(at + 8, 0);
    }
    const record = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter += 1) file[record + letter] = tag.charCodeAt(letter);
    const sum = checksum(view, at, pad4(length));
    sums = (sums + sum) | 0;
    view.setUint32(record + 4, sum);
    view.setUint32(record + 8, at);
    view.setUint32(record + 12, length);
    at += pad4(length);
  }
  // The sum of the whole file is that of its directory and of its tables.
  const whole = checksum(view, 0, 12 + 16 * tags.length) + sums;
  if (headAt >= 0) view.setUint32(headAt + 8, (0xb1b0afba - whole) >>> 0);
  return file;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) | 0;
  return sum >>> 0;
}
