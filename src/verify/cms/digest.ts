import { sm3 } from "sm-crypto-v2";
import { type Bytes, concat, fromHex } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";
import { sha256Of } from "./sha256.ts";

/** Hash functions we can compute. SHA-1 is checked but weak; MD5 is not computed at all. SHA-3 and SHAKE where the platform has them. */
export type HashName =
  | "SHA-1"
  | "SHA-256"
  | "SHA-384"
  | "SHA-512"
  | "SHA3-256"
  | "SHA3-384"
  | "SHA3-512"
  | "SHAKE256"
  | "SM3";

/** Inputs above this are hashed where they lie when the function is SHA-256: no second copy of a large file in memory. */
const COPY_AT_MOST = 4_000_000;
/** And those below this, for which the platform's way to another thread and back takes longer than the work. */
const HOP_AT_LEAST = 4096;

/** The digest of the parts, one after the other. Throws Unsound `verify.unsupported_algorithm` where the platform lacks the function. */
export async function digestOf(hash: HashName, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (hash === "SHA-256" && (length < HOP_AT_LEAST || length > COPY_AT_MOST)) return sha256Of(parts);
  const [only] = parts;
  const whole = parts.length === 1 && only !== undefined && isBytes(only) ? only : concat(...parts);
  if (hash === "SM3") return fromHex(sm3(whole)) ?? new Uint8Array();
  try {
    return new Uint8Array(await crypto.subtle.digest(algorithmOf(hash), whole));
  } catch {
    throw unsound("verify.unsupported_algorithm", `${hash} is not on this platform`);
  }
}

const isBytes = (bytes: Uint8Array): bytes is Bytes => bytes.buffer instanceof ArrayBuffer;

/** SHAKE256 as RFC 8702 uses it in CMS: 64 bytes. */
const algorithmOf = (hash: HashName): AlgorithmIdentifier =>
  hash === "SHAKE256" ? ({ name: "cSHAKE256", outputLength: 512 } as Algorithm) : hash;
