import { type Bytes, toHex, utf8 } from "./bytes.ts";

const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** A key for many messages: importing it is half the work of one. Not extractable. */
export const hmacKey = (key: Bytes | string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", typeof key === "string" ? utf8(key) : key, ALGORITHM, false, ["sign"]);

/** HMAC-SHA256 (RFC 2104) of bytes or UTF-8 text under a key of any length but zero: 32 bytes. */
export async function hmacSha256(key: Bytes | string | CryptoKey, message: Bytes | string): Promise<Bytes> {
  const imported = key instanceof CryptoKey ? key : await hmacKey(key);
  const bytes = typeof message === "string" ? utf8(message) : message;
  return new Uint8Array(await crypto.subtle.sign(ALGORITHM, imported, bytes));
}

/** The same in lower-case hexadecimal. */
export const hmacSha256Hex = async (
  key: Bytes | string | CryptoKey,
  message: Bytes | string,
): Promise<string> => toHex(await hmacSha256(key, message));
