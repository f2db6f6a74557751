import { type Bytes, concat } from "./bytes.ts";

/** WebCrypto gives and takes an ECDSA signature as r‖s of fixed width; CMS and X.509 carry DER (RFC 3279 §2.2.3). */
const INTEGER = 0x02;
const SEQUENCE = 0x30;

function derInteger(fixedWidth: Uint8Array): Bytes {
  let from = 0;
  while (from < fixedWidth.length - 1 && fixedWidth[from] === 0) from += 1;
  const magnitude = fixedWidth.subarray(from);
  const sign = (magnitude[0] ?? 0) >= 0x80 ? [0] : [];
  return concat(Uint8Array.of(INTEGER, magnitude.length + sign.length, ...sign), magnitude);
}

/** SEQUENCE { r INTEGER, s INTEGER } of r‖s. For curves up to P-384, whose signatures stay under 128 bytes. */
export function ecdsaToDer(fixedWidth: Uint8Array): Bytes {
  const half = fixedWidth.length / 2;
  const body = concat(derInteger(fixedWidth.subarray(0, half)), derInteger(fixedWidth.subarray(half)));
  return concat(Uint8Array.of(SEQUENCE, body.length), body);
}

/** r‖s, each `width` bytes, of strict DER; undefined when it is anything else. */
export function ecdsaFromDer(der: Uint8Array, width: number): Bytes | undefined {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return undefined;
  const fixed = new Uint8Array(width * 2);
  let at = 2;
  for (const end of [width, width * 2]) {
    const length = der[at + 1] ?? 0;
    const value = der.subarray(at + 2, at + 2 + length);
    const magnitude = value[0] === 0 ? value.subarray(1) : value;
    // A zero in front that no sign bit asks for is BER: OpenSSL calls such a signature false.
    const shortest = value[0] !== 0 || value.length === 1 || (value[1] ?? 0) >= 0x80;
    const wellFormed =
      der[at] === INTEGER && shortest && length > 0 && value.length === length && (value[0] ?? 0) < 0x80;
    if (!wellFormed || magnitude.length > width) return undefined;
    fixed.set(magnitude, end - magnitude.length);
    at += 2 + length;
  }
  return at === der.length ? fixed : undefined;
}
