import { Integer } from "asn1js";
import {
  Certificate,
  type Extension,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
  Time,
  TimeType,
} from "pkijs";
import { type Bytes, concat } from "../../kit/bytes.ts";
import { authorityKey, demoPolicy, keyIdentifier, subjectKey } from "./profile.ts";

/** The private half of a CA and what its certificates point to. */
export type Authority = {
  readonly name: RelativeDistinguishedNames;
  readonly keyId: Bytes;
  /** ECDSA P-256, usage `sign`. */
  readonly privateKey: CryptoKey;
};

/** One certificate to be made. */
export type CertificatePlan = {
  readonly subject: RelativeDistinguishedNames;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** 16 random bytes; the serial number is one byte longer, so that it is positive and all of them count. */
  readonly serial: Bytes;
  readonly extensions: readonly Extension[];
};

/** ASN.1 serials are signed: a fixed first byte under 0x80 keeps all 128 random bits. */
const SERIAL_LEAD = 0x5a;

/** The key identifier of a SubjectPublicKeyInfo. */
export async function keyIdOf(publicKey: Bytes): Promise<Bytes> {
  const info = PublicKeyInfo.fromBER(publicKey);
  return await keyIdentifier(info.subjectPublicKey.valueBlock.valueHexView);
}

/** An X.509 v3 certificate signed by the authority with ECDSA and SHA-256, DER. Decides nothing about who may have it. */
export async function issueCertificate(authority: Authority, plan: CertificatePlan): Promise<Bytes> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: concat(Uint8Array.of(SERIAL_LEAD), plan.serial) }),
    issuer: authority.name,
    subject: plan.subject,
    notBefore: timeOf(plan.notBefore),
    notAfter: timeOf(plan.notAfter),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(plan.publicKey),
    extensions: [
      ...plan.extensions,
      subjectKey(await keyIdOf(plan.publicKey)),
      authorityKey(authority.keyId),
      demoPolicy(),
    ],
  });
  await certificate.sign(authority.privateKey, "SHA-256");
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
function timeOf(instant: Date): Time {
  const value = new Date(Math.floor(instant.getTime() / 1000) * 1000);
  return new Time({
    type: value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime,
    value,
  });
}
