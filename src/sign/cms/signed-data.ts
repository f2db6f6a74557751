import { OctetString } from "asn1js";
import {
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import type { Bytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { CMS_ALGORITHMS } from "./algorithms.ts";
import type { SignerCertificate } from "./certificate.ts";
import { byDerOrder } from "./der-order.ts";
import { ID_DATA, type SignedAttributes } from "./signed-attributes.ts";

/** The parts a finished signature is put together from. */
export type SignedDataParts = {
  readonly algorithm: SigningKey["algorithm"];
  readonly certificate: SignerCertificate;
  /** Issuing CA first, root last; all are embedded. */
  readonly chain: readonly SignerCertificate[];
  readonly attributes: SignedAttributes;
  /** Signature over `attributes.toBeSigned`, in the form CMS carries. Taken as it is, not verified. */
  readonly signature: Bytes;
};

/** CMS ContentInfo with SignedData (RFC 5652), detached, one signer, DER: what stands in /Contents. */
export function signedData({ algorithm, certificate, chain, attributes, signature }: SignedDataParts): Bytes {
  const cms = CMS_ALGORITHMS[algorithm];
  const { issuer, serialNumber } = certificate.parsed;
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
    digestAlgorithm: cms.digestIdentifier(),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes.attributes] }),
    signatureAlgorithm: cms.signatureIdentifier(),
    signature: new OctetString({ valueHex: signature }),
  });
  const certificates = [certificate, ...chain]
    .toSorted((a, b) => byDerOrder(a.der, b.der))
    .map(({ parsed }) => parsed);
  const content = new SignedData({
    version: 1,
    digestAlgorithms: [cms.digestIdentifier()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ID_DATA }),
    certificates,
    signerInfos: [signerInfo],
  });
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: content.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/**
 * Upper bound of a signature value: ECDSA-Sig-Value in DER (two integers with sign bytes), or the RSA modulus, which is
 * shorter than the SubjectPublicKeyInfo that wraps it.
 */
export function longestSignature({
  algorithm,
  publicKey,
}: Pick<SigningKey, "algorithm" | "publicKey">): number {
  if (algorithm === "RSA-PKCS1-SHA256") return publicKey.length;
  return algorithm === "ECDSA-P256-SHA256" ? 72 : 104;
}
