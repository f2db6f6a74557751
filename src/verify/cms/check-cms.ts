import { concat, equalBytes } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";
import { type HashName, hashOf, isWeak, type Scheme, signatureHolds } from "./algorithms.ts";
import type { Certificate } from "./certificate.ts";
import { children, contentsOf, type Der, expectTag, oidOf, readDer, TAG, timeOf } from "./der.ts";
import { type Cms, sortedAttributes } from "./read-cms.ts";

/** A CMS whose cryptography holds: this certificate's key signed this digest. Says nothing about trust. */
export type CheckedCms = {
  readonly cms: Cms;
  readonly signer: Certificate;
  readonly weak: boolean;
  /** The signing-time attribute, a claim. */
  readonly claimedAt: Date | undefined;
};

/** What the content must be, and whether the signing-certificate attribute is required (CAdES) or only checked if present. */
export type CmsExpectation = {
  readonly contentType: string;
  readonly digest: (hash: HashName) => Promise<Uint8Array>;
  readonly signingCertificate: "required" | "optional";
};

const OID = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  algorithmProtection: "1.2.840.113549.1.9.52",
} as const;

/** V7 and V8. Throws Unsound with the reason when anything does not hold; a weak algorithm is a fact, not a fault. */
export async function checkCms(cms: Cms, expected: CmsExpectation): Promise<CheckedCms> {
  const digest = one(cms, OID.messageDigest, "message digest");
  const contentType = one(cms, OID.contentType, "content type");
  if (cms.contentType !== expected.contentType || oidOf(contentType) !== expected.contentType) {
    throw unsound("verify.cms_malformed", "its content type is not the expected one");
  }
  checkAgreement(cms);
  const signer = await findSigner(cms, expected.signingCertificate);
  if (
    !equalBytes(
      contentsOf(expectTag(digest, TAG.octets, "a message digest")),
      await expected.digest(cms.hash),
    )
  ) {
    throw unsound("verify.digest_mismatch", cms.hash);
  }
  if (!(await attributesHold(cms, signer))) throw unsound("verify.signature_mismatch", cms.scheme.kind);
  const claimed = cms.signed.get(OID.signingTime)?.[0];
  return {
    cms,
    signer,
    weak: isWeak(cms.scheme, signer.key) || cms.hash === "SHA-1",
    claimedAt: claimed && timeOf(claimed),
  };
}

function one(cms: Cms, oid: string, name: string): Der {
  const values = cms.signed.get(oid) ?? [];
  if (values.length !== 1 || values[0] === undefined)
    throw unsound("verify.cms_malformed", `${name} is not there once`);
  return values[0];
}

/** Digest and signature algorithm agree; RFC 6211 protection, when present, repeats them. Ed25519 brings its own hash (RFC 8419: SHA-512). */
function checkAgreement(cms: Cms): void {
  const expected = cms.scheme.hash ?? "SHA-512";
  if (expected !== cms.hash) throw unsound("verify.algorithms_disagree", `${expected} and ${cms.hash}`);
  const protection = cms.signed.get(OID.algorithmProtection)?.[0];
  if (protection !== undefined && hashOf(children(protection)[0]) !== cms.hash) {
    throw unsound("verify.algorithms_disagree", "algorithm protection names another digest");
  }
}

/** The certificate that fits the signer identifier and, when the attribute is there, has the hash it names (RFC 5035). */
async function findSigner(cms: Cms, attribute: "required" | "optional"): Promise<Certificate> {
  const named = namedCertificate(cms);
  if (named === undefined && attribute === "required") {
    throw unsound("verify.signing_certificate_mismatch", "the signing-certificate attribute is missing");
  }
  for (const candidate of cms.candidates) {
    if (named === undefined) return candidate;
    const hash = await crypto.subtle.digest(named.hash, concat(candidate.encoding));
    if (equalBytes(new Uint8Array(hash), named.value)) return candidate;
  }
  throw unsound("verify.signing_certificate_mismatch", "no certificate fits the signer");
}

function namedCertificate(cms: Cms): { hash: HashName; value: Uint8Array } | undefined {
  const second = cms.signed.get(OID.signingCertificateV2)?.[0];
  const first = cms.signed.get(OID.signingCertificate)?.[0];
  const attribute = second ?? first;
  if (attribute === undefined) return undefined;
  const identifiers = children(expectTag(children(attribute)[0], TAG.sequence, "certificate identifiers"));
  const parts = identifiers[0] ? children(identifiers[0]) : [];
  const explicit = second && parts[0]?.tag === TAG.sequence ? parts[0] : undefined;
  const value = contentsOf(expectTag(explicit ? parts[1] : parts[0], TAG.octets, "a certificate hash"));
  return { value, hash: explicit ? hashOf(explicit) : second ? "SHA-256" : "SHA-1" };
}

/** The signature is over the attributes as a DER SET. Some signers forget to sort; the bytes as they stand bind as well. */
async function attributesHold(cms: Cms, signer: Certificate): Promise<boolean> {
  const sorted = sortedAttributes(cms.signedEncoding, readDer(cms.signedEncoding));
  const holds = (signed: Uint8Array, scheme: Scheme = cms.scheme) =>
    signatureHolds(signer.key, scheme, { signed, signature: cms.signature });
  return (
    (await holds(sorted)) || (!equalBytes(sorted, cms.signedEncoding) && (await holds(cms.signedEncoding)))
  );
}
