import type { Bytes } from "../../kit/bytes.ts";
import {
  derContext,
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derSmallInteger,
  derX509Time,
} from "../../kit/der.ts";
import type { Sm2Signer } from "../../ports/sm2-key.ts";
import { readCertificate } from "../cms/certificate.ts";
import { GM, sm3Of } from "./objects.ts";

const CONTENT_TYPE = derObjectId("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST = derObjectId("1.2.840.113549.1.9.4");
const SIGNING_TIME = derObjectId("1.2.840.113549.1.9.5");
const VERSION = derSmallInteger(1);

/**
 * GB/T 35275 SignedData over bytes, detached, one signer: content types of the GM arc, SM3, SM2; the authenticated attributes
 * are content type, digest and the claimed time. Structure only: whether anybody may rely on it is the CA's matter, and ours
 * is none.
 */
export function sm2SignedData(content: Bytes, { key, certificate, chain }: Sm2Signer, signedAt: Date): Bytes {
  const { issuer, serialNumber } = readCertificate(certificate);
  const attributes = derSetOf(
    derSequence(CONTENT_TYPE, derSetOf(GM.data)),
    derSequence(MESSAGE_DIGEST, derSetOf(derOctets(sm3Of(content)))),
    derSequence(SIGNING_TIME, derSetOf(derX509Time(signedAt))),
  );
  const embedded = attributes.slice();
  // In the message the attributes are [0] IMPLICIT; what is signed has the tag of a SET.
  embedded[0] = 0xa0;
  const signer = derSequence(
    VERSION,
    derSequence(issuer, serialNumber),
    GM.sm3,
    embedded,
    GM.sm2Signature,
    derOctets(key.sign(attributes)),
  );
  const signedData = derSequence(
    VERSION,
    derSetOf(GM.sm3),
    derSequence(GM.data),
    derContext(0, certificate, ...chain),
    derSetOf(signer),
  );
  return derSequence(GM.signedData, derContext(0, signedData));
}
