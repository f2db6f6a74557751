import type { Bytes } from "../../kit/bytes.ts";

const END = 256;
const SYMBOLS = 257;
const LONGEST_CODE = 15;
const ADLER = 65_521;
/** Steps after which the second Adler sum must be reduced to stay exact. */
const ADLER_RUN = 3_800;

/**
 * A zlib stream (RFC 1950, 1951) of one block with codes for this content and no search for repeated text. Outlines of glyphs
 * hardly repeat: looking for repeats takes three times as long for a fifteenth of size. Same content, same bytes.
 */
export function huffmanStream(content: Uint8Array): Bytes {
  const lengths = codeLengths(content);
  const codes = reversedCodes(lengths);
  // 2 bytes of head, 3 + 14 + 57 bits and 258 lengths of 4 bits, the content, 4 bytes of sum.
  const room = 2 + 10 + 130 + Math.ceil((content.length * LONGEST_CODE) / 8) + 8;
  const out = new Uint8Array(room);
  let held = 0;
  let bits = 0;
  let at = 2;
  const put = (value: number, count: number): void => {
    held |= value << bits;
    bits += count;
    while (bits >= 8) {
      out[at] = held & 0xff;
      at += 1;
      held >>>= 8;
      bits -= 8;
    }
  };
  out[0] = 0x78;
  out[1] = 0x01;
  put(1, 1); // the last block
  put(2, 2); // with codes of its own
  put(SYMBOLS - 257, 5);
  put(0, 5); // one distance code, of no length: no repeats
  put(15, 4); // lengths of all nineteen length codes follow
  for (let index = 0; index < 19; index += 1) put(index < 3 ? 0 : 4, 3); // 0 to 15 have four bits, repeats none
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) put(FOUR_BITS[lengths[symbol] ?? 0] ?? 0, 4);
  put(FOUR_BITS[0] ?? 0, 4);
  for (let index = 0; index < content.length; index += 1) {
    const symbol = content[index] ?? 0;
    put(codes[symbol] ?? 0, lengths[symbol] ?? 0);
  }
  put(codes[END] ?? 0, lengths[END] ?? 0);
  put(0, 7); // fills the last byte
  new DataView(out.buffer).setUint32(at, adler(content));
  return out.slice(0, at + 4);
}

/** Codes go out from their highest bit: every code is kept turned round. */
const turned = (code: number, length: number): number => {
  let result = 0;
  for (let bit = 0; bit < length; bit += 1) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
};

const FOUR_BITS = Array.from({ length: 16 }, (_, code) => turned(code, 4));

/** Code length of every symbol, at most 15; rarer counts are evened out until that holds. */
function codeLengths(content: Uint8Array): Uint8Array {
  let counts = new Uint32Array(SYMBOLS);
  for (let index = 0; index < content.length; index += 1) {
    const symbol = content[index] ?? 0;
    counts[symbol] = (counts[symbol] ?? 0) + 1;
  }
  counts[END] = 1;
  // A code needs two symbols.
  if (counts.filter((count) => count > 0).length < 2) counts[0] = 1;
  for (;;) {
    const lengths = depths(counts);
    if (Math.max(...lengths) <= LONGEST_CODE) return lengths;
    counts = counts.map((count) => (count === 0 ? 0 : (count >> 2) + 1));
  }
}

/** Depth of every symbol in the tree of least weight (Huffman), by two queues. */
function depths(counts: Uint32Array): Uint8Array {
  const leaves = Array.from(counts.keys())
    .filter((symbol) => (counts[symbol] ?? 0) > 0)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const weights = leaves.map((symbol) => counts[symbol] ?? 0);
  const parents: number[] = [];
  let leaf = 0;
  let inner = leaves.length;
  const least = (): number => {
    const fromInner =
      inner < weights.length && (leaf >= leaves.length || (weights[inner] ?? 0) < (weights[leaf] ?? 0));
    return fromInner ? inner++ : leaf++;
  };
  for (let made = 1; made < leaves.length; made += 1) {
    const [one, other] = [least(), least()];
    parents[one] = parents[other] = weights.length;
    weights.push((weights[one] ?? 0) + (weights[other] ?? 0));
  }
  const depth = new Uint8Array(weights.length);
  for (let node = weights.length - 2; node >= 0; node -= 1)
    depth[node] = (depth[parents[node] ?? 0] ?? 0) + 1;
  const lengths = new Uint8Array(SYMBOLS);
  for (const [index, symbol] of leaves.entries()) lengths[symbol] = depth[index] ?? 0;
  return lengths;
}

/** Canonical codes (RFC 1951 §3.2.2), turned round. */
function reversedCodes(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(SYMBOLS);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      codes[symbol] = turned(code, length);
      code += 1;
    }
    code <<= 1;
  }
  return codes;
}

function adler(content: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let from = 0; from < content.length; from += ADLER_RUN) {
    for (let index = from; index < Math.min(from + ADLER_RUN, content.length); index += 1) {
      a += content[index] ?? 0;
      b += a;
    }
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}
