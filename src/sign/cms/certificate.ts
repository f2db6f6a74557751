import { type Bytes, equalBytes, fromUtf8, latin1 } from "../../kit/bytes.ts";
import { derElementAt, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";
import { readX509, type X509 } from "../archive/x509.ts";
import { SignError } from "../errors.ts";

/** A signer's certificate as the signature needs it. All bytes are those it was given as, never a re-encoding. */
export type SignerCertificate = {
  readonly der: Bytes;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** Name and INTEGER, DER: together they identify the certificate in a signature. */
  readonly issuer: Bytes;
  readonly serialNumber: Bytes;
  /** Name, DER. */
  readonly subject: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: X509["extensions"];
};

/** RFC 5280 §4.2.1.3: bit 0 digitalSignature, bit 1 nonRepudiation (contentCommitment). */
const KEY_USAGE = "2.5.29.15";
const SIGNATURE_USES = 0b1100_0000;
const BIT_STRING = 0x03;

const unreadable = (): SignError =>
  new SignError("sign.certificate_unreadable", "this is not one X.509 certificate in DER");

/** Reads one DER certificate. Proves nothing about it: no chain, no signature, no dates. Throws `sign.certificate_unreadable`. */
export function readCertificate(der: Bytes): SignerCertificate {
  const read = readX509(der);
  if (read === undefined) throw unreadable();
  const tbs = derOnly(read.tbs);
  const [first, second] = (tbs && derParts(tbs)) ?? [];
  // version [0] stands first; a v1 certificate has none.
  const serialNumber = (first?.tag === 0xa0 ? second : first)?.whole;
  if (serialNumber === undefined) throw unreadable();
  return { ...read, serialNumber };
}

/** The bytes back, once they are one DER certificate by their outer form. Throws `sign.certificate_unreadable`. */
export function chainCertificate(der: Bytes): Bytes {
  const outer = derOnly(der);
  if (outer?.tag !== 0x30 || derParts(outer)?.length !== 3) throw unreadable();
  return der;
}

/**
 * Throws unless this key may sign with this certificate at this time: `sign.certificate_mismatch` when the certificate
 * names another public key, `sign.certificate_not_usable` outside its validity or without a signature keyUsage.
 */
export function assertUsable(
  certificate: SignerCertificate,
  key: Pick<PublicSigningKey, "publicKey">,
  signedAt: Date,
): void {
  const { notBefore, notAfter } = certificate;
  if (!equalBytes(certificate.publicKey, key.publicKey)) {
    throw new SignError(
      "sign.certificate_mismatch",
      "the certificate is not for this key: its public key is another one",
    );
  }
  if (!(signedAt >= notBefore && signedAt <= notAfter)) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate is not valid at the time of signing: get a new one",
      { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() },
    );
  }
  const usage = certificate.extensions.get(KEY_USAGE);
  if (usage !== undefined && (usageBits(usage.value) & SIGNATURE_USES) === 0) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate's keyUsage has neither digitalSignature nor nonRepudiation",
    );
  }
}

/** The first eight bits of a keyUsage; none for what is no BIT STRING. */
function usageBits(value: Bytes): number {
  const bits = derOnly(value);
  return bits?.tag === BIT_STRING ? (bits.content[1] ?? 0) : 0;
}

/** The first value of an attribute type in a Name, as text; undefined where there is none. */
export function textInName(name: Bytes, type: string): string | undefined {
  const outer = derElementAt(name, 0);
  const sets = (outer && derParts(outer)) ?? [];
  for (const attribute of sets.flatMap((set) => derParts(set) ?? [])) {
    const [oid, value] = derParts(attribute) ?? [];
    if (derOid(oid) !== type || value === undefined) continue;
    const text = textOfString(value.tag, value.content);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

/** UTF8String, PrintableString, T61String and IA5String, BMPString: the forms that certificates carry names in. */
function textOfString(tag: number, content: Bytes): string | undefined {
  if (tag === 0x0c) {
    try {
      return fromUtf8(content);
    } catch {
      return undefined;
    }
  }
  if (tag === 0x1e) return new TextDecoder("utf-16be").decode(content);
  return tag === 0x13 || tag === 0x14 || tag === 0x16 ? latin1(content) : undefined;
}
