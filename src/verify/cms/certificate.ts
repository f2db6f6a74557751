import { equalBytes } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";
import { type PublicKey, publicKeyOf, type Scheme, schemeOf } from "../rules/v08-algorithms.ts";
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
  timeOf,
} from "./der.ts";

/** A parsed X.509 certificate (RFC 5280). Names are compared by their encoding; nothing here is judged. */
export type Certificate = {
  readonly encoding: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly scheme: Scheme;
  readonly key: PublicKey;
  /** The bits of the public key, which identifiers are made of. */
  readonly keyBits: Uint8Array;
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: ReadonlyMap<string, Extension>;
};

export type Extension = { readonly critical: boolean; readonly value: Uint8Array };

/** Reads a certificate. Throws Unsound `verify.cms_malformed` or `verify.unsupported_algorithm`. */
export function readCertificate(encoding: Uint8Array): Certificate {
  const whole = readDer(encoding);
  const [tbs, outer, signature] = children(expectTag(whole, TAG.sequence, "a certificate"));
  const fields = children(expectTag(tbs, TAG.sequence, "a certificate body"));
  // Version 1 leaves the version out; it has no extensions, so it can neither issue nor be for signing.
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, inner, issuer, validity, subject, key] = fields;
  if (!inner || !outer || !equalBytes(encodingOf(inner), encodingOf(outer))) {
    throw unsound("verify.cms_malformed", "a certificate names two signature algorithms");
  }
  const [notBefore, notAfter] = children(expectTag(validity, TAG.sequence, "a validity"));
  return {
    encoding: encodingOf(whole),
    signed: encodingOf(expectTag(tbs, TAG.sequence, "a certificate body")),
    signature: bitsOf(signature),
    scheme: schemeOf(outer),
    key: publicKeyOf(expectTag(key, TAG.sequence, "a public key")),
    keyBits: bitsOf(children(expectTag(key, TAG.sequence, "a public key"))[1]),
    serial: contentsOf(expectTag(serial, TAG.integer, "a serial number")),
    issuer: encodingOf(expectTag(issuer, TAG.sequence, "an issuer")),
    subject: encodingOf(expectTag(subject, TAG.sequence, "a subject")),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    extensions: readExtensions(fields.find((field) => field.tag === 0xa3)),
  };
}

function readExtensions(wrapper: Der | undefined): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  const list = wrapper ? children(wrapper)[0] : undefined;
  for (const extension of list ? children(list) : []) {
    const parts = children(extension);
    const name = oidOf(parts[0]);
    if (extensions.has(name)) throw unsound("verify.cms_malformed", "a certificate repeats an extension");
    const critical = parts[1]?.tag === TAG.boolean && contentsOf(parts[1])[0] !== 0;
    extensions.set(name, {
      critical,
      value: contentsOf(expectTag(parts.at(-1), TAG.octets, "an extension")),
    });
  }
  return extensions;
}

/** Basic constraints: whether it is a CA and how many CAs may follow it; not a CA when absent. */
export function caOf(certificate: Certificate): { readonly ca: boolean; readonly pathLength: number } {
  const extension = certificate.extensions.get("2.5.29.19");
  const parts = extension ? children(readDer(extension.value)) : [];
  const ca = parts[0]?.tag === TAG.boolean && contentsOf(parts[0])[0] !== 0;
  const limit = parts.find((part) => part.tag === TAG.integer);
  return { ca, pathLength: limit ? smallInteger(limit) : Number.POSITIVE_INFINITY };
}

/** Bits of key usage, in the order of RFC 5280 §4.2.1.3. */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

/** Whether key usage allows one of these bits; a certificate without the extension allows none. */
export function mayUse(certificate: Certificate, ...bits: readonly number[]): boolean {
  const extension = certificate.extensions.get("2.5.29.15");
  if (extension === undefined) return false;
  const value = contentsOf(expectTag(readDer(extension.value), TAG.bits, "a key usage"));
  return bits.some((bit) => ((value[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

/** Extended key usages with their criticality; undefined when the extension is absent. */
export function purposesOf(
  certificate: Certificate,
): { readonly critical: boolean; readonly oids: readonly string[] } | undefined {
  const extension = certificate.extensions.get("2.5.29.37");
  return extension && { critical: extension.critical, oids: children(readDer(extension.value)).map(oidOf) };
}

/** Whether an authority key identifier, when present, is the issuer's key identifier: of two keys under one name it picks one. */
export function keyIsFor(certificate: Certificate, issuer: Certificate): boolean {
  const extension = certificate.extensions.get("2.5.29.35");
  const named = extension && children(readDer(extension.value)).find((part) => part.tag === 0x80);
  const own = keyIdentifierOf(issuer);
  return named === undefined || own === undefined || equalBytes(contentsOf(named), own);
}

const DAY = 86_400_000;
/** Certificates of so few days are not worth revoking (CA/Browser Forum, short-lived subscriber certificates). */
const SHORT_DAYS = 7;
const SAYS_UNREVOKED = ["2.5.29.56", "0.4.0.194121.2.1", "1.3.6.1.5.5.7.48.1.5"];

/** Whether nobody is meant to ask about this end entity: it lives for days, or says so itself (RFC 9608, EN 319 412-1, nocheck). */
export const staysShort = (certificate: Certificate): boolean =>
  !caOf(certificate).ca &&
  (certificate.notAfter.getTime() - certificate.notBefore.getTime() <= SHORT_DAYS * DAY ||
    SAYS_UNREVOKED.some((oid) => certificate.extensions.has(oid)));

/** Whether a certificate names a place to ask about its revocation: a CRL distribution point or an OCSP responder. */
export function offersRevocation(certificate: Certificate): boolean {
  if (certificate.extensions.has("2.5.29.31")) return true;
  const access = certificate.extensions.get("1.3.6.1.5.5.7.1.1");
  return (
    access !== undefined &&
    children(readDer(access.value)).some((one) => oidOf(children(one)[0]) === "1.3.6.1.5.5.7.48.1")
  );
}

/** Subject key identifier; undefined when absent. */
export function keyIdentifierOf(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.get("2.5.29.14");
  return extension && contentsOf(readDer(extension.value));
}

/** The subject as people read it: common name, and the organisation in brackets when it is another. Null when it has neither. */
export function subjectText(certificate: Certificate): string | null {
  const values = new Map<string, string>();
  for (const set of children(readDer(certificate.subject))) {
    for (const pair of children(set)) {
      const [name, value] = children(pair);
      if (value !== undefined) values.set(oidOf(name), directoryText(value));
    }
  }
  const common = values.get("2.5.4.3");
  const organisation = values.get("2.5.4.10");
  if (common === undefined || organisation === undefined || common === organisation)
    return common ?? organisation ?? null;
  return `${common}（${organisation}）`;
}

function directoryText(value: Der): string {
  const encoding = value.tag === 0x1e ? "utf-16be" : value.tag === 0x0c ? "utf-8" : "latin1";
  return new TextDecoder(encoding).decode(contentsOf(value)).replaceAll(/\p{Cc}/gu, "");
}
