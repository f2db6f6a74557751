import type { Bytes } from "../../kit/bytes.ts";
import { ecdsaToDer } from "../../kit/ecdsa.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { KeyError } from "./errors.ts";

/** What WebCrypto needs to import and use each kind of key. */
const ALGORITHMS = {
  "ECDSA-P256-SHA256": {
    import: { name: "ECDSA", namedCurve: "P-256" },
    use: { name: "ECDSA", hash: "SHA-256" },
  },
  "ECDSA-P384-SHA384": {
    import: { name: "ECDSA", namedCurve: "P-384" },
    use: { name: "ECDSA", hash: "SHA-384" },
  },
  "RSA-PKCS1-SHA256": {
    import: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    use: { name: "RSASSA-PKCS1-v1_5" },
  },
} as const;

/** A SigningKey over a WebCrypto key pair's parts. The private key needs the usage `sign` and nothing else. */
export function webCryptoKey(parts: {
  readonly algorithm: SigningKey["algorithm"];
  readonly privateKey: CryptoKey;
  readonly publicKey: Bytes;
  readonly heldBy: SigningKey["heldBy"];
}): SigningKey {
  const { use } = ALGORITHMS[parts.algorithm];
  return {
    algorithm: parts.algorithm,
    publicKey: parts.publicKey,
    heldBy: parts.heldBy,
    sign: async (bytes) => {
      const signature = new Uint8Array(await crypto.subtle.sign(use, parts.privateKey, bytes));
      return parts.algorithm === "RSA-PKCS1-SHA256" ? signature : ecdsaToDer(signature);
    },
  };
}

/** The private key of PKCS#8 bytes, not extractable. Throws `keys.wrong_pem` when they are not such a key. */
export async function importPrivateKey(pkcs8: Bytes, algorithm: SigningKey["algorithm"]): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, ALGORITHMS[algorithm].import, false, ["sign"]);
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
export async function publicKeyOf(pkcs8: Bytes, algorithm: SigningKey["algorithm"]): Promise<Bytes> {
  const { import: parameters } = ALGORITHMS[algorithm];
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
  const pair = await crypto.subtle.generateKey(ALGORITHMS["ECDSA-P256-SHA256"].import, keeping === "stored", [
    "sign",
    "verify",
  ]);
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)),
  };
}
