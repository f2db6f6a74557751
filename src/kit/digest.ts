import { type Bytes, toHex } from "./bytes.ts";

/** SHA-256 of bytes. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** SHA-256 as 64 lower-case hexadecimal digits, the form in which people compare and the wire carries it. */
export const sha256Hex = async (bytes: Bytes): Promise<string> => toHex(await sha256(bytes));
