import type { Bytes } from "../../kit/bytes.ts";
import { ecdsaFromDer } from "../../kit/ecdsa.ts";
import { webCryptoOf } from "../../kit/signature-algorithm.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";

/**
 * Whether this is the key's signature over the bytes. Asked before anything is embedded: a key held elsewhere (a browser, a
 * token, a remote service) may answer with nonsense, and a document with a broken signature in it can never be repaired.
 */
export async function signatureHolds(
  key: PublicSigningKey,
  signed: Bytes,
  signature: Bytes,
): Promise<boolean> {
  const { import: parameters, use, halfWidth } = webCryptoOf(key.algorithm);
  const value = halfWidth === undefined ? signature : ecdsaFromDer(signature, halfWidth);
  if (value === undefined) return false;
  const publicKey = await crypto.subtle.importKey("spki", key.publicKey, parameters, false, ["verify"]);
  return await crypto.subtle.verify(use, publicKey, value, signed);
}
