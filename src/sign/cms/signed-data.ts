import type { Bytes } from "../../kit/bytes.ts";
import {
  derContext,
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derSmallInteger,
  inDerOrder,
} from "../../kit/der.ts";
import { type SignatureAlgorithm, webCryptoOf } from "../../kit/signature-algorithm.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";
import { cmsAlgorithm } from "./algorithms.ts";
import type { SignerCertificate } from "./certificate.ts";
import { ID_DATA } from "./signed-attributes.ts";

/** The parts a finished signature is put together from. */
export type SignedDataParts = {
  readonly algorithm: SignatureAlgorithm;
  readonly certificate: SignerCertificate;
  /** Issuing CA first, root last, DER; all are embedded. */
  readonly chain: readonly Bytes[];
  /** DER SET OF the signed attributes. */
  readonly attributes: Bytes;
  /** Signature over `attributes`, in the form CMS carries. Taken as it is, not verified. */
  readonly signature: Bytes;
};

const SIGNED_DATA = derObjectId("1.2.840.113549.1.7.2");
/** CMSVersion 1: signer identified by issuer and serial number, content id-data (RFC 5652 §5.1, §5.3). */
const VERSION = derSmallInteger(1);

/** CMS ContentInfo with SignedData (RFC 5652), detached, one signer, DER: what stands in /Contents. */
export function signedData(parts: SignedDataParts): Bytes {
  const { digestIdentifier } = cmsAlgorithm(parts.algorithm);
  const content = derSequence(
    VERSION,
    derSetOf(digestIdentifier),
    derSequence(ID_DATA),
    derContext(0, ...inDerOrder([parts.certificate.der, ...parts.chain])),
    derSetOf(signerInfo(parts)),
  );
  return derSequence(SIGNED_DATA, derContext(0, content));
}

function signerInfo({ algorithm, certificate, attributes, signature }: SignedDataParts): Bytes {
  const { digestIdentifier, signatureIdentifier } = cmsAlgorithm(algorithm);
  const identifier = derSequence(certificate.issuer, certificate.serialNumber);
  return derSequence(
    VERSION,
    identifier,
    digestIdentifier,
    embedded(attributes),
    signatureIdentifier,
    derOctets(signature),
  );
}

/** In the message the attributes are [0] IMPLICIT SET OF; what is signed has the tag of a SET (RFC 5652 §5.4). */
function embedded(attributes: Bytes): Bytes {
  const implicit = attributes.slice();
  implicit[0] = 0xa0;
  return implicit;
}

/** SEQUENCE and two INTEGERs, each with a sign byte. */
const ECDSA_WRAPPING = 8;

/**
 * Upper bound of a signature value: ECDSA-Sig-Value in DER (two integers with sign bytes), or the RSA modulus, which is
 * shorter than the SubjectPublicKeyInfo that wraps it.
 */
export function longestSignature({
  algorithm,
  publicKey,
}: Pick<PublicSigningKey, "algorithm" | "publicKey">): number {
  const { halfWidth } = webCryptoOf(algorithm);
  return halfWidth === undefined ? publicKey.length : ECDSA_WRAPPING + 2 * halfWidth;
}
