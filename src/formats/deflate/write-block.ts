import { type BitWriter, makeRoom, putBits } from "./bit-writer.ts";
import { codeLengths, reversedCodes } from "./huffman-codes.ts";

const END = 256;
const LITERALS = 286;
const DISTANCES = 30;
const LONGEST_CODE = 15;
const LONGEST_LENGTH_CODE = 7;
/** The order in which code lengths of the code lengths are written (RFC 1951 §3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** Extra bits of the length codes 257… and of the distance codes (RFC 1951 §3.2.5). */
const LENGTH_EXTRA = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
);
const DISTANCE_EXTRA = Uint8Array.from({ length: DISTANCES }, (_, code) => (code < 4 ? 0 : (code >> 1) - 1));

/** First value of every code. */
function firsts(extra: Uint8Array, start: number): Uint16Array {
  const first = new Uint16Array(extra.length);
  let value = start;
  for (const [code, bits] of extra.entries()) {
    first[code] = value;
    value += 1 << bits;
  }
  return first;
}

const LENGTH_FIRST = firsts(LENGTH_EXTRA, 3);
LENGTH_FIRST[28] = 258;
const DISTANCE_FIRST = firsts(DISTANCE_EXTRA, 1);

/** Code of every length; code of a distance less one, below 256 by itself, above by its 256th part. */
const LENGTH_CODE = new Uint8Array(259);
for (let code = 0; code < 29; code += 1) LENGTH_CODE.fill(code, LENGTH_FIRST[code]);
LENGTH_CODE[258] = 28;
const DISTANCE_CODE = new Uint8Array(512);
for (let code = 0; code < DISTANCES; code += 1) {
  const less = DISTANCE_FIRST[code]! - 1;
  if (less < 256) DISTANCE_CODE.fill(code, less, 256);
  DISTANCE_CODE.fill(code, 256 + (less >> 7));
}
const distanceCode = (less: number): number => DISTANCE_CODE[less < 256 ? less : 256 + (less >> 7)]!;

/** Writes entries (bytes, or repeats as length × 65536 + distance − 1) as one block with codes of its own (RFC 1951 §3.2.7). */
export function writeBlock(writer: BitWriter, entries: Uint32Array, standing: "more" | "last"): void {
  const literalCounts = new Uint32Array(LITERALS);
  const distanceCounts = new Uint32Array(DISTANCES);
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index]!;
    if (entry < 256) literalCounts[entry]! += 1;
    else {
      literalCounts[257 + LENGTH_CODE[entry >>> 16]!]! += 1;
      distanceCounts[distanceCode(entry & 0xffff)]! += 1;
    }
  }
  literalCounts[END] = 1;
  const literals = codeOf(literalCounts);
  const distances = codeOf(distanceCounts);
  makeRoom(
    writer,
    400 +
      ((bitsOf(literalCounts, literals, LENGTH_EXTRA, 257) +
        bitsOf(distanceCounts, distances, DISTANCE_EXTRA, 0)) >>
        3),
  );
  putBits(writer, standing === "last" ? 1 : 0, 1);
  putBits(writer, 2, 2);
  putCodes(writer, literals.lengths, distances.lengths);
  putEntries(writer, entries, { literals, distances });
  putBits(writer, literals.codes[END]!, literals.lengths[END]!);
}

type Code = { readonly lengths: Uint8Array; readonly codes: Uint16Array };

function codeOf(counts: Uint32Array): Code {
  const lengths = codeLengths(counts, LONGEST_CODE);
  return { lengths, codes: reversedCodes(lengths) };
}

/** Bits that the counted symbols take, with their extra bits (of the symbols from `extraFrom` on). */
function bitsOf(counts: Uint32Array, { lengths }: Code, extra: Uint8Array, extraFrom: number): number {
  let bits = 0;
  for (let symbol = 0; symbol < counts.length; symbol += 1)
    bits += counts[symbol]! * (lengths[symbol]! + (extra[symbol - extraFrom] ?? 0));
  return bits;
}

function putEntries(
  writer: BitWriter,
  entries: Uint32Array,
  { literals, distances }: { readonly literals: Code; readonly distances: Code },
): void {
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index]!;
    if (entry < 256) {
      putBits(writer, literals.codes[entry]!, literals.lengths[entry]!);
      continue;
    }
    const length = entry >>> 16;
    const code = LENGTH_CODE[length]!;
    putBits(writer, literals.codes[257 + code]!, literals.lengths[257 + code]!);
    putBits(writer, length - LENGTH_FIRST[code]!, LENGTH_EXTRA[code]!);
    const less = entry & 0xffff;
    const far = distanceCode(less);
    putBits(writer, distances.codes[far]!, distances.lengths[far]!);
    putBits(writer, less + 1 - DISTANCE_FIRST[far]!, DISTANCE_EXTRA[far]!);
  }
}

/** Writes the two codes by their lengths, runs of a length shortened. */
function putCodes(writer: BitWriter, literals: Uint8Array, distances: Uint8Array): void {
  const literalCount = Math.max(257, lastOf(literals) + 1);
  const distanceCount = Math.max(1, lastOf(distances) + 1);
  const all = new Uint8Array(literalCount + distanceCount);
  all.set(literals.subarray(0, literalCount));
  all.set(distances.subarray(0, distanceCount), literalCount);
  const runs = shortened(all);
  const counts = new Uint32Array(19);
  for (const [symbol] of runs) counts[symbol]! += 1;
  const lengths = codeLengths(counts, LONGEST_LENGTH_CODE);
  const codes = reversedCodes(lengths);
  let written = LENGTH_ORDER.length;
  while (written > 4 && lengths[LENGTH_ORDER[written - 1]!] === 0) written -= 1;
  putBits(writer, literalCount - 257, 5);
  putBits(writer, distanceCount - 1, 5);
  putBits(writer, written - 4, 4);
  for (const symbol of LENGTH_ORDER.slice(0, written)) putBits(writer, lengths[symbol]!, 3);
  for (const [symbol, extra, bits] of runs) {
    putBits(writer, codes[symbol]!, lengths[symbol]!);
    putBits(writer, extra, bits);
  }
}

const lastOf = (lengths: Uint8Array): number => lengths.findLastIndex((length) => length > 0);

/** A code length, or 16 to 18 for a run, with its extra bits. */
type Run = readonly [symbol: number, extra: number, bits: number];

function shortened(lengths: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < lengths.length; ) {
    const length = lengths[at]!;
    let same = 1;
    while (lengths[at + same] === length) same += 1;
    at += same;
    if (length !== 0) {
      runs.push([length, 0, 0]);
      same -= 1;
    }
    while (same >= 3) {
      const most = length === 0 ? 138 : 6;
      const taken = Math.min(same, most);
      runs.push(length !== 0 ? [16, taken - 3, 2] : taken < 11 ? [17, taken - 3, 3] : [18, taken - 11, 7]);
      same -= taken;
    }
    for (; same > 0; same -= 1) runs.push([length, 0, 0]);
  }
  return runs;
}
