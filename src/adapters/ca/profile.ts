import {
  BitString,
  ObjectIdentifier,
  OctetString,
  Primitive,
  PrintableString,
  Sequence,
  Set as DerSet,
  Utf8String,
} from "asn1js";
import { BasicConstraints, Extension, RelativeDistinguishedNames } from "pkijs";
import { type Bytes, utf8 } from "../../kit/bytes.ts";
import { derContext, derContextPrimitive, derNull, derObjectId, derSequence } from "../../kit/der.ts";
import { sha256 } from "../../kit/digest.ts";

/** Lifetimes, fixed: a root of twenty years, an issuing CA of ten, an event certificate of at most 48 hours. */
export const ROOT_YEARS = 20;
export const ISSUING_YEARS = 10;
export const LONGEST_EVENT_HOURS = 48;
/** A TSA certificate of five years, a new one each calendar year: every timestamp is made with at least four years to go. */
export const TSA_YEARS = 5;
/** An OCSP responder of 180 days, a new one each calendar quarter. */
export const RESPONDER_DAYS = 180;
/** How long a CRL or an OCSP answer may be relied on, in hours. They are made when asked for. */
export const ROOT_CRL_HOURS = 30 * 24;
export const ISSUING_CRL_HOURS = 24;
export const OCSP_HOURS = 24;
/** Clocks differ: the CA begins a day before it is made. */
export const CLOCK_SKEW_HOURS = 24;

/**
 * Policy of every certificate of the demo CA, under the arc kept for documentation (RFC 5612), with a notice that readers
 * show: whoever looks at such a certificate reads that it proves nothing about the person.
 */
const DEMO_POLICY = "1.3.6.1.4.1.32473.1.1";
const NOTICE = "知契演示证书：未核实身份，不构成可靠电子签名 (demo certificate, identity not verified)";

/** Policy of the tokens of the demo TSA, under the same arc. */
export const TIMESTAMP_POLICY = "1.3.6.1.4.1.32473.1.2";

/** Purposes of RFC 5280 §4.2.1.12. */
export const PURPOSES = { timestamps: "1.3.6.1.5.5.7.3.8", ocsp: "1.3.6.1.5.5.7.3.9" } as const;

/** keyUsage as bits of RFC 5280 §4.2.1.3, with the number of unused bits DER asks for. */
export const KEY_USAGES = {
  /** digitalSignature, nonRepudiation. */
  sign: { bits: 0b1100_0000, unused: 6 },
  /** digitalSignature alone: answers of machines. */
  answer: { bits: 0b1000_0000, unused: 7 },
  /** keyCertSign, cRLSign. */
  certify: { bits: 0b0000_0110, unused: 1 },
} as const;

const asBuffer = (encoded: Bytes): ArrayBuffer => encoded.buffer;
const der = (node: { toBER(): ArrayBuffer }): ArrayBuffer => node.toBER();

/**
 * C, O, optional organizationIdentifier (2.5.4.97, EN 319 412-1), CN. Text in UTF-8, as RFC 5280 asks. One attribute in each
 * relative name; encoded by hand, since the library would put all of them into a single one.
 */
export function distinguishedName(parts: {
  readonly organisation: string;
  readonly organisationId?: string | undefined;
  readonly commonName: string;
}): RelativeDistinguishedNames {
  const relative = (type: string, value: Utf8String | PrintableString): DerSet =>
    new DerSet({ value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), value] })] });
  const text = (type: string, value: string): DerSet => relative(type, new Utf8String({ value }));
  const name = new Sequence({
    value: [
      relative("2.5.4.6", new PrintableString({ value: "CN" })),
      text("2.5.4.10", parts.organisation),
      ...(parts.organisationId === undefined ? [] : [text("2.5.4.97", parts.organisationId)]),
      text("2.5.4.3", parts.commonName),
    ],
  });
  return RelativeDistinguishedNames.fromBER(name.toBER());
}

/** RFC 7093 §2 (1): the leftmost 160 bits of SHA-256 of the public key's bits. */
export async function keyIdentifier(publicKeyBits: Uint8Array): Promise<Bytes> {
  return (await sha256(new Uint8Array(publicKeyBits))).slice(0, 20);
}

/** basicConstraints, critical. `pathLength` undefined means an end entity. */
export function basicConstraints(pathLength: number | undefined): Extension {
  const constraints =
    pathLength === undefined
      ? new BasicConstraints({ cA: false })
      : new BasicConstraints({ cA: true, pathLenConstraint: pathLength });
  return new Extension({ extnID: "2.5.29.19", critical: true, extnValue: der(constraints.toSchema()) });
}

/** keyUsage, critical. */
export function keyUsage({ bits, unused }: { readonly bits: number; readonly unused: number }): Extension {
  const value = new BitString({ valueHex: Uint8Array.of(bits), unusedBits: unused });
  return new Extension({ extnID: "2.5.29.15", critical: true, extnValue: der(value) });
}

/** subjectKeyIdentifier. */
export const subjectKey = (identifier: Bytes): Extension =>
  new Extension({ extnID: "2.5.29.14", extnValue: der(new OctetString({ valueHex: identifier })) });

/** authorityKeyIdentifier with the key's identifier only ([0] IMPLICIT). */
export function authorityKey(identifier: Bytes): Extension {
  const keyId = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: identifier });
  return new Extension({ extnID: "2.5.29.35", extnValue: der(new Sequence({ value: [keyId] })) });
}

/** certificatePolicies: the demo policy with its user notice (RFC 5280 §4.2.1.4). */
export function demoPolicy(): Extension {
  const notice = new Sequence({ value: [new Utf8String({ value: NOTICE })] });
  const qualifier = new Sequence({ value: [new ObjectIdentifier({ value: "1.3.6.1.5.5.7.2.2" }), notice] });
  const policy = new Sequence({
    value: [new ObjectIdentifier({ value: DEMO_POLICY }), new Sequence({ value: [qualifier] })],
  });
  return new Extension({ extnID: "2.5.29.32", extnValue: der(new Sequence({ value: [policy] })) });
}

/** extKeyUsage with one purpose. */
export const purpose = (oid: string, weight: "critical" | "plain"): Extension =>
  new Extension({
    extnID: "2.5.29.37",
    critical: weight === "critical",
    extnValue: asBuffer(derSequence(derObjectId(oid))),
  });

/** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1): nobody asks whether the responder itself is revoked. */
export const noCheck = (): Extension =>
  new Extension({ extnID: "1.3.6.1.5.5.7.48.1.5", extnValue: asBuffer(derNull()) });

/** Where the answers about a certificate are: CRL, OCSP (not for CAs under the root), its issuer's certificate. */
export function pointers(at: {
  readonly crl: string;
  readonly issuer: string;
  readonly ocsp?: string;
}): readonly Extension[] {
  const address = (url: string): Bytes => derContextPrimitive(6, utf8(url));
  const access = (method: string, url: string): Bytes => derSequence(derObjectId(method), address(url));
  const list = derSequence(
    ...(at.ocsp === undefined ? [] : [access("1.3.6.1.5.5.7.48.1", at.ocsp)]),
    access("1.3.6.1.5.5.7.48.2", at.issuer),
  );
  const point = derSequence(derContext(0, derContext(0, address(at.crl))));
  return [
    new Extension({ extnID: "1.3.6.1.5.5.7.1.1", extnValue: asBuffer(list) }),
    new Extension({ extnID: "2.5.29.31", extnValue: asBuffer(derSequence(point)) }),
  ];
}
