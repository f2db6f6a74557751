import { equalBytes } from "../../kit/bytes.ts";
import { hashOf } from "./v08-algorithms.ts";
import { digestOf, type HashName } from "../cms/digest.ts";
import { purposesOf, subjectText } from "../cms/certificate.ts";
import { type CheckedCms, checkCms } from "./v07-cms.ts";
import { children, contentsOf, type Der, expectTag, readDer, TAG, timeOf } from "../cms/der.ts";
import { readCms } from "../cms/read-cms.ts";
import { unsound } from "../unsound.ts";

/** A timestamp token that fits what it stamps. Trust in its issuer is judged apart. */
export type CheckedTimestamp = {
  readonly at: Date;
  readonly source: string;
  readonly checked: CheckedCms;
  /** False when its certificate is not for timestamps only or an algorithm is weak: the bytes are bound, the time is not to be relied on. */
  readonly fit: boolean;
};

const OID_TST_INFO = "1.2.840.113549.1.9.16.1.4";
const OID_TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

/**
 * V10: an RFC 3161 token: its imprint is the hash of `stamped` (the signature value; for a document timestamp the ranges),
 * its own CMS holds. A token copied from elsewhere fails with `otherwise`: over the document that means changed bytes. Throws Unsound. Whether it is fit to show a time is a fact beside that.
 */
export async function checkTimestamp(
  token: Der,
  stamped: (hash: HashName) => Promise<Uint8Array>,
  otherwise: "verify.timestamp_unsound" | "verify.digest_mismatch",
): Promise<CheckedTimestamp> {
  const cms = readCms(token);
  const { content } = cms;
  if (content === undefined) throw unsound("verify.timestamp_unsound", "it has no content");
  const checked = await checkCms(cms, {
    contentTypes: [OID_TST_INFO],
    digest: (hash) => digestOf(hash, content),
    signingCertificate: "required",
  });
  const [, , imprint, , time] = children(expectTag(readDer(content), TAG.sequence, "a timestamp"));
  const [algorithm, hashed] = children(expectTag(imprint, TAG.sequence, "an imprint"));
  const digest = contentsOf(expectTag(hashed, TAG.octets, "an imprint"));
  const hash = hashOf(algorithm);
  if (!equalBytes(digest, await stamped(hash))) throw unsound(otherwise, "it stamps something else");
  const purposes = purposesOf(checked.signer);
  const stampsOnly = purposes?.critical === true && purposes.oids.join() === OID_TIME_STAMPING;
  const fit = stampsOnly && !checked.weak && hash !== "SHA-1";
  return { at: timeOf(time), source: subjectText(checked.signer) ?? "TSA", checked, fit };
}
