import type { Bytes } from "../../kit/bytes.ts";
import {
  derNull,
  derObjectId,
  derOctets,
  derSequence,
  derSmallInteger,
  derTrue,
  derUnsigned,
} from "../../kit/der.ts";

/** SHA-256 with NULL parameters, as authorities expect it in an imprint (RFC 3161 §2.4.1). */
const SHA256 = derSequence(derObjectId("2.16.840.1.101.3.4.2.1"), derNull());

/** TimeStampReq v1 (RFC 3161 §2.4.1) over a SHA-256 digest, with nonce, asking for the authority's certificate. */
export function timestampRequest(digest: Bytes, nonce: Bytes): Bytes {
  const imprint = derSequence(SHA256, derOctets(digest));
  return derSequence(derSmallInteger(1), imprint, derUnsigned(nonce), derTrue());
}
