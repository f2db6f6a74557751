import type { Bytes } from "../../kit/bytes.ts";
import {
  derBits,
  derGeneralizedTime,
  derIa5,
  derOctets,
  derSequence,
  derSmallInteger,
  derUnsigned,
  derUtf8,
} from "../../kit/der.ts";
import type { Sm2Signer } from "../../ports/sm2-key.ts";
import { GM } from "./objects.ts";

/** GB/T 38540-2020 names the version of its structures 4. */
const VERSION = derSmallInteger(4);
const VENDOR = "ZhiqiDemo";
/** Property type of a seal of an organisation; 2 would be a person's. */
const ORGANISATION_SEAL = 1;
/** The list holds certificates; 2 would be their digests. */
const CERTIFICATES = 1;

/** What a seal says of itself. */
export type SealContents = {
  /** Number of the seal, ASCII. */
  readonly esId: string;
  /** Name of the seal, e.g. the organisation's and the kind. */
  readonly name: string;
  /** PNG, and its real size in whole millimetres. */
  readonly picture: Bytes;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Who may use it: signers' certificates, DER. */
  readonly certificates: readonly Bytes[];
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
};

/**
 * SESeal of GB/T 38540-2020 (7.1), signed by its maker, DER. Only the structure: a 电子印章 in law comes from a licensed maker
 * and is on file with him (国办发〔2025〕33号), so this is never called one.
 */
export function electronicSeal(seal: SealContents, maker: Sm2Signer): Bytes {
  const property = derSequence(
    derSmallInteger(ORGANISATION_SEAL),
    derUtf8(seal.name),
    derSmallInteger(CERTIFICATES),
    derSequence(...seal.certificates.map((certificate) => derOctets(certificate))),
    derGeneralizedTime(seal.createdAt),
    derGeneralizedTime(seal.validFrom),
    derGeneralizedTime(seal.validUntil),
  );
  const picture = derSequence(
    derIa5("png"),
    derOctets(seal.picture),
    derWhole(seal.widthMm),
    derWhole(seal.heightMm),
  );
  const header = derSequence(derIa5("ES"), VERSION, derIa5(VENDOR));
  const info = derSequence(header, derIa5(seal.esId), property, picture);
  return derSequence(info, derOctets(maker.certificate), GM.sm2WithSm3, derBits(maker.key.sign(info)));
}

const derWhole = (value: number): Bytes => {
  const whole = Math.max(1, Math.min(0xffff, Math.round(value)));
  return derUnsigned(Uint8Array.of(whole >> 8, whole & 0xff));
};

/**
 * SES_Signature of GB/T 38540-2020 (7.2), DER: the seal put on data of this digest, signed by who uses it. No timestamp: there
 * is no licensed TSA to ask. `scope` says what the digest covers (propertyInfo), ASCII.
 */
export function sealSignature(
  stamped: { readonly seal: Bytes; readonly digest: Bytes; readonly scope: string; readonly signedAt: Date },
  signer: Sm2Signer,
): Bytes {
  const toSign = derSequence(
    VERSION,
    stamped.seal,
    derGeneralizedTime(stamped.signedAt),
    derBits(stamped.digest),
    derIa5(stamped.scope),
  );
  return derSequence(toSign, derOctets(signer.certificate), GM.sm2WithSm3, derBits(signer.key.sign(toSign)));
}
