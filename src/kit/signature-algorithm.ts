/** The kind of key, and for RSA the padding it signs with. */
export type KeyKind = "ECDSA-P256" | "ECDSA-P384" | "RSA-PKCS1" | "RSA-PSS";

/** The digest a signature is made with; the document is hashed with the same one. */
export type SignatureDigest = "SHA256" | "SHA384" | "SHA512";

/** Key and digest together: what a signature says it was made with. */
export type SignatureAlgorithm = `${KeyKind}-${SignatureDigest}`;

/** An algorithm taken apart, in the words WebCrypto has for it. */
export type WebCryptoAlgorithm = {
  readonly kind: KeyKind;
  readonly hash: "SHA-256" | "SHA-384" | "SHA-512";
  /** For importing a key. */
  readonly import: EcKeyImportParams | RsaHashedImportParams;
  /** For signing and verifying. */
  readonly use: EcdsaParams | RsaPssParams | AlgorithmIdentifier;
  /** Bytes of r and of s; undefined for RSA, whose signature has one form everywhere. */
  readonly halfWidth: number | undefined;
};

const HASHES = { SHA256: "SHA-256", SHA384: "SHA-384", SHA512: "SHA-512" } as const;
/** RFC 4055 §3.1: the salt is as long as the digest. */
const SALT_BYTES = { SHA256: 32, SHA384: 48, SHA512: 64 } as const;
const KINDS = ["ECDSA-P256", "ECDSA-P384", "RSA-PKCS1", "RSA-PSS"] as const;
const DIGESTS = ["SHA256", "SHA384", "SHA512"] as const;

/** Every algorithm there is. */
export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = KINDS.flatMap((kind) =>
  DIGESTS.map((digest) => `${kind}-${digest}` as const),
);

/** The algorithm of a text; undefined when it is none of ours. */
export const signatureAlgorithm = (text: string): SignatureAlgorithm | undefined =>
  SIGNATURE_ALGORITHMS.find((algorithm) => algorithm === text);

/** The algorithm in parts, for WebCrypto. */
export function webCryptoOf(algorithm: SignatureAlgorithm): WebCryptoAlgorithm {
  const kind = KINDS.find((one) => algorithm.startsWith(`${one}-`)) ?? "ECDSA-P256";
  const digest = DIGESTS.find((one) => algorithm.endsWith(`-${one}`)) ?? "SHA256";
  const hash = HASHES[digest];
  if (kind === "RSA-PKCS1") {
    const name = "RSASSA-PKCS1-v1_5";
    return { kind, hash, import: { name, hash }, use: { name }, halfWidth: undefined };
  }
  if (kind === "RSA-PSS") {
    const use = { name: kind, saltLength: SALT_BYTES[digest] };
    return { kind, hash, import: { name: kind, hash }, use, halfWidth: undefined };
  }
  const namedCurve = kind === "ECDSA-P256" ? "P-256" : "P-384";
  const halfWidth = kind === "ECDSA-P256" ? 32 : 48;
  return {
    kind,
    hash,
    import: { name: "ECDSA", namedCurve },
    use: { name: "ECDSA", hash },
    halfWidth,
  };
}
