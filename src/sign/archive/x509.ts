import type { Bytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import { derTime } from "./der-time.ts";

/** One extension of a certificate, a CRL or an OCSP answer. */
export type X509Extension = { readonly critical: boolean; readonly value: Bytes };

/** What archiving reads of a certificate. Every part is the bytes it was given as; nothing is proved by reading. */
export type X509 = {
  readonly der: Bytes;
  /** The signed part. */
  readonly tbs: Bytes;
  readonly signatureAlgorithm: DerElement;
  readonly signature: Bytes;
  /** Contents of the INTEGER. */
  readonly serial: Bytes;
  /** Names, DER. */
  readonly issuer: Bytes;
  readonly subject: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly extensions: ReadonlyMap<string, X509Extension>;
};

/** The extensions of a SEQUENCE OF Extension by their OID; undefined when it is no such thing or one stands twice. */
export function readExtensions(list: DerElement | undefined): Map<string, X509Extension> | undefined {
  const found = new Map<string, X509Extension>();
  for (const extension of (list && derParts(list)) ?? []) {
    const parts = derParts(extension) ?? [];
    const [type, flag] = parts;
    const value = parts.at(-1);
    const oid = derOid(type);
    if (oid === undefined || value?.tag !== 0x04 || found.has(oid)) return undefined;
    found.set(oid, { critical: flag?.tag === 0x01 && flag.content[0] !== 0, value: value.content });
  }
  return found;
}

/** The octets of a BIT STRING without unused bits; undefined for another element. */
export const bitOctets = (element: DerElement | undefined): Bytes | undefined =>
  element?.tag === 0x03 && element.content[0] === 0 ? element.content.slice(1) : undefined;

/** Reads an X.509 certificate; undefined when the bytes are not one. */
export function readX509(der: Bytes): X509 | undefined {
  const outer = derOnly(der);
  const [tbs, signatureAlgorithm, signatureValue] = (outer && derParts(outer)) ?? [];
  const signature = bitOctets(signatureValue);
  const fields = tbs && derParts(tbs);
  if (!tbs || !signatureAlgorithm || !signature || !fields) return undefined;
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, validity, subject, publicKey] = fields.slice(first);
  const [notBefore, notAfter] = ((validity && derParts(validity)) ?? []).map(derTime);
  const [list] = (fields.find(({ tag }) => tag === 0xa3) && derParts(fields.at(-1) ?? tbs)) ?? [];
  const extensions = readExtensions(list);
  if (serial?.tag !== 0x02 || !issuer || !subject || !publicKey || !extensions) return undefined;
  if (notBefore === undefined || notAfter === undefined) return undefined;
  return {
    der,
    tbs: tbs.whole,
    signatureAlgorithm,
    signature,
    serial: serial.content,
    issuer: issuer.whole,
    subject: subject.whole,
    notBefore,
    notAfter,
    publicKey: publicKey.whole,
    extensions,
  };
}

const EXTENDED_KEY_USAGE = "2.5.29.37";

/** The purposes a certificate is limited to, and whether it says so critically; undefined when it is not limited. */
export function purposesOf(
  certificate: X509,
): { readonly critical: boolean; readonly purposes: readonly string[] } | undefined {
  const extension = certificate.extensions.get(EXTENDED_KEY_USAGE);
  if (extension === undefined) return undefined;
  const list = derOnly(extension.value);
  const purposes = ((list && derParts(list)) ?? []).flatMap((part) => derOid(part) ?? []);
  return { critical: extension.critical, purposes };
}

const COMMON_NAME = "2.5.4.3";

/** The subject's common name, for messages; `?` when it has none that can be read. */
export function commonNameOf({ subject }: X509): string {
  const name = derOnly(subject);
  for (const set of (name && derParts(name)) ?? []) {
    for (const attribute of derParts(set) ?? []) {
      const [type, value] = derParts(attribute) ?? [];
      if (derOid(type) === COMMON_NAME && value !== undefined) return new TextDecoder().decode(value.content);
    }
  }
  return "?";
}
