import type { Bytes } from "../../kit/bytes.ts";
import { derContext, derNull, derObjectId, derSequence, derSmallInteger } from "../../kit/der.ts";
import { type SignatureAlgorithm, webCryptoOf } from "../../kit/signature-algorithm.ts";

/** What one kind of key means in CMS: AlgorithmIdentifiers in DER, and the digest under the name WebCrypto has for it. */
export type CmsAlgorithm = {
  /** Used for the document and by the key alike. */
  readonly digest: "SHA-256" | "SHA-384" | "SHA-512";
  readonly digestIdentifier: Bytes;
  readonly signatureIdentifier: Bytes;
};

/** RFC 5754 §2: parameters are absent for SHA-2 and for ECDSA with it (§3.3). */
const bare = (oid: string): Bytes => derSequence(derObjectId(oid));

const SHA2 = {
  "SHA-256": bare("2.16.840.1.101.3.4.2.1"),
  "SHA-384": bare("2.16.840.1.101.3.4.2.2"),
  "SHA-512": bare("2.16.840.1.101.3.4.2.3"),
} as const;

const ECDSA_WITH = {
  "SHA-256": bare("1.2.840.10045.4.3.2"),
  "SHA-384": bare("1.2.840.10045.4.3.3"),
  "SHA-512": bare("1.2.840.10045.4.3.4"),
} as const;

/** RFC 8017 A.2.4: sha256WithRSAEncryption and its kin carry NULL. */
const rsaWith = (oid: string): Bytes => derSequence(derObjectId(oid), derNull());

const RSA_WITH = {
  "SHA-256": rsaWith("1.2.840.113549.1.1.11"),
  "SHA-384": rsaWith("1.2.840.113549.1.1.12"),
  "SHA-512": rsaWith("1.2.840.113549.1.1.13"),
} as const;

const SALT_BYTES = { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 } as const;

/** RFC 4055 §3.1: hash, MGF1 with the same hash, salt as long as the digest; the trailer is the default, and DER leaves it out. */
function pssWith(digest: CmsAlgorithm["digest"]): Bytes {
  const hash = SHA2[digest];
  const mask = derSequence(derObjectId("1.2.840.113549.1.1.8"), hash);
  const salt = derSmallInteger(SALT_BYTES[digest]);
  const parameters = derSequence(derContext(0, hash), derContext(1, mask), derContext(2, salt));
  return derSequence(derObjectId("1.2.840.113549.1.1.10"), parameters);
}

/** The CMS identifiers of an algorithm. */
export function cmsAlgorithm(algorithm: SignatureAlgorithm): CmsAlgorithm {
  const { kind, hash } = webCryptoOf(algorithm);
  const identifiers = { digest: hash, digestIdentifier: SHA2[hash] };
  if (kind === "RSA-PKCS1") return { ...identifiers, signatureIdentifier: RSA_WITH[hash] };
  if (kind === "RSA-PSS") return { ...identifiers, signatureIdentifier: pssWith(hash) };
  return { ...identifiers, signatureIdentifier: ECDSA_WITH[hash] };
}
