import type { Bytes } from "../../kit/bytes.ts";
import { ecdsaToDer } from "../../kit/ecdsa.ts";
import { type SignatureAlgorithm, webCryptoOf } from "../../kit/signature-algorithm.ts";
import type { PublicSigningKey, SigningKey } from "../../ports/keys.ts";
import { KeyError } from "./errors.ts";

/** A SigningKey over a WebCrypto key pair's parts. The private key needs the usage `sign` and nothing else. */
export function webCryptoKey(parts: PublicSigningKey & { readonly privateKey: CryptoKey }): SigningKey {
  const { use, halfWidth } = webCryptoOf(parts.algorithm);
  return {
    algorithm: parts.algorithm,
    publicKey: parts.publicKey,
    heldBy: parts.heldBy,
    sign: async (bytes) => {
      const signature = new Uint8Array(await crypto.subtle.sign(use, parts.privateKey, bytes));
      return halfWidth === undefined ? signature : ecdsaToDer(signature);
    },
  };
}

/** The private key of PKCS#8 bytes, not extractable. Throws `keys.wrong_pem` when they are not such a key. */
export async function importPrivateKey(pkcs8: Bytes, algorithm: SignatureAlgorithm): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, webCryptoOf(algorithm).import, false, ["sign"]);
  } catch (cause) {
    throw new KeyError(
      "keys.wrong_pem",
      "私钥已损坏，请重新导出为 PKCS#8 · the private key is damaged: export it again as PKCS#8",
      {},
      { cause },
    );
  }
}

/** SubjectPublicKeyInfo of a private key. Takes PKCS#8 bytes, since a non-extractable key does not tell. */
export async function publicKeyOf(pkcs8: Bytes, algorithm: SignatureAlgorithm): Promise<Bytes> {
  const { import: parameters } = webCryptoOf(algorithm);
  const extractable = await crypto.subtle.importKey("pkcs8", pkcs8, parameters, true, ["sign"]);
  const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey("jwk", extractable);
  const publicParts = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined);
  const publicKey = await crypto.subtle.importKey("jwk", Object.fromEntries(publicParts), parameters, true, [
    "verify",
  ]);
  return new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
}

/** A new ECDSA P-256 pair. The private half is extractable only when it has to be stored. */
export async function newKeyPair(
  keeping: "stored" | "ephemeral",
): Promise<{ privateKey: CryptoKey; publicKey: Bytes }> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, keeping === "stored", ["sign", "verify"]);
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)),
  };
}
