import { type Bytes, toHex } from "./bytes.ts";

/** SHA-256 of bytes. */
export const sha256 = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Bytes));

/** SHA-256 as 64 lower-case hexadecimal digits, the form in which people compare and the wire carries it. */
export const sha256Hex = async (bytes: Uint8Array): Promise<string> => toHex(await sha256(bytes));
