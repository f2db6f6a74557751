import { type Bytes, utf8 } from "../../kit/bytes.ts";
import { deflate } from "../deflate/deflate.ts";
import { crc32 } from "./crc32.ts";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;
const END_LENGTH = 22;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, the first day a zip can name. */
const FIRST_DAY = 0x21;

type Packed = {
  readonly method: number;
  readonly crc32: number;
  readonly size: number;
  readonly bytes: Uint8Array;
};

/** Parts that go unchanged into document after document (styles, settings, fonts) are packed once. Bytes are never changed in this house. */
const packings = new WeakMap<Uint8Array, Packed>();

/** A zip (PKWARE APPNOTE 6.3.10) of these files in their order, all of the first second a zip can name. Same files, same bytes. */
export function writeZip(
  files: readonly (readonly [name: string, content: Uint8Array])[],
  packing: "stored" | "packed",
): Bytes {
  const entries = files.map(([name, content]) => ({
    name: utf8(name),
    packed: packing === "stored" ? stored(content) : packedOnce(content),
  }));
  let size = END_LENGTH;
  for (const { name, packed } of entries)
    size += LOCAL_LENGTH + CENTRAL_LENGTH + 2 * name.length + packed.bytes.length;
  const zip = new Uint8Array(size);
  const view = new DataView(zip.buffer);
  const offsets: number[] = [];
  let at = 0;
  for (const { name, packed } of entries) {
    offsets.push(at);
    view.setUint32(at, LOCAL, true);
    writeEntry(view, at + 4, name, packed);
    zip.set(name, at + LOCAL_LENGTH);
    at += LOCAL_LENGTH + name.length;
    zip.set(packed.bytes, at);
    at += packed.bytes.length;
  }
  const directory = at;
  for (const [index, { name, packed }] of entries.entries()) {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, VERSION, true);
    writeEntry(view, at + 6, name, packed);
    view.setUint32(at + 42, offsets[index] ?? 0, true);
    zip.set(name, at + CENTRAL_LENGTH);
    at += CENTRAL_LENGTH + name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return zip;
}

/** What the local header and the directory say alike of a file. */
function writeEntry(view: DataView, at: number, name: Uint8Array, packed: Packed): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, name.some((byte) => byte > 127) ? NAMES_ARE_UTF8 : 0, true);
  view.setUint16(at + 4, packed.method, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, packed.crc32, true);
  view.setUint32(at + 14, packed.bytes.length, true);
  view.setUint32(at + 18, packed.size, true);
  view.setUint16(at + 22, name.length, true);
}

const stored = (content: Uint8Array): Packed => ({
  method: STORED,
  crc32: crc32(content),
  size: content.length,
  bytes: content,
});

function packedOnce(content: Uint8Array): Packed {
  const known = packings.get(content);
  if (known !== undefined) return known;
  const bytes = deflate(content, "small");
  const packed = { method: DEFLATED, crc32: crc32(content), size: content.length, bytes };
  packings.set(content, packed);
  return packed;
}
