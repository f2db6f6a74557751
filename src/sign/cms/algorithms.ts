import { Null } from "asn1js";
import { AlgorithmIdentifier } from "pkijs";
import type { SigningKey } from "../../ports/keys.ts";

/** What one kind of key means in CMS (RFC 5754, RFC 8017). */
export type CmsAlgorithm = {
  /** WebCrypto name of the digest, used for the document and by the key alike. */
  readonly digest: "SHA-256" | "SHA-384";
  digestIdentifier(): AlgorithmIdentifier;
  signatureIdentifier(): AlgorithmIdentifier;
};

/** RFC 5754 §2: parameters of SHA-2 digests are absent; likewise of ECDSA with SHA-2 (§3.3). */
const bare = (algorithmId: string) => (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithmId });
/** RFC 8017 A.2.4: sha256WithRSAEncryption carries NULL. */
const withNull = (algorithmId: string) => (): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithmId, algorithmParams: new Null() });

const SHA256 = "2.16.840.1.101.3.4.2.1";
const SHA384 = "2.16.840.1.101.3.4.2.2";

/** The CMS algorithms of every kind of signing key. */
export const CMS_ALGORITHMS: Readonly<Record<SigningKey["algorithm"], CmsAlgorithm>> = {
  "ECDSA-P256-SHA256": {
    digest: "SHA-256",
    digestIdentifier: bare(SHA256),
    signatureIdentifier: bare("1.2.840.10045.4.3.2"),
  },
  "ECDSA-P384-SHA384": {
    digest: "SHA-384",
    digestIdentifier: bare(SHA384),
    signatureIdentifier: bare("1.2.840.10045.4.3.3"),
  },
  "RSA-PKCS1-SHA256": {
    digest: "SHA-256",
    digestIdentifier: bare(SHA256),
    signatureIdentifier: withNull("1.2.840.113549.1.1.11"),
  },
};
