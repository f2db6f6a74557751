/** Codes go out from their highest bit: every code is kept turned round. */
export const turned = (code: number, length: number): number => {
  let result = 0;
  for (let bit = 0; bit < length; bit += 1) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
};

/**
 * Code length of every symbol by how often it stands, at most `longest`; rarer counts are evened out until that holds.
 * Symbols that do not stand have none; at least two have one, as a code needs two.
 */
export function codeLengths(counted: Uint32Array, longest: number): Uint8Array {
  let counts = counted;
  for (;;) {
    const lengths = depths(counts);
    if (lengths.every((length) => length <= longest)) return lengths;
    counts = counts.map((count) => (count === 0 ? 0 : (count >> 2) + 1));
  }
}

/** Symbols stand in the low bits of the numbers that are sorted, their counts above. */
const SYMBOL_SPAN = 512;

/** Depth of every symbol in the tree of least weight (Huffman), by two queues. */
function depths(counts: Uint32Array): Uint8Array {
  const order = byCount(counts);
  const leaves = order.length;
  const nodes = 2 * leaves - 1;
  const weights = new Float64Array(nodes);
  for (let index = 0; index < leaves; index += 1) weights[index] = Math.floor(order[index]! / SYMBOL_SPAN);
  const parents = new Uint16Array(nodes);
  let leaf = 0;
  let inner = leaves;
  for (let made = leaves; made < nodes; made += 1) {
    let weight = 0;
    for (let taken = 0; taken < 2; taken += 1) {
      const fromInner = inner < made && (leaf >= leaves || weights[inner]! < weights[leaf]!);
      const node = fromInner ? inner : leaf;
      if (fromInner) inner += 1;
      else leaf += 1;
      parents[node] = made;
      weight += weights[node]!;
    }
    weights[made] = weight;
  }
  const depth = new Uint8Array(nodes);
  for (let node = nodes - 2; node >= 0; node -= 1) depth[node] = depth[parents[node]!]! + 1;
  const lengths = new Uint8Array(counts.length);
  for (let index = 0; index < leaves; index += 1) lengths[order[index]! % SYMBOL_SPAN] = depth[index]!;
  return lengths;
}

/** The symbols that stand, rarest first, as count × 512 + symbol; never fewer than two. */
function byCount(counts: Uint32Array): Float64Array {
  const keys = new Float64Array(counts.length);
  let leaves = 0;
  for (let symbol = 0; symbol < counts.length; symbol += 1) {
    const count = counts[symbol]!;
    if (count === 0) continue;
    keys[leaves] = count * SYMBOL_SPAN + symbol;
    leaves += 1;
  }
  for (let symbol = 0; leaves < 2; symbol += 1) {
    if (counts[symbol] !== 0) continue;
    keys[leaves] = SYMBOL_SPAN + symbol;
    leaves += 1;
  }
  return keys.subarray(0, leaves).sort();
}

/** Canonical codes of these lengths (RFC 1951 §3.2.2), turned round. */
export function reversedCodes(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length);
  const next = new Uint16Array(17);
  for (const length of lengths) next[length + 1]! += length === 0 ? 0 : 1;
  // next[length] becomes the first code of that length.
  for (let length = 1; length <= 16; length += 1) next[length] = (next[length]! + next[length - 1]!) << 1;
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    codes[symbol] = turned(next[length]!, length);
    next[length]! += 1;
  }
  return codes;
}
