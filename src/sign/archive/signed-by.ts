import type { Bytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";

/** Digests by the OID of their AlgorithmIdentifier. SHA-1 and older ones are left out: nothing signed with them is sound. */
const DIGESTS: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

const RSA: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.11": "SHA-256",
  "1.2.840.113549.1.1.12": "SHA-384",
  "1.2.840.113549.1.1.13": "SHA-512",
};
const ECDSA: Readonly<Record<string, string>> = {
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
};
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
const CURVES: Readonly<Record<string, { readonly namedCurve: string; readonly width: number }>> = {
  "1.2.840.10045.3.1.7": { namedCurve: "P-256", width: 32 },
  "1.3.132.0.34": { namedCurve: "P-384", width: 48 },
  "1.3.132.0.35": { namedCurve: "P-521", width: 66 },
};
const DIGEST_BYTES: Readonly<Record<string, number>> = { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 };

/** The WebCrypto name of the digest an AlgorithmIdentifier names; undefined for what we do not accept. */
export function digestOf(algorithm: DerElement | undefined): string | undefined {
  const oid = derOid((algorithm && derParts(algorithm))?.[0]);
  return oid === undefined ? undefined : DIGESTS[oid];
}

/** The same, and SHA-1 too: for hashes that only name something, where nothing rests on them. */
export function digestNameOf(algorithm: DerElement | undefined): string | undefined {
  const oid = derOid((algorithm && derParts(algorithm))?.[0]);
  return oid === "1.3.14.3.2.26" ? "SHA-1" : digestOf(algorithm);
}

type Claim = {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly algorithm: DerElement;
  readonly signed: Bytes;
  readonly signature: Bytes;
  /** Digest named beside the algorithm, for CMS that says only `rsaEncryption`. */
  readonly digest?: string | undefined;
};

/**
 * Whether the signature over the bytes was made by the key: RSA PKCS#1 and PSS, ECDSA on P-256, P-384, P-521, with SHA-256
 * to SHA-512. Anything else, and anything malformed, is false.
 */
export async function isSignedBy(claim: Claim): Promise<boolean> {
  const [type, parameters] = derParts(claim.algorithm) ?? [];
  const oid = derOid(type) ?? "";
  try {
    const curve = ECDSA[oid];
    if (curve !== undefined) return await ecdsaHolds(claim, curve);
    if (oid === RSA_PSS) return await pssHolds(claim, parameters);
    const hash = oid === RSA_ENCRYPTION ? claim.digest : RSA[oid];
    return hash !== undefined && (await rsaHolds(claim, hash));
  } catch {
    return false;
  }
}

async function rsaHolds({ publicKey, signed, signature }: Claim, hash: string): Promise<boolean> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const key = await crypto.subtle.importKey("spki", publicKey, algorithm, false, ["verify"]);
  return await crypto.subtle.verify(algorithm, key, signature, signed);
}

/** RSASSA-PSS-params (RFC 8017 A.2.3): MGF1 with the same digest, a salt of the digest's length. */
async function pssHolds(
  { publicKey, signed, signature }: Claim,
  parameters: DerElement | undefined,
): Promise<boolean> {
  const parts = (parameters && derParts(parameters)) ?? [];
  const within = (tag: number): DerElement | undefined => {
    const part = parts.find((each) => each.tag === tag);
    return part && derParts(part)?.[0];
  };
  const hash = digestOf(within(0xa0));
  const mask = within(0xa1);
  const salt = within(0xa2)?.content;
  if (hash === undefined || digestOf((mask && derParts(mask))?.[1]) !== hash) return false;
  if (salt?.length !== 1 || salt[0] !== DIGEST_BYTES[hash]) return false;
  const algorithm = { name: "RSA-PSS", hash };
  const key = await crypto.subtle.importKey("spki", publicKey, algorithm, false, ["verify"]);
  return await crypto.subtle.verify({ name: "RSA-PSS", saltLength: salt[0] }, key, signature, signed);
}

async function ecdsaHolds({ publicKey, signed, signature }: Claim, hash: string): Promise<boolean> {
  const info = derOnly(publicKey);
  const [identifier] = (info && derParts(info)) ?? [];
  const curve = CURVES[derOid((identifier && derParts(identifier))?.[1]) ?? ""];
  const fixedWidth = curve && fixedWidthOf(signature, curve.width);
  if (curve === undefined || fixedWidth === undefined) return false;
  const { namedCurve } = curve;
  const key = await crypto.subtle.importKey("spki", publicKey, { name: "ECDSA", namedCurve }, false, [
    "verify",
  ]);
  return await crypto.subtle.verify({ name: "ECDSA", hash }, key, fixedWidth, signed);
}

/** r‖s of an ECDSA-Sig-Value, as WebCrypto wants it; undefined when a number does not fit its curve. */
function fixedWidthOf(signature: Bytes, width: number): Bytes | undefined {
  const outer = derOnly(signature);
  const numbers = outer && derParts(outer);
  if (numbers?.length !== 2) return undefined;
  const fixed = new Uint8Array(width * 2);
  for (const [index, { tag, content }] of numbers.entries()) {
    const magnitude = content[0] === 0 ? content.subarray(1) : content;
    if (tag !== 0x02 || magnitude.length > width) return undefined;
    fixed.set(magnitude, (index + 1) * width - magnitude.length);
  }
  return fixed;
}
