import { type Bytes, toHex, utf8 } from "./bytes.ts";

const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** HMAC-SHA256 (RFC 2104) of bytes or UTF-8 text under a key of any length but zero: 32 bytes. */
export async function hmacSha256(key: Bytes | string, message: Bytes | string): Promise<Bytes> {
  const secret = typeof key === "string" ? utf8(key) : key;
  const imported = await crypto.subtle.importKey("raw", secret, ALGORITHM, false, ["sign"]);
  const bytes = typeof message === "string" ? utf8(message) : message;
  return new Uint8Array(await crypto.subtle.sign(ALGORITHM, imported, bytes));
}

/** The same in lower-case hexadecimal. */
export const hmacSha256Hex = async (key: Bytes | string, message: Bytes | string): Promise<string> =>
  toHex(await hmacSha256(key, message));
