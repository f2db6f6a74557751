import type { Bytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { SignatureAlgorithm, SignatureDigest } from "../../kit/signature-algorithm.ts";
import { bitOctets } from "../archive/x509.ts";
import { SignError } from "../errors.ts";
import { signatureHolds } from "./check-signature.ts";

/** A key whose holder proved to have its private half. The name in the request counts for nothing and is not read. */
export type RequestedKey = {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** The algorithm the key signs documents with. */
  readonly algorithm: SignatureAlgorithm;
};

/** No request of ours has a thousand bytes; one for RSA-4096 has under two thousand. */
const MOST_BYTES = 8192;
const RSA_BITS = { least: 2048, most: 4096 } as const;
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const CURVES: Readonly<Record<string, "ECDSA-P256" | "ECDSA-P384">> = {
  "1.2.840.10045.3.1.7": "ECDSA-P256",
  "1.3.132.0.34": "ECDSA-P384",
};
/** ecdsa-with-SHA2 and SHA-2 with RSA encryption, as requests are signed with. */
const SIGNED_WITH: Readonly<Record<string, SignatureDigest>> = {
  "1.2.840.10045.4.3.2": "SHA256",
  "1.2.840.10045.4.3.3": "SHA384",
  "1.2.840.10045.4.3.4": "SHA512",
  "1.2.840.113549.1.1.11": "SHA256",
  "1.2.840.113549.1.1.12": "SHA384",
  "1.2.840.113549.1.1.13": "SHA512",
};

const unreadable = (): SignError =>
  new SignError("sign.request_unreadable", "this is not one PKCS#10 certificate request in DER");

/**
 * Reads a PKCS#10 request (RFC 2986) and verifies that it is signed by the key it asks for. Subject and attributes are
 * ignored: whom the certificate names is the issuer's to know. Throws `sign.request_unreadable`, `sign.request_key_unsupported`
 * (only ECDSA P-256 and P-384, RSA 2048 to 4096) and `sign.request_unproved` (the signature does not hold).
 */
export async function readCertificateRequest(der: Bytes): Promise<RequestedKey> {
  const outer = der.length <= MOST_BYTES ? derOnly(der) : undefined;
  const [asked, algorithm, value] = partsOf(outer, 3);
  const [version, subject, key] = partsOf(asked, undefined);
  const signature = bitOctets(value);
  if (
    !asked ||
    !algorithm ||
    !signature ||
    version?.tag !== 0x02 ||
    subject?.tag !== 0x30 ||
    key?.tag !== 0x30
  )
    throw unreadable();
  const kind = kindOf(key);
  const digest = SIGNED_WITH[derOid(partsOf(algorithm, undefined)[0]) ?? ""];
  if (digest === undefined)
    throw unsupported("it is signed with something other than SHA-2 and RSA or ECDSA");
  const publicKey = key.whole.slice();
  const proof = { algorithm: `${kind}-${digest}` as const, publicKey, heldBy: "signer" as const };
  if (!(await holds(proof, asked.whole.slice(), signature))) {
    throw new SignError(
      "sign.request_unproved",
      "the request is not signed by the key it asks for: make it again with that key",
    );
  }
  return { publicKey, algorithm: kind === "ECDSA-P384" ? "ECDSA-P384-SHA384" : `${kind}-SHA256` };
}

const partsOf = (element: DerElement | undefined, count: number | undefined): readonly DerElement[] => {
  const parts = element?.tag === 0x30 ? derParts(element) : undefined;
  return parts !== undefined && (count === undefined || parts.length === count) ? parts : [];
};

const unsupported = (why: string): SignError =>
  new SignError(
    "sign.request_key_unsupported",
    `the certificate request cannot be used: ${why}; use ECDSA P-256 or P-384, or RSA from 2048 to 4096 bits`,
  );

/** SubjectPublicKeyInfo ::= SEQUENCE { AlgorithmIdentifier, BIT STRING }. */
function kindOf(key: DerElement): "ECDSA-P256" | "ECDSA-P384" | "RSA-PKCS1" {
  const [identifier, bits] = partsOf(key, 2);
  const [type, parameters] = partsOf(identifier, undefined);
  const curve = CURVES[derOid(parameters) ?? ""];
  if (derOid(type) === EC_PUBLIC_KEY && curve !== undefined) return curve;
  if (derOid(type) !== RSA_ENCRYPTION) throw unsupported("the key is of another kind");
  const size = rsaBits(bitOctets(bits));
  if (size < RSA_BITS.least || size > RSA_BITS.most) throw unsupported(`the RSA key has ${size} bits`);
  return "RSA-PKCS1";
}

/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent }. */
function rsaBits(octets: Bytes | undefined): number {
  const [modulus] = partsOf(octets && derOnly(octets), 2);
  const significant = modulus?.content.subarray(modulus.content[0] === 0 ? 1 : 0);
  if (modulus?.tag !== 0x02 || significant === undefined || significant.length === 0) throw unreadable();
  return significant.length * 8 - Math.clz32((significant[0] ?? 0) << 24);
}

/** A point that is not on the curve, or a modulus that is none, is refused on import. */
async function holds(
  key: Parameters<typeof signatureHolds>[0],
  asked: Bytes,
  signature: Bytes,
): Promise<boolean> {
  try {
    return await signatureHolds(key, asked, signature);
  } catch {
    throw unsupported("its public key is not sound");
  }
}
