import { Unzlib } from "fflate";
import { concat } from "../../../kit/bytes.ts";
import { type InflateBudget, unpredict } from "../inflate.ts";
import { isSpace } from "../lexer.ts";
import { nameOf, type PdfDictionary, type PdfObject, type PdfStream } from "../objects.ts";
import { tooLarge } from "../pdf-error.ts";

type Resolve = (object: PdfObject | undefined) => PdfObject | undefined;

/**
 * The plain bytes of a stream through its chain of filters (Flate, LZW, ASCII85, ASCIIHex, RunLength), within the budget.
 * Undefined when a filter is for pictures or unknown. A Flate stream that breaks off gives what was there: showing is
 * tolerant, judging is not. Throws `pdf.too_large` beyond the budget.
 */
export function decodeTolerantly(
  stream: PdfStream,
  resolve: Resolve,
  budget: InflateBudget,
): Uint8Array | undefined {
  const names = listOf(
    resolve(stream.dictionary.entries.get("Filter") ?? stream.dictionary.entries.get("F")),
    resolve,
  );
  const parameters = listOf(
    resolve(stream.dictionary.entries.get("DecodeParms") ?? stream.dictionary.entries.get("DP")),
    resolve,
  );
  let bytes = stream.encoded;
  for (const [at, filter] of names.entries()) {
    const decode = FILTERS[nameOf(filter) ?? ""];
    if (decode === undefined) return undefined;
    bytes = decode(bytes, budget);
    const parms = parameters[at];
    if (parms?.kind === "dictionary") bytes = predicted(bytes, parms);
  }
  return bytes;
}

function listOf(object: PdfObject | undefined, resolve: Resolve): readonly (PdfObject | undefined)[] {
  if (object === undefined || object.kind === "null") return [];
  return object.kind === "array" ? object.items.slice(0, 8).map(resolve) : [object];
}

function predicted(bytes: Uint8Array, parms: PdfDictionary): Uint8Array {
  try {
    return unpredict(bytes, parms);
  } catch {
    return bytes;
  }
}

const STEP = 16_384;

function inflateTolerantly(encoded: Uint8Array, budget: InflateBudget): Uint8Array {
  const parts: Uint8Array[] = [];
  const unzlib = new Unzlib((part) => {
    budget.left -= part.length;
    parts.push(part);
  });
  try {
    for (let at = 0; at < encoded.length && budget.left >= 0; at += STEP)
      unzlib.push(encoded.subarray(at, at + STEP), at + STEP >= encoded.length);
  } catch {
    // what came out before the break is what a reader shows
  }
  if (budget.left < 0) throw tooLarge("its streams inflate beyond the limit");
  return parts.length === 1 && parts[0] ? parts[0] : concat(...parts);
}

function asciiHex(encoded: Uint8Array): Uint8Array {
  const out = new Uint8Array((encoded.length + 1) >> 1);
  let digits = 0;
  for (const byte of encoded) {
    if (byte === 0x3e) break;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) continue;
    out[digits >> 1] = (out[digits >> 1] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit);
    digits += 1;
  }
  return out.subarray(0, (digits + 1) >> 1);
}

/** Five digits are four bytes, and `z` alone is four of zero: at most four times what is encoded, taken off the budget. */
function ascii85(encoded: Uint8Array, budget: InflateBudget): Uint8Array {
  const zeros = encoded.reduce((count, byte) => count + (byte === 0x7a ? 1 : 0), 0);
  const most = encoded.length + 4 * zeros + 4;
  budget.left -= most;
  if (budget.left < 0) throw tooLarge("its streams unpack beyond the limit");
  const out = new Uint8Array(most);
  let length = 0;
  let group: number[] = [];
  const flush = (): void => {
    const count = group.length - 1;
    if (count < 1) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0) >>> 0;
    for (let at = 0; at < count; at += 1) {
      out[length] = (value >>> (24 - 8 * at)) & 0xff;
      length += 1;
    }
    group = [];
  };
  for (const byte of encoded) {
    if (byte === 0x7e) break;
    if (isSpace(byte)) continue;
    if (byte === 0x7a && group.length === 0) length += 4;
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) flush();
  }
  flush();
  return out.subarray(0, length);
}

function runLength(encoded: Uint8Array, budget: InflateBudget): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < encoded.length; ) {
    const length = encoded[at] ?? 128;
    if (length === 128) break;
    const run =
      length < 128
        ? encoded.subarray(at + 1, at + 2 + length)
        : new Uint8Array(257 - length).fill(encoded[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
    budget.left -= run.length;
    if (budget.left < 0) throw tooLarge("its streams unpack beyond the limit");
    parts.push(run);
  }
  return concat(...parts);
}

/** LZW as PDF has it: codes of 9 to 12 bits, most significant first, early change (§7.4.4). */
function lzw(encoded: Uint8Array, budget: InflateBudget): Uint8Array {
  const parts: Uint8Array[] = [];
  let table: Uint8Array[] = [];
  let width = 9;
  let previous: Uint8Array | undefined;
  const clear = (): void => {
    table = Array.from({ length: 258 }, (_, code) => Uint8Array.of(code & 0xff));
    width = 9;
    previous = undefined;
  };
  clear();
  let buffer = 0;
  let bits = 0;
  for (const byte of encoded) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      clear();
      continue;
    }
    const known = table[code];
    const part: Uint8Array | undefined =
      known ?? (previous === undefined ? undefined : concat(previous, previous.subarray(0, 1)));
    if (part === undefined) break;
    budget.left -= part.length;
    if (budget.left < 0) throw tooLarge("its streams unpack beyond the limit");
    parts.push(part);
    if (previous !== undefined && table.length < 4096) table.push(concat(previous, part.subarray(0, 1)));
    previous = part;
    const next = table.length + 1;
    width = next >= 4096 ? 12 : next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return concat(...parts);
}

const FILTERS: Readonly<Record<string, (bytes: Uint8Array, budget: InflateBudget) => Uint8Array>> = {
  FlateDecode: inflateTolerantly,
  Fl: inflateTolerantly,
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
  ASCII85Decode: ascii85,
  A85: ascii85,
  RunLengthDecode: runLength,
  RL: runLength,
  LZWDecode: lzw,
  LZW: lzw,
};
