import { sm2 } from "sm-crypto-v2";
import { type Bytes, concat, toHex } from "../../kit/bytes.ts";
import type { HashName } from "../cms/digest.ts";
import { unsound } from "../unsound.ts";
import {
  bitsOf,
  children,
  contentsOf,
  type Der,
  encodingOf,
  expectTag,
  oidOf,
  readDer,
  smallInteger,
  TAG,
} from "../cms/der.ts";

/** A signature scheme, complete: nothing about it is left to the library's defaults. */
export type Scheme =
  | { readonly kind: "rsa"; readonly hash: HashName }
  | { readonly kind: "pss"; readonly hash: HashName; readonly salt: number }
  | { readonly kind: "ecdsa"; readonly hash: HashName }
  | { readonly kind: "sm2"; readonly hash: "SM3" }
  /** Schemes that hash by themselves: `hash` is undefined, `platform` the name the platform knows them by. */
  | { readonly kind: "whole"; readonly hash: undefined; readonly platform: WholeName };

/** Signature schemes over the message as a whole. */
export type WholeName = "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";

/** A public key ready to check signatures. `weak`: RSA below 2048 bits. */
export type PublicKey = {
  readonly kind: "rsa" | "ecdsa" | "sm2" | "whole";
  readonly spki: Bytes;
  readonly platform?: WholeName;
  readonly curve?: Curve;
  readonly weak: boolean;
};
type Curve = { readonly name: "P-256" | "P-384" | "P-521"; readonly bytes: number };

const HASHES: Readonly<Record<string, HashName>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
  "2.16.840.1.101.3.4.2.8": "SHA3-256",
  "2.16.840.1.101.3.4.2.9": "SHA3-384",
  "2.16.840.1.101.3.4.2.10": "SHA3-512",
  "2.16.840.1.101.3.4.2.12": "SHAKE256",
  "2.16.840.1.101.3.4.2.18": "SHAKE256",
  "1.2.156.10197.1.401": "SM3",
};

const SCHEMES: Readonly<Record<string, Scheme>> = {
  "1.2.840.113549.1.1.5": { kind: "rsa", hash: "SHA-1" },
  "1.2.840.113549.1.1.11": { kind: "rsa", hash: "SHA-256" },
  "1.2.840.113549.1.1.12": { kind: "rsa", hash: "SHA-384" },
  "1.2.840.113549.1.1.13": { kind: "rsa", hash: "SHA-512" },
  "1.2.840.10045.4.1": { kind: "ecdsa", hash: "SHA-1" },
  "1.2.840.10045.4.3.2": { kind: "ecdsa", hash: "SHA-256" },
  "1.2.840.10045.4.3.3": { kind: "ecdsa", hash: "SHA-384" },
  "1.2.840.10045.4.3.4": { kind: "ecdsa", hash: "SHA-512" },
  "2.16.840.1.101.3.4.3.14": { kind: "rsa", hash: "SHA3-256" },
  "2.16.840.1.101.3.4.3.15": { kind: "rsa", hash: "SHA3-384" },
  "2.16.840.1.101.3.4.3.16": { kind: "rsa", hash: "SHA3-512" },
  "2.16.840.1.101.3.4.3.10": { kind: "ecdsa", hash: "SHA3-256" },
  "2.16.840.1.101.3.4.3.11": { kind: "ecdsa", hash: "SHA3-384" },
  "2.16.840.1.101.3.4.3.12": { kind: "ecdsa", hash: "SHA3-512" },
  "1.2.156.10197.1.501": { kind: "sm2", hash: "SM3" },
};

const WHOLE: Readonly<Record<string, WholeName>> = {
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
  "2.16.840.1.101.3.4.3.17": "ML-DSA-44",
  "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
  "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
};

const OID_SM2 = "1.2.156.10197.1.301";

const CURVES: Readonly<Record<string, Curve>> = {
  "1.2.840.10045.3.1.7": { name: "P-256", bytes: 32 },
  "1.3.132.0.34": { name: "P-384", bytes: 48 },
  "1.3.132.0.35": { name: "P-521", bytes: 66 },
};

const OID_RSA = "1.2.840.113549.1.1.1";
const OID_PSS = "1.2.840.113549.1.1.10";
const OID_EC = "1.2.840.10045.2.1";
/** AlgorithmIdentifier rsaEncryption, NULL: WebCrypto knows an RSA key only under this name. */
const RSA_ALGORITHM = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0);

/** The hash an AlgorithmIdentifier names. Throws Unsound `verify.unsupported_algorithm`, `verify.algorithms_disagree`. */
export function hashOf(algorithm: Der | undefined): HashName {
  const oid = oidOf(children(expectTag(algorithm, TAG.sequence, "a hash algorithm"))[0]);
  // A whole signature scheme is no digest, though one could guess which is meant (RFC 5652 §10.1.1).
  if (SCHEMES[oid] !== undefined)
    throw unsound("verify.algorithms_disagree", `a signature scheme as digest: ${oid}`);
  const hash = HASHES[oid];
  if (hash === undefined) throw unsound("verify.unsupported_algorithm", oid);
  return hash;
}

/** The scheme an AlgorithmIdentifier names; plain rsaEncryption takes the hash from beside it (CMS digestAlgorithm). */
export function schemeOf(algorithm: Der | undefined, beside?: HashName): Scheme {
  const [name, parameters] = children(expectTag(algorithm, TAG.sequence, "a signature algorithm"));
  const oid = oidOf(name);
  if (oid === OID_RSA && beside !== undefined) return { kind: "rsa", hash: beside };
  if (oid === OID_PSS) return pssOf(parameters);
  // GB/T 35275 names SM2 by its curve or by its signing use; GM/T 0006 gives both.
  if (oid === OID_SM2 || oid === `${OID_SM2}.1`) return { kind: "sm2", hash: "SM3" };
  // RFC 3279 §2.2.3 calls the key's own name where only the key is meant; the hash then stands beside it.
  if (oid === OID_EC && beside !== undefined)
    return beside === "SM3" ? { kind: "sm2", hash: beside } : { kind: "ecdsa", hash: beside };
  const whole = WHOLE[oid];
  if (whole !== undefined) return { kind: "whole", hash: undefined, platform: whole };
  const scheme = SCHEMES[oid];
  if (scheme === undefined) throw unsound("verify.unsupported_algorithm", oid);
  return scheme;
}

/** RFC 4055 §3.1. Mask and content hash must agree, the trailer must be 1: WebCrypto can check nothing else. */
function pssOf(parameters: Der | undefined): Scheme {
  const parts = new Map(
    (parameters ? children(parameters) : []).map((part) => [part.tag, children(part)[0]]),
  );
  const hash = parts.has(0xa0) ? hashOf(parts.get(0xa0)) : "SHA-1";
  const mask = parts.get(0xa1);
  const maskHash = mask ? hashOf(children(mask)[1]) : "SHA-1";
  const salt = parts.has(0xa2) ? smallInteger(parts.get(0xa2)) : 20;
  const trailer = parts.has(0xa3) ? smallInteger(parts.get(0xa3)) : 1;
  if (mask && oidOf(children(mask)[0]) !== "1.2.840.113549.1.1.8")
    throw unsound("verify.unsupported_algorithm", "PSS mask");
  if (maskHash !== hash || trailer !== 1 || salt > 512)
    throw unsound("verify.unsupported_algorithm", "PSS parameters");
  return { kind: "pss", hash, salt };
}

/** The key of a SubjectPublicKeyInfo. Throws Unsound `verify.unsupported_algorithm` for other keys and curves. */
export function publicKeyOf(info: Der): PublicKey {
  const [algorithm, key] = children(info);
  const [name, parameters] = children(expectTag(algorithm, TAG.sequence, "a key algorithm"));
  const oid = oidOf(name);
  if (oid === OID_RSA || oid === OID_PSS) return rsaKey(key);
  const spki = concat(encodingOf(info));
  const whole = WHOLE[oid];
  if (whole !== undefined) return { kind: "whole", platform: whole, spki, weak: false };
  const named = parameters?.tag === TAG.oid ? oidOf(parameters) : "";
  if (oid === OID_EC && named === OID_SM2) return { kind: "sm2", spki: concat(bitsOf(key)), weak: false };
  const curve = oid === OID_EC ? CURVES[named] : undefined;
  if (curve === undefined) throw unsound("verify.unsupported_algorithm", `key ${oid}`);
  return { kind: "ecdsa", spki, curve, weak: false };
}

function rsaKey(key: Der | undefined): PublicKey {
  const modulus = children(readDer(bitsOf(key)))[0];
  const bytes = contentsOf(expectTag(modulus, TAG.integer, "a modulus"));
  const significant = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  const bits = significant.length * 8 - Math.clz32(significant[0] ?? 0) + 24;
  const body = concat(RSA_ALGORITHM, encodingOf(expectTag(key, TAG.bits, "a key")));
  const header =
    body.length < 256 ? [0x30, 0x81, body.length] : [0x30, 0x82, body.length >> 8, body.length & 0xff];
  return { kind: "rsa", spki: concat(Uint8Array.from(header), body), weak: bits < 2048 };
}

/** Whether a scheme or key is too weak to rely on (V8). */
export const isWeak = (scheme: Scheme, key: PublicKey): boolean => scheme.hash === "SHA-1" || key.weak;

/** Whether the signature over `signed` is the key's. A key of another kind than the scheme is a plain no; never throws for bad bytes. */
export async function signatureHolds(
  key: PublicKey,
  scheme: Scheme,
  parts: { signed: Uint8Array; signature: Uint8Array },
): Promise<boolean> {
  const known = ASKED.get(key)?.get(parts.signature);
  if (known !== undefined && known.signed === parts.signed && known.scheme === scheme) return known.holds;
  const holds = checkSignature(key, scheme, parts);
  const asked = ASKED.get(key) ?? new WeakMap<Uint8Array, Asked>();
  ASKED.set(key, asked);
  asked.set(parts.signature, { signed: parts.signed, scheme, holds });
  return holds;
}

/** A question asked of a key, with its answer: paths and revocation ask the same ones again and again for one document. */
type Asked = { readonly signed: Uint8Array; readonly scheme: Scheme; readonly holds: Promise<boolean> };
const ASKED: WeakMap<PublicKey, WeakMap<Uint8Array, Asked>> = new WeakMap();

async function checkSignature(
  key: PublicKey,
  scheme: Scheme,
  parts: { signed: Uint8Array; signature: Uint8Array },
): Promise<boolean> {
  if (key.kind !== (scheme.kind === "pss" ? "rsa" : scheme.kind)) return false;
  if (scheme.kind === "whole" && scheme.platform !== key.platform) return false;
  if (key.kind === "sm2") return sm2Holds(key, parts);
  const signature = key.curve ? rawSignature(parts.signature, key.curve.bytes) : concat(parts.signature);
  if (signature === undefined) return false;
  try {
    const imported = await importedKey(key, scheme);
    return await crypto.subtle.verify(verifyName(scheme), imported, signature, concat(parts.signed));
  } catch {
    return false;
  }
}

/** The platform's keys, by use: an issuer's is asked for every certificate it issued. */
const IMPORTED: WeakMap<PublicKey, Map<string, Promise<CryptoKey>>> = new WeakMap();

function importedKey(key: PublicKey, scheme: Scheme): Promise<CryptoKey> {
  const uses = IMPORTED.get(key) ?? new Map<string, Promise<CryptoKey>>();
  IMPORTED.set(key, uses);
  const use = `${scheme.kind} ${scheme.hash}`;
  const imported =
    uses.get(use) ?? crypto.subtle.importKey("spki", key.spki, importName(key, scheme), false, ["verify"]);
  uses.set(use, imported);
  return imported;
}

function importName(key: PublicKey, scheme: Scheme): RsaHashedImportParams | EcKeyImportParams | Algorithm {
  if (scheme.kind === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: scheme.hash };
  if (scheme.kind === "pss") return { name: "RSA-PSS", hash: scheme.hash };
  return key.curve ? { name: "ECDSA", namedCurve: key.curve.name } : { name: key.platform ?? "Ed25519" };
}

function verifyName(scheme: Scheme): Algorithm | RsaPssParams | EcdsaParams {
  if (scheme.kind === "rsa") return { name: "RSASSA-PKCS1-v1_5" };
  if (scheme.kind === "pss") return { name: "RSA-PSS", saltLength: scheme.salt };
  if (scheme.kind === "whole") return { name: scheme.platform };
  return { name: "ECDSA", hash: scheme.hash };
}

/** GB/T 32918.2 with SM3 and the default signer id of GB/T 35275. */
function sm2Holds(key: PublicKey, parts: { signed: Uint8Array; signature: Uint8Array }): boolean {
  try {
    return sm2.doVerifySignature(concat(parts.signed), toHex(parts.signature), toHex(key.spki), {
      der: true,
      hash: true,
      userId: SIGNER_ID,
    });
  } catch {
    return false;
  }
}

const SIGNER_ID = "1234567812345678";

/** ECDSA-Sig-Value (SEQUENCE of r and s) as r‖s of the curve's width; undefined when it is not one. */
function rawSignature(der: Uint8Array, width: number): Bytes | undefined {
  const sequence = readDer(der);
  const parts = sequence.tag === TAG.sequence && sequence.end === der.length ? children(sequence) : [];
  if (parts.length !== 2) return undefined;
  const raw = new Uint8Array(width * 2);
  for (const [at, part] of parts.entries()) {
    const bytes = part.tag === TAG.integer ? contentsOf(part) : new Uint8Array();
    const plain = bytes[0] === 0 ? bytes.subarray(1) : bytes;
    if (bytes.length === 0 || (bytes[0] ?? 0) > 0x7f || plain.length > width) return undefined;
    raw.set(plain, width * (at + 1) - plain.length);
  }
  return raw;
}
