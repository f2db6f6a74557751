import { equalBytes } from "../../kit/bytes.ts";
import { Unsound, unsound } from "../unsound.ts";
import { hashOf, type Scheme, schemeOf } from "../rules/v08-algorithms.ts";
import type { HashName } from "./digest.ts";
import { type Certificate, keyIdentifierOf, readCertificate } from "./certificate.ts";
import { children, contentsOf, type Der, encodingOf, expectTag, oidOf, TAG } from "./der.ts";

/** A CMS SignedData with exactly one signer, read and not yet judged (RFC 5652). */
export type Cms = {
  readonly contentType: string;
  /** The encapsulated content; undefined when detached. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly hash: HashName;
  readonly scheme: Scheme;
  /** The signature algorithm as the signer info writes it; undefined where there is none. */
  readonly algorithm?: Der | undefined;
  /** Certificates that fit the signer identifier. */
  readonly candidates: readonly Certificate[];
  /** Signed attributes: values by type; each type occurs once. */
  readonly signed: ReadonlyMap<string, readonly Der[]>;
  /** The signed attributes as they stand, under the SET tag; undefined when there are none. */
  readonly signedEncoding: Uint8Array | undefined;
  /** What was gathered about revocation in [1] crls: CRLs and, wrapped, OCSP answers. */
  readonly revocation: readonly Der[];
  readonly unsigned: ReadonlyMap<string, readonly Der[]>;
  readonly signature: Uint8Array;
};

/** signedData of PKCS#7 and of GB/T 35275. */
const SIGNED_DATA = new Set(["1.2.840.113549.1.7.2", "1.2.156.10197.6.1.4.2.2"]);
const MAX_CERTIFICATES = 32;
const broken = (what: string) => unsound("verify.cms_malformed", what);

/** Reads a ContentInfo. Throws Unsound `verify.cms_malformed` or `verify.unsupported_algorithm`. */
export function readCms(whole: Der): Cms {
  const [type, wrapper, more] = children(expectTag(whole, TAG.sequence, "a content info"));
  if (!SIGNED_DATA.has(oidOf(type)) || more !== undefined) throw broken("not signed data");
  const parts = children(
    expectTag(children(expectTag(wrapper, 0xa0, "signed data"))[0], TAG.sequence, "signed data"),
  );
  const [, digestAlgorithms, encapsulated] = parts;
  const [contentType, content] = children(expectTag(encapsulated, TAG.sequence, "a content"));
  const signers = children(expectTag(parts.at(-1), TAG.set, "signer infos"));
  if (signers.length !== 1 || signers[0] === undefined) throw broken("it has not exactly one signer");
  const { certificates, fault } = readCertificates(parts.find((part) => part.tag === 0xa0));
  const signer = readSigner(signers[0], certificates);
  if (signer.candidates.length === 0 && fault !== undefined) throw fault;
  const gathered = parts.find((part) => part.tag === 0xa1);
  const hashes = children(expectTag(digestAlgorithms, TAG.set, "digest algorithms")).map(hashOf);
  if (!hashes.includes(signer.hash))
    throw unsound("verify.algorithms_disagree", "the signer's digest is not announced");
  return {
    ...signer,
    contentType: oidOf(contentType),
    content: content && contentsOf(expectTag(children(content)[0], TAG.octets, "a content")),
    certificates,
    revocation: gathered ? children(gathered) : [],
  };
}

/** Certificates that can be read; one that cannot is nobody's issuer, and is a fault only when the signer is missing. */
function readCertificates(set: Der | undefined): { certificates: Certificate[]; fault: Unsound | undefined } {
  const listed = set ? children(set) : [];
  if (listed.length > MAX_CERTIFICATES) throw broken("too many certificates");
  const certificates: Certificate[] = [];
  let fault: Unsound | undefined;
  for (const one of listed) {
    if (one.tag !== TAG.sequence) continue;
    try {
      certificates.push(readCertificate(encodingOf(one)));
    } catch (error) {
      if (!(error instanceof Unsound)) throw error;
      fault ??= error;
    }
  }
  return { certificates, fault };
}

function readSigner(signer: Der, certificates: readonly Certificate[]) {
  const [version, identifier, digest, ...rest] = children(signer);
  const attributes = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  const [algorithm, signature, unsigned, more] = rest;
  if (more !== undefined || version === undefined || identifier === undefined) throw broken("a signer info");
  const signedEncoding = attributes && encodingOf(attributes).slice();
  if (signedEncoding) signedEncoding[0] = TAG.set;
  const hash = hashOf(digest);
  return {
    hash,
    scheme: schemeOf(algorithm, hash),
    algorithm,
    candidates: certificates.filter((certificate) => fits(certificate, identifier)),
    signed: attributes ? readAttributes(attributes, "once") : new Map<string, readonly Der[]>(),
    signedEncoding,
    unsigned: unsigned
      ? readAttributes(expectTag(unsigned, 0xa1, "unsigned attributes"), "often")
      : new Map<string, readonly Der[]>(),
    signature: contentsOf(expectTag(signature, TAG.octets, "a signature value")),
  };
}

function fits(certificate: Certificate, identifier: Der): boolean {
  if (identifier.tag === 0x80)
    return equalBytes(keyIdentifierOf(certificate) ?? new Uint8Array(), contentsOf(identifier));
  const [issuer, serial] = children(expectTag(identifier, TAG.sequence, "a signer identifier"));
  if (issuer === undefined || serial === undefined) throw broken("a signer identifier");
  return (
    equalBytes(certificate.issuer, encodingOf(issuer)) && equalBytes(certificate.serial, contentsOf(serial))
  );
}

/** Signed attributes occur once each (RFC 5652 §11); of unsigned ones several are read as one with all the values. */
function readAttributes(set: Der, times: "once" | "often"): Map<string, readonly Der[]> {
  const attributes = new Map<string, readonly Der[]>();
  for (const attribute of children(set)) {
    const [type, values] = children(attribute);
    const name = oidOf(type);
    const known = attributes.get(name) ?? [];
    if (times === "once" && attributes.has(name)) throw broken(`attribute ${name} occurs twice`);
    attributes.set(name, [...known, ...children(expectTag(values, TAG.set, "attribute values"))]);
  }
  return attributes;
}

/** The attributes re-encoded as DER: SET OF sorted by encoding (X.690 §11.6). */
export function sortedAttributes(encoding: Uint8Array, attributes: Der): Uint8Array {
  const sorted = encoding.slice();
  let at = attributes.body - attributes.start;
  for (const part of children(attributes).map(encodingOf).sort(compareBytes)) {
    sorted.set(part, at);
    at += part.length;
  }
  return sorted;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
