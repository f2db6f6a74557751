import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";

// What the platform does on another thread, done at once, by the same OpenSSL: the way there and back took more than half of a
// mutation. An answer is remembered, since the certificates of a seed are asked about in every one of its mutations.

const platform = crypto.subtle;
const HASHES: Readonly<Record<string, string>> = {
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};
const CURVES: Readonly<Record<string, string>> = {
  "P-256": "prime256v1",
  "P-384": "secp384r1",
  "P-521": "secp521r1",
};
const MOST_REMEMBERED = 4096;

/** A key of ours where the platform would have a CryptoKey. */
class QuickKey {
  readonly key: KeyObject;
  readonly spki: string;
  readonly hash: string;
  constructor(key: KeyObject, spki: string, hash: string) {
    this.key = key;
    this.spki = spki;
    this.hash = hash;
  }
}

type Named = { readonly name: string; readonly hash?: string; readonly namedCurve?: string };

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const remembered = new Map<string, boolean>();
const keys = new Map<string, KeyObject>();

function keyOf(spki: Uint8Array): KeyObject {
  const text = textOf(spki);
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size > MOST_REMEMBERED) keys.clear();
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  keys.set(text, key);
  return key;
}

async function digest(algorithm: AlgorithmIdentifier, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const name = typeof algorithm === "string" ? HASHES[algorithm] : undefined;
  return name === undefined
    ? platform.digest(algorithm, bytes)
    : new Uint8Array(createHash(name).update(bytes).digest()).buffer;
}

/** Keys of RSA with PKCS #1 and of ECDSA; all others are the platform's. */
async function importKey(
  format: "spki",
  spki: Uint8Array<ArrayBuffer>,
  algorithm: Named,
  ...rest: readonly [boolean, KeyUsage[]]
): Promise<CryptoKey | QuickKey> {
  const curve = algorithm.namedCurve === undefined ? undefined : CURVES[algorithm.namedCurve];
  const hash = HASHES[algorithm.hash ?? "SHA-256"];
  const rsa = algorithm.name === "RSASSA-PKCS1-v1_5";
  if (hash === undefined || (curve === undefined && !rsa))
    return platform.importKey(format, spki, algorithm, ...rest);
  const key = keyOf(spki);
  const fits = rsa
    ? key.asymmetricKeyType === "rsa"
    : key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === curve;
  if (!fits) throw new DOMException("the key is of another kind", "DataError");
  return new QuickKey(key, textOf(spki), hash);
}

async function verifies(
  algorithm: Named,
  key: CryptoKey | QuickKey,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (!(key instanceof QuickKey)) return platform.verify(algorithm, key, signature, signed);
  const hash = algorithm.name === "ECDSA" ? HASHES[algorithm.hash ?? ""] : key.hash;
  if (hash === undefined) throw new DOMException("no such hash", "NotSupportedError");
  const question = [hash, key.spki, textOf(signature), textOf(signed)].join("|");
  const known = remembered.get(question);
  if (known !== undefined) return known;
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  const holds = verify(hash, signed, { key: key.key, dsaEncoding: "ieee-p1363" }, signature);
  remembered.set(question, holds);
  return holds;
}

const QUICK = { digest, importKey, verify: verifies };

/** Chooses whose cryptography the verifier finds at `crypto.subtle`. */
export function chooseCrypto(whose: "quick" | "platform"): void {
  const value = whose === "quick" ? QUICK : platform;
  Object.defineProperty(globalThis.crypto, "subtle", { value, configurable: true });
}
