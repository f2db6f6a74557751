import { sm3 } from "sm-crypto-v2";
import { type Bytes, fromHex } from "../../kit/bytes.ts";
import { derNull, derObjectId, derSequence } from "../../kit/der.ts";

/** SM3 of bytes (GB/T 32905), 32 octets. */
export function sm3Of(bytes: Bytes): Bytes {
  const digest = fromHex(sm3(bytes));
  if (digest === undefined) throw new TypeError("the SM3 library gave no digest");
  return digest;
}

/** Object identifiers of GM/T 0006 and GB/T 35275, DER. */
export const GM = {
  sm3: derSequence(derObjectId("1.2.156.10197.1.401"), derNull()),
  /** SM2-1, the signature algorithm as SignedData names it. */
  sm2Signature: derSequence(derObjectId("1.2.156.10197.1.301.1"), derNull()),
  /** SM2 with SM3, as seals name it. */
  sm2WithSm3: derObjectId("1.2.156.10197.1.501"),
  data: derObjectId("1.2.156.10197.6.1.4.2.1"),
  signedData: derObjectId("1.2.156.10197.6.1.4.2.2"),
} as const;
