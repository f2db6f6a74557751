/** SHA-256 by pieces (FIPS 180-4 §6.2). WebCrypto takes whole inputs only and copies them; this reads where the bytes lie. */

const ROUND = roundConstants();

/** The 32 bytes of SHA-256 over the parts, one after the other. No part is copied. */
export function sha256Of(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const state = initialState();
  const words = new Int32Array(64);
  const block = new Uint8Array(128);
  let held = 0;
  let length = 0;
  for (const part of parts) {
    length += part.length;
    let at = 0;
    if (held > 0) {
      at = Math.min(64 - held, part.length);
      block.set(part.subarray(0, at), held);
      held += at;
      if (held < 64) continue;
      compress(state, words, block, 0);
      held = 0;
    }
    for (; at + 64 <= part.length; at += 64) compress(state, words, part, at);
    block.set(part.subarray(at));
    held = part.length - at;
  }
  return finish(state, words, { block, held, length });
}

function finish(
  state: Int32Array,
  words: Int32Array,
  rest: { block: Uint8Array; held: number; length: number },
): Uint8Array<ArrayBuffer> {
  const { block, held, length } = rest;
  block.fill(0, held);
  block[held] = 0x80;
  const total = held < 56 ? 64 : 128;
  const view = new DataView(block.buffer);
  view.setUint32(total - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(total - 4, (length << 3) >>> 0);
  for (let at = 0; at < total; at += 64) compress(state, words, block, at);
  const out = new Uint8Array(32);
  const digest = new DataView(out.buffer);
  for (let at = 0; at < 8; at += 1) digest.setInt32(at * 4, state[at] ?? 0);
  return out;
}

function compress(state: Int32Array, w: Int32Array, bytes: Uint8Array, from: number): void {
  for (let at = 0, p = from; at < 16; at += 1, p += 4)
    w[at] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
  for (let at = 16; at < 64; at += 1) {
    const x = w[at - 15]!;
    const y = w[at - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[at] = (w[at - 16]! + s0 + w[at - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let at = 0; at < 64; at += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[at]! + w[at]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** The first 64 primes: their roots' fractions are the constants of the standard. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

function roundConstants(): Int32Array {
  return Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
}

function initialState(): Int32Array {
  return Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
}
