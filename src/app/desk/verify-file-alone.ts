import type { VerificationReport } from "../../../schemas/verification.ts";
import { type SignedRevision, signedRevisions } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { verifyDocument } from "../../verify/verify-document.ts";

/**
 * Verifies a file with nothing but its bytes and the anchors given: no register is asked, so `filed` stays null.
 * Never throws for bad bytes; what cannot be read strictly is reported as malformed and has no extractable revisions.
 */
export async function verifyFileAlone(request: {
  readonly bytes: Bytes;
  readonly file: string;
  readonly anchors: readonly Bytes[];
  readonly at: Date;
}): Promise<{ readonly report: VerificationReport; readonly signedRevisions: readonly SignedRevision[] }> {
  const { bytes, file, anchors, at } = request;
  const report = await verifyDocument(bytes, { file, anchors: [...anchors], at });
  return { report, signedRevisions: report.integrity === "malformed" ? [] : signedRevisions(bytes) };
}
