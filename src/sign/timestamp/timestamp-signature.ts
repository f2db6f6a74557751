import type { Bytes } from "../../kit/bytes.ts";
import { derContext, derObjectId, derSequence, derSetOf } from "../../kit/der.ts";
import { derElementAt, derParts } from "../../kit/der-read.ts";
import type { TimestampAuthority } from "../../ports/timestamp-authority.ts";
import { readSignedData } from "../archive/read-signed-data.ts";
import type { X509 } from "../archive/x509.ts";
import { ArchiveError } from "../archive/errors.ts";
import { SignError } from "../errors.ts";
import { askTimestamp, type Timestamping } from "./ask-timestamp.ts";
import { signerOf, type Token } from "./read-token.ts";

/** id-aa-signatureTimeStampToken (RFC 3161 appendix A; EN 319 122-1 §5.3). */
const SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";
/** Attribute, SET, [1] and the longer lengths of what lies around them. */
const WRAPPING = 64;

/** Bytes that a signature timestamp of this authority can add to a CMS. */
export const timestampRoom = (authority: Pick<TimestampAuthority, "longestToken">): number =>
  authority.longestToken + WRAPPING;

/**
 * The same CMS with a timestamp over its signature value as an unsigned attribute: PAdES B-B becomes B-T. The signed parts
 * keep their bytes. A time outside the signer's certificate is `timestamp.unsound`. Throws `sign.embedding_failed` for what is not a CMS with one signer, and what askTimestamp throws.
 */
export async function timestampSignature(cms: Bytes, by: Timestamping): Promise<Bytes> {
  const data = readSignedData(cms);
  const info = derElementAt(cms, 0);
  const [type] = (info && derParts(info)) ?? [];
  if (data === undefined || type === undefined)
    throw new SignError("sign.embedding_failed", "there is no CMS signature to put a timestamp on");
  const { signer } = data;
  const token = await askTimestamp(signer.signature, by);
  assertWithinValidity(token, signerOf(data), by);
  const attribute = derSequence(derObjectId(SIGNATURE_TIMESTAMP), derSetOf(token.der));
  const unsigned = derSetOf(...signer.unsigned.map(({ whole }) => whole), attribute);
  unsigned[0] = 0xa1;
  const signerInfo = derSequence(...signer.signed.map(({ whole }) => whole), unsigned);
  const content = derSequence(...data.head.map(({ whole }) => whole), derSetOf(signerInfo));
  return derSequence(type.whole, derContext(0, content));
}

/** A clock that is far off would make a signature that no reader accepts: better none. */
function assertWithinValidity({ genTime }: Token, certificate: X509 | undefined, by: Timestamping): void {
  if (certificate === undefined) return;
  const { notBefore, notAfter } = certificate;
  if (genTime >= notBefore && genTime <= notAfter) return;
  const why = "its time is outside the validity of the signer's certificate";
  throw new ArchiveError(
    "timestamp.unsound",
    `the answer of the time-stamping authority is not sound: ${why}`,
    { place: by.authority.place, why, genTime: genTime.toISOString() },
  );
}

/** What makes a finished CMS B-T: given to signing as its last step. Reserve `room` bytes for it. */
export const signatureTimestamp = (
  by: Timestamping,
): { readonly room: number; finish(cms: Bytes): Promise<Bytes> } => ({
  room: timestampRoom(by.authority),
  finish: (cms) => timestampSignature(cms, by),
});
