import { type Bytes, concat } from "../../kit/bytes.ts";
import {
  derBits,
  derContext,
  derIa5,
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derSmallInteger,
  derTrue,
  derUnsigned,
  derUtf8,
  derX509Time,
} from "../../kit/der.ts";
import type { Sm2Key } from "../../ports/sm2-key.ts";

/** SM2 with SM3 (GM/T 0006): what certificates of the SM2 profile are signed with. */
const SM2_WITH_SM3 = derSequence(derObjectId("1.2.156.10197.1.501"));
/** The demo policy of the house's CA, under the arc for documentation (RFC 5612), and its notice. */
const DEMO_POLICY = "1.3.6.1.4.1.32473.1.1";
const NOTICE = "知契国密演示证书：仅结构，无持牌 CA (SM2 structure only, no licensed CA)";

/** keyUsage bits of RFC 5280 §4.2.1.3 with their unused bits, as contents of a BIT STRING. */
const USES = {
  sign: Uint8Array.of(3, 2, 6, 0b1100_0000),
  certify: Uint8Array.of(3, 2, 1, 0b0000_0110),
} as const;

/** Organisation, its number and a common name, DER. */
export type Sm2Name = {
  readonly organisation: string;
  readonly organisationId?: string | undefined;
  readonly commonName: string;
};

/** C=CN, O, organizationIdentifier, CN. Text in UTF-8, the country in PrintableString. */
export function sm2Name({ organisation, organisationId, commonName }: Sm2Name): Bytes {
  const relative = (type: string, value: Bytes): Bytes => derSetOf(derSequence(derObjectId(type), value));
  const country = concat(Uint8Array.of(0x13, 2), derIa5("CN").subarray(2));
  return derSequence(
    relative("2.5.4.6", country),
    relative("2.5.4.10", derUtf8(organisation)),
    ...(organisationId === undefined ? [] : [relative("2.5.4.97", derUtf8(organisationId))]),
    relative("2.5.4.3", derUtf8(commonName)),
  );
}

/** One SM2 certificate to be made. */
export type Sm2CertificatePlan = {
  readonly issuer: Bytes;
  readonly issuerKey: Sm2Key;
  readonly subject: Bytes;
  readonly publicKey: Bytes;
  /** Positive, at most 20 octets. */
  readonly serial: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly use: "sign" | "certify";
};

/** An X.509 v3 certificate for an SM2 key, signed with SM2 and SM3 (GB/T 20518's form), DER. Says that no licensed CA made it. */
export function sm2Certificate(plan: Sm2CertificatePlan): Bytes {
  const tbs = derSequence(
    derContext(0, derSmallInteger(2)),
    derUnsigned(plan.serial),
    SM2_WITH_SM3,
    plan.issuer,
    derSequence(derX509Time(plan.notBefore), derX509Time(plan.notAfter)),
    plan.subject,
    plan.publicKey,
    derContext(3, derSequence(...extensionsOf(plan))),
  );
  return derSequence(tbs, SM2_WITH_SM3, derBits(plan.issuerKey.sign(tbs)));
}

function extensionsOf({ use }: Sm2CertificatePlan): Bytes[] {
  const constraints = use === "certify" ? derSequence(derTrue()) : derSequence();
  const qualifier = derSequence(derObjectId("1.3.6.1.5.5.7.2.2"), derSequence(derUtf8(NOTICE)));
  const policies = derSequence(derSequence(derObjectId(DEMO_POLICY), derSequence(qualifier)));
  return [
    derSequence(derObjectId("2.5.29.19"), derTrue(), derOctets(constraints)),
    derSequence(derObjectId("2.5.29.15"), derTrue(), derOctets(USES[use])),
    derSequence(derObjectId("2.5.29.32"), derOctets(policies)),
  ];
}
