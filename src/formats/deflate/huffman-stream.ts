import type { Bytes } from "../../kit/bytes.ts";
import { adler32 } from "./adler32.ts";
import { type BitWriter, bitWriter, endBits, putBits } from "./bit-writer.ts";
import { codeLengths, reversedCodes, turned } from "./huffman-codes.ts";

const END = 256;
const SYMBOLS = 257;
const LONGEST_CODE = 15;
const CODE = 0x7fff;
/** Three bits of the block, 14 of the counts, 57 of the lengths of length codes, 258 lengths of four bits. */
const HEAD_BITS = 3 + 14 + 57 + (SYMBOLS + 1) * 4;

/**
 * A zlib stream (RFC 1950, 1951) of one block with codes for this content and no search for repeated text. Outlines of glyphs
 * hardly repeat: looking for repeats takes three times as long for a fifteenth of size. Same content, same bytes.
 */
export function huffmanStream(content: Uint8Array): Bytes {
  const counts = countsOf(content);
  const lengths = codeLengths(counts, LONGEST_CODE);
  let bits = HEAD_BITS;
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) bits += counts[symbol]! * lengths[symbol]!;
  const packed = (bits + 7) >> 3;
  const out = new Uint8Array(2 + packed + 4);
  out[0] = 0x78;
  out[1] = 0x01;
  const codes = reversedCodes(lengths);
  const writer = bitWriter(out, 2);
  putHead(writer, lengths);
  putContent(writer, content, { codes, lengths });
  putBits(writer, codes[END]!, lengths[END]!);
  endBits(writer);
  new DataView(out.buffer).setUint32(2 + packed, adler32(content));
  return out;
}

const FOUR_BITS = Array.from({ length: 16 }, (_, code) => turned(code, 4));

function countsOf(content: Uint8Array): Uint32Array {
  const counts = new Uint32Array(SYMBOLS);
  // Two tallies: a count need not wait for the one before it.
  const others = new Uint32Array(END);
  const even = content.length & ~1;
  for (let index = 0; index < even; index += 2) {
    counts[content[index]!]! += 1;
    others[content[index + 1]!]! += 1;
  }
  if (even < content.length) counts[content[even]!]! += 1;
  for (let symbol = 0; symbol < END; symbol += 1) counts[symbol]! += others[symbol]!;
  counts[END] = 1;
  return counts;
}

function putHead(writer: BitWriter, lengths: Uint8Array): void {
  putBits(writer, 1, 1); // the last block
  putBits(writer, 2, 2); // with codes of its own
  putBits(writer, SYMBOLS - 257, 5);
  putBits(writer, 0, 5); // one distance code, of no length: no repeats
  putBits(writer, 15, 4); // lengths of all nineteen length codes follow
  for (let index = 0; index < 19; index += 1) putBits(writer, index < 3 ? 0 : 4, 3); // 0 to 15 have four bits, repeats none
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) putBits(writer, FOUR_BITS[lengths[symbol]!]!, 4);
  putBits(writer, FOUR_BITS[0]!, 4);
}

type Codes = { readonly codes: Uint16Array; readonly lengths: Uint8Array };

/** The content, byte after byte: the hottest loop of a document, so its state stands in local variables. */
function putContent(writer: BitWriter, content: Uint8Array, { codes, lengths }: Codes): void {
  // Code and length in one number: one look a byte.
  const signs = Uint32Array.from(codes, (code, symbol) => code | (lengths[symbol]! << LONGEST_CODE));
  const { view } = writer;
  let { at, held, bits } = writer;
  for (let index = 0; index < content.length; index += 1) {
    const sign = signs[content[index]!]!;
    held |= (sign & CODE) << bits;
    bits += sign >>> LONGEST_CODE;
    view.setUint16(at, held, true);
    at += bits >>> 3;
    held >>>= bits & 24;
    bits &= 7;
  }
  writer.at = at;
  writer.held = held;
  writer.bits = bits;
}
