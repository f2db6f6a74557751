import { type Bytes } from "../../kit/bytes.ts";
import { derNull, derObjectId, derSequence } from "../../kit/der.ts";
import type { SigningKey } from "../../ports/keys.ts";

/** What one kind of key means in CMS: AlgorithmIdentifiers in DER, and the digest under the name WebCrypto has for it. */
export type CmsAlgorithm = {
  /** Used for the document and by the key alike. */
  readonly digest: "SHA-256" | "SHA-384";
  readonly digestIdentifier: Bytes;
  readonly signatureIdentifier: Bytes;
};

/** RFC 5754 §2 and §3.3: parameters are absent for SHA-2 and for ECDSA with it. */
const bare = (oid: string): Bytes => derSequence(derObjectId(oid));

const SHA256 = bare("2.16.840.1.101.3.4.2.1");
const SHA384 = bare("2.16.840.1.101.3.4.2.2");

/** The CMS algorithms of every kind of signing key. */
export const CMS_ALGORITHMS: Readonly<Record<SigningKey["algorithm"], CmsAlgorithm>> = {
  "ECDSA-P256-SHA256": {
    digest: "SHA-256",
    digestIdentifier: SHA256,
    signatureIdentifier: bare("1.2.840.10045.4.3.2"),
  },
  "ECDSA-P384-SHA384": {
    digest: "SHA-384",
    digestIdentifier: SHA384,
    signatureIdentifier: bare("1.2.840.10045.4.3.3"),
  },
  "RSA-PKCS1-SHA256": {
    digest: "SHA-256",
    digestIdentifier: SHA256,
    // RFC 8017 A.2.4: sha256WithRSAEncryption carries NULL.
    signatureIdentifier: derSequence(derObjectId("1.2.840.113549.1.1.11"), derNull()),
  },
};
