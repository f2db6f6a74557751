import { concat, equalBytes } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";
import { hashOf, isWeak, type Scheme, signatureHolds } from "./v08-algorithms.ts";
import { digestOf, type HashName } from "../cms/digest.ts";
import type { Certificate } from "../cms/certificate.ts";
import {
  children,
  contentsOf,
  type Der,
  encodingOf,
  expectTag,
  oidOf,
  readDer,
  TAG,
  timeOf,
} from "../cms/der.ts";
import { type Cms, sortedAttributes } from "../cms/read-cms.ts";

/** A CMS whose cryptography holds: this certificate's key signed this digest. Says nothing about trust. */
export type CheckedCms = {
  readonly cms: Cms;
  readonly signer: Certificate;
  readonly weak: boolean;
  /** It has no signed attributes: the content alone was signed. */
  readonly bare: boolean;
  /** The signing-time attribute, a claim. */
  readonly claimedAt: Date | undefined;
};

/** What the content must be, and whether the signing-certificate attribute is required (CAdES) or only checked if present. */
export type CmsExpectation = {
  readonly contentTypes: readonly string[];
  /** The content in parts, where a signature over the content itself is accepted. */
  readonly whole?: () => readonly Uint8Array[];
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
  if (!expected.contentTypes.includes(cms.contentType))
    throw unsound("verify.cms_malformed", "its content type is not the expected one");
  checkAgreement(cms);
  const signer = await findSigner(cms, expected.signingCertificate);
  if (cms.signedEncoding === undefined) return checkBare(cms, { signer, expected });
  const digest = one(cms, OID.messageDigest, "message digest");
  if (oidOf(one(cms, OID.contentType, "content type")) !== cms.contentType)
    throw unsound("verify.cms_malformed", "its content type is not the one it signs");
  if (
    !equalBytes(
      contentsOf(expectTag(digest, TAG.octets, "a message digest")),
      await expected.digest(cms.hash),
    )
  ) {
    throw unsound("verify.digest_mismatch", cms.hash);
  }
  const order = expected.signingCertificate === "required" ? "DER" : "as written";
  if (!(await attributesHold(cms, { signer, encoding: cms.signedEncoding, order })))
    throw unsound("verify.signature_mismatch", cms.scheme.kind);
  const claimed = cms.signed.get(OID.signingTime)?.[0];
  return {
    cms,
    signer,
    weak: isWeak(cms.scheme, signer.key) || cms.hash === "SHA-1",
    bare: false,
    claimedAt: claimed && timeOf(claimed),
  };
}

/**
 * A CMS without signed attributes signs the content itself (RFC 5652 §5.4). A PDF cannot be mistaken for attributes, so the
 * bytes are bound; the certificate and the content type are not, and that is said.
 */
async function checkBare(
  cms: Cms,
  { signer, expected }: { signer: Certificate; expected: CmsExpectation },
): Promise<CheckedCms> {
  if (expected.whole === undefined || expected.signingCertificate === "required")
    throw unsound("verify.cms_malformed", "it has no signed attributes");
  const signed = concat(...expected.whole());
  if (!(await signatureHolds(signer.key, cms.scheme, { signed, signature: cms.signature })))
    throw unsound("verify.digest_mismatch", "the signature is over other bytes");
  const weak = isWeak(cms.scheme, signer.key) || cms.hash === "SHA-1";
  return { cms, signer, weak, bare: true, claimedAt: undefined };
}

function one(cms: Cms, oid: string, name: string): Der {
  const values = cms.signed.get(oid) ?? [];
  if (values.length !== 1 || values[0] === undefined)
    throw unsound("verify.cms_malformed", `${name} is not there once`);
  return values[0];
}

/** RFC 8419 names the digest that goes with a scheme; ML-DSA leaves it open (RFC 9882). */
const OWN_HASH: Readonly<Record<string, HashName>> = { Ed25519: "SHA-512", Ed448: "SHAKE256" };

/** Digest and signature algorithm agree; RFC 6211 protection, when present, repeats them. Ed25519 brings its own hash (RFC 8419: SHA-512). */
function checkAgreement(cms: Cms): void {
  const expected = cms.scheme.kind === "whole" ? OWN_HASH[cms.scheme.platform] : cms.scheme.hash;
  if (expected !== undefined && expected !== cms.hash)
    throw unsound("verify.algorithms_disagree", `${expected} and ${cms.hash}`);
  const protection = cms.signed.get(OID.algorithmProtection)?.[0];
  if (protection === undefined) return;
  const [digest, signing] = children(protection);
  if (hashOf(digest) !== cms.hash)
    throw unsound("verify.algorithms_disagree", "algorithm protection names another digest");
  // [1] signatureAlgorithm, IMPLICIT; the attribute has it wherever it is in a signature (RFC 6211 §2).
  const [named, used] = [signing, cms.algorithm].map((one) => one && children(one)[0]);
  if (signing?.tag !== 0xa1 || oidOf(named) !== oidOf(used))
    throw unsound("verify.algorithms_disagree", "algorithm protection names another signature algorithm");
}

/** The certificate that fits the signer identifier and, when the attribute is there, has the hash it names (RFC 5035). */
async function findSigner(cms: Cms, attribute: "required" | "optional"): Promise<Certificate> {
  const named = namedCertificate(cms);
  if (named === undefined && attribute === "required") {
    throw unsound("verify.signing_certificate_mismatch", "the signing-certificate attribute is missing");
  }
  for (const candidate of cms.candidates) {
    if (named === undefined) return candidate;
    if (!equalBytes(await digestOf(named.hash, candidate.encoding), named.value)) continue;
    if (!isIssuedAs(candidate, named.issuerSerial))
      throw unsound("verify.signing_certificate_mismatch", "the attribute names another issuer or number");
    return candidate;
  }
  throw unsound("verify.signing_certificate_mismatch", "no certificate fits the signer");
}

/** RFC 5035 §5: issuerSerial, where it is given, is the certificate's own: GeneralNames of one [4] directory name, and the number. */
function isIssuedAs(certificate: Certificate, issuerSerial: Der | undefined): boolean {
  if (issuerSerial === undefined) return true;
  const [names, serial] = children(issuerSerial);
  const [name, ...more] = children(expectTag(names, TAG.sequence, "an issuer's names"));
  const directory = name?.tag === 0xa4 ? children(name)[0] : undefined;
  return (
    more.length === 0 &&
    directory !== undefined &&
    equalBytes(encodingOf(directory), certificate.issuer) &&
    equalBytes(contentsOf(expectTag(serial, TAG.integer, "a serial number")), certificate.serial)
  );
}

type NamedCertificate = {
  readonly hash: HashName;
  readonly value: Uint8Array;
  readonly issuerSerial: Der | undefined;
};

function namedCertificate(cms: Cms): NamedCertificate | undefined {
  const second = cms.signed.get(OID.signingCertificateV2)?.[0];
  const first = cms.signed.get(OID.signingCertificate)?.[0];
  const attribute = second ?? first;
  if (attribute === undefined) return undefined;
  const identifiers = children(expectTag(children(attribute)[0], TAG.sequence, "certificate identifiers"));
  const parts = identifiers[0] ? children(identifiers[0]) : [];
  const explicit = second && parts[0]?.tag === TAG.sequence ? parts[0] : undefined;
  const value = contentsOf(expectTag(explicit ? parts[1] : parts[0], TAG.octets, "a certificate hash"));
  const issuerSerial = parts[explicit ? 2 : 1];
  return { value, issuerSerial, hash: explicit ? hashOf(explicit) : second ? "SHA-256" : "SHA-1" };
}

/**
 * The signature is over the attributes as a DER SET (RFC 5652 §5.4). Old PKCS#7 signers, node-signpdf among them, sign the order
 * they wrote, and OpenSSL and NSS take it: the attributes are the same, each once, so the same content is bound. CAdES and
 * timestamps have no such past (EN 319 122-1 asks for DER): there it is no signature.
 */
async function attributesHold(
  cms: Cms,
  signed: {
    readonly signer: Certificate;
    readonly encoding: Uint8Array;
    readonly order: "DER" | "as written";
  },
): Promise<boolean> {
  const { signer, encoding, order } = signed;
  const sorted = sortedAttributes(encoding, readDer(encoding));
  const holds = (bytes: Uint8Array, scheme: Scheme = cms.scheme) =>
    signatureHolds(signer.key, scheme, { signed: bytes, signature: cms.signature });
  if (await holds(sorted)) return true;
  return order === "as written" && !equalBytes(sorted, encoding) && (await holds(encoding));
}
