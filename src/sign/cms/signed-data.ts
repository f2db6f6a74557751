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
import type { SigningKey } from "../../ports/keys.ts";
import { CMS_ALGORITHMS } from "./algorithms.ts";
import type { SignerCertificate } from "./certificate.ts";
import { ID_DATA } from "./signed-attributes.ts";

/** The parts a finished signature is put together from. */
export type SignedDataParts = {
  readonly algorithm: SigningKey["algorithm"];
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
  const { digestIdentifier } = CMS_ALGORITHMS[parts.algorithm];
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
  const { digestIdentifier, signatureIdentifier } = CMS_ALGORITHMS[algorithm];
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
