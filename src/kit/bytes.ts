/** Bytes of anything. Never mutated after they leave the function that made them; signed bytes are only appended to. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** Text of UTF-8 bytes; malformed sequences throw a TypeError, nothing is replaced in silence. */
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** Applied, not spread: a typed array is then read as it lies, seven times as fast. */
function charactersOf(codes: Uint8Array): string {
  const text: unknown = Reflect.apply(String.fromCharCode, undefined, codes);
  return String(text);
}

/** One byte a character (Latin-1), for formats that are half text: PDF syntax, PEM. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = "";
  for (let at = from; at < to; at += 8192) text += charactersOf(bytes.subarray(at, Math.min(at + 8192, to)));
  return text;
}

/** Joins parts into new bytes. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether two byte strings are the same, in time that depends only on their lengths. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes of an even-length hexadecimal text; undefined when it is anything else. */
export function fromHex(hex: string): Bytes | undefined {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex)) return undefined;
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  );
}

/** Standard base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => btoa(latin1(bytes));

/** Bytes of base64 or base64url, with or without padding, blanks and line ends anywhere; undefined when it is neither. */
export function fromBase64(text: string): Bytes | undefined {
  const line = text.replaceAll(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  const plain = line.length % 4 === 0 ? line.replace(/={1,2}$/, "") : line;
  if (!/^[A-Za-z0-9+/]*$/.test(plain) || plain.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}
