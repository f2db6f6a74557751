const ADLER = 65_521;
/** Steps after which the second sum must be reduced to stay exact. */
const ADLER_RUN = 3_800;

/** Adler-32 of a zlib stream (RFC 1950 §8), unsigned. */
export function adler32(content: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let from = 0; from < content.length; from += ADLER_RUN) {
    const to = Math.min(from + ADLER_RUN, content.length);
    for (let index = from; index < to; index += 1) {
      a += content[index]!;
      b += a;
    }
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}
