import type { Bytes } from "../../kit/bytes.ts";
import { ecdsaFromDer } from "../../kit/ecdsa.ts";
import type { SigningKey } from "../../ports/keys.ts";

const EC_KEYS = {
  "ECDSA-P256-SHA256": { namedCurve: "P-256", hash: "SHA-256", width: 32 },
  "ECDSA-P384-SHA384": { namedCurve: "P-384", hash: "SHA-384", width: 48 },
} as const;

/**
 * Whether this is the key's signature over the bytes. Asked before anything is embedded: a key held elsewhere (a browser, a
 * token, a remote service) may answer with nonsense, and a document with a broken signature in it can never be repaired.
 */
export async function signatureHolds(key: SigningKey, signed: Bytes, signature: Bytes): Promise<boolean> {
  if (key.algorithm === "RSA-PKCS1-SHA256") {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const publicKey = await crypto.subtle.importKey("spki", key.publicKey, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, publicKey, signature, signed);
  }
  const { namedCurve, hash, width } = EC_KEYS[key.algorithm];
  const fixedWidth = ecdsaFromDer(signature, width);
  if (fixedWidth === undefined) return false;
  const publicKey = await crypto.subtle.importKey(
    "spki",
    key.publicKey,
    { name: "ECDSA", namedCurve },
    false,
    ["verify"],
  );
  return await crypto.subtle.verify({ name: "ECDSA", hash }, publicKey, fixedWidth, signed);
}
