import { type Bytes, concat } from "../kit/bytes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";

/** Crockford's base 32 in lower case: no i, l, o, u; text order is number order. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** 130 bits of text from 128 bits of value: 48 of milliseconds, 80 of chance (the layout of a ULID). */
function sortable(milliseconds: number, chance: Bytes): string {
  const stamp = new Uint8Array(6);
  for (let at = 5, rest = milliseconds; at >= 0; at -= 1, rest = Math.floor(rest / 256))
    stamp[at] = rest % 256;
  let value = 0n;
  for (const byte of concat(stamp, chance)) value = value * 256n + BigInt(byte);
  let text = "";
  for (let digit = 0; digit < 26; digit += 1, value /= 32n)
    text = (ALPHABET[Number(value % 32n)] ?? "") + text;
  return text;
}

/** Identifiers and bytes from the crypto generator; ids of later milliseconds sort after earlier ones. */
export function cryptoIds(clock: Clock): Ids {
  const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
  return { random, next: (prefix) => `${prefix}_${sortable(clock.now().getTime(), random(10))}` };
}

/** The same ids and bytes for the same seed: for tests and reproducible demos, never for keys that matter. */
export function seededIds(clock: Clock, seed = 1): Ids {
  let state = seed >>> 0;
  const random = (length: number): Bytes =>
    Uint8Array.from({ length }, () => {
      // mulberry32: small, good enough to look random
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff;
    });
  return { random, next: (prefix) => `${prefix}_${sortable(clock.now().getTime(), random(10))}` };
}
