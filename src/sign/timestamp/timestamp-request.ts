import { type Bytes, concat } from "../../kit/bytes.ts";
import { derNull, derObjectId, derOctets, derSequence, derSmallInteger } from "../../kit/der.ts";

/** SHA-256 with NULL parameters, as authorities expect it in an imprint (RFC 3161 §2.4.1). */
const SHA256 = derSequence(derObjectId("2.16.840.1.101.3.4.2.1"), derNull());
const CERT_REQ = Uint8Array.of(0x01, 0x01, 0xff);

/** INTEGER of a positive number given as octets, in the shortest form. */
export function derPositive(octets: Uint8Array): Bytes {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from += 1;
  const magnitude = octets.subarray(from);
  const sign = (magnitude[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array();
  const content = concat(sign, magnitude);
  return concat(Uint8Array.of(0x02, content.length), content);
}

/** TimeStampReq v1 (RFC 3161 §2.4.1) over a SHA-256 digest, with nonce, asking for the authority's certificate. */
export function timestampRequest(digest: Bytes, nonce: Bytes): Bytes {
  const imprint = derSequence(SHA256, derOctets(digest));
  return derSequence(derSmallInteger(1), imprint, derPositive(nonce), CERT_REQ);
}
