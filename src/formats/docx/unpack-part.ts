import { Inflate } from "fflate";
import type { Bytes } from "../../kit/bytes.ts";
import { concat } from "../../kit/bytes.ts";
import { crc32 } from "./crc32.ts";
import { DocxError } from "./errors.ts";
import type { DocxLimits } from "./limits.ts";
import type { ZipEntry } from "./zip-directory.ts";

const STORED = 0;
const DEFLATED = 8;
/** Packed bytes given to the inflater at a time: at deflate's 1032:1 no step makes more than 17 MB. */
const STEP = 16_384;
const RATIO_FROM = 1_000_000;

/** Unpacks one part, stopping as soon as it grows over what it declared or may cost, and proves its checksum. */
export function unpackPart(bytes: Uint8Array, entry: ZipEntry, limits: DocxLimits): Bytes {
  refuseSizes(entry, limits);
  const packed = bytes.subarray(entry.from, entry.from + entry.packed);
  const part = entry.method === STORED ? new Uint8Array(packed) : inflate(packed, entry);
  if (part.length !== entry.unpacked || crc32(part) !== entry.crc32) corrupt(entry);
  return part;
}

function refuseSizes(entry: ZipEntry, limits: DocxLimits): void {
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new DocxError(
      "docx.unsupported_zip",
      `part ${entry.name} is packed by method ${entry.method}; save the file again`,
      { part: entry.name },
    );
  }
  const tooDense = entry.unpacked > RATIO_FROM && entry.unpacked > entry.packed * limits.ratio;
  if (entry.unpacked > limits.part || tooDense) tooLarge(entry, limits.part);
}

function inflate(packed: Uint8Array, entry: ZipEntry): Bytes {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  const inflater = new Inflate((chunk, final) => {
    length += chunk.length;
    if (length > entry.unpacked) tooLarge(entry, entry.unpacked);
    chunks.push(chunk);
    finished ||= final;
  });
  try {
    for (let at = 0; at < packed.length; at += STEP)
      inflater.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch (error) {
    if (error instanceof DocxError) throw error;
    corrupt(entry, error);
  }
  if (!finished) corrupt(entry);
  return concat(...chunks);
}

function tooLarge(entry: ZipEntry, limit: number): never {
  throw new DocxError("docx.too_large", `part ${entry.name} unpacks to more than allowed`, {
    part: entry.name,
    limit,
  });
}

function corrupt(entry: ZipEntry, cause?: unknown): never {
  throw new DocxError(
    "docx.corrupt_part",
    `part ${entry.name} is damaged; save the file again`,
    { part: entry.name },
    { cause },
  );
}
