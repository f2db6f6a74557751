import { DocxError } from "./errors.ts";
import type { DocxLimits } from "./limits.ts";

/** One entry of a zip file, from its central directory (PKWARE APPNOTE 6.3.10 §4.3.12). */
export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where the packed bytes start. */
  readonly from: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;

const notAZip = (why: string): never => {
  throw new DocxError("docx.not_a_zip", `file is not a DOCX: ${why}; save it again as .docx`, { why });
};

/** Reads the central directory; no bytes are unpacked. Entries must not overlap and names must be unique. */
export function readZipDirectory(bytes: Uint8Array, limits: DocxLimits): ReadonlyMap<string, ZipEntry> {
  if (bytes.length > limits.file) {
    throw new DocxError("docx.too_large", `file has ${bytes.length} bytes, ${limits.file} are allowed`, {
      limit: limits.file,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff || view.getUint16(end + 4, true) !== 0)
    unsupported("zip64 or split archive");
  if (count > limits.parts)
    throw new DocxError("docx.too_many_parts", `file has ${count} parts, ${limits.parts} are allowed`, {
      limit: limits.parts,
    });
  const entries = new Map<string, ZipEntry>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) notAZip("broken directory");
    const entry = centralEntry(bytes, view, at);
    if (entries.has(entry.name)) notAZip(`two parts named ${entry.name}`);
    entries.set(entry.name, entry);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  refuseOverlaps([...entries.values()], start);
  return entries;
}

function unsupported(why: string): never {
  throw new DocxError(
    "docx.unsupported_zip",
    `file cannot be opened: ${why}; save it again as an unprotected .docx`,
    { why },
  );
}

function endRecord(view: DataView): number {
  const least = Math.max(0, view.byteLength - END_LENGTH - MAX_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= least; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return notAZip("no zip directory");
}

function centralEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  if ((flags & 1) !== 0) unsupported("encrypted");
  const packed = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL)
    return notAZip(`part ${name} lies outside the file`);
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packed > view.byteLength) return notAZip(`part ${name} lies outside the file`);
  return {
    name,
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    packed,
    unpacked: view.getUint32(at + 24, true),
    from,
  };
}

/** Overlapping entries are the trick of quine and "better zip bombs": one packed block counted many times. */
function refuseOverlaps(entries: ZipEntry[], directory: number): void {
  let end = 0;
  for (const entry of entries.sort((a, b) => a.from - b.from)) {
    if (entry.from < end || entry.from + entry.packed > directory) {
      throw new DocxError("docx.corrupt_part", `part ${entry.name} overlaps another; save the file again`, {
        part: entry.name,
      });
    }
    end = entry.from + entry.packed;
  }
}
