import type { VerificationReport } from "../../../schemas/verification.ts";
import { openPdf, signatureFields } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { HouseError } from "../../kit/errors.ts";
import { verifyDocument } from "../../verify/verify-document.ts";

/** The file as one party signed it: a prefix of the whole file, ending with that party's revision. */
export type SignedRevision = { readonly field: string; readonly pdf: Bytes };

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
  return { report, signedRevisions: report.integrity === "malformed" ? [] : signedRevisionsOf(bytes) };
}

/** The revision in which a field first has a value is the one it signed. */
function signedRevisionsOf(bytes: Bytes): SignedRevision[] {
  try {
    const pdf = openPdf(bytes);
    const seen = new Set<string>();
    return pdf.revisions.flatMap((revision, index) =>
      signatureFields(pdf.at(index)).flatMap(({ name, value }) => {
        if (value === undefined || seen.has(name)) return [];
        seen.add(name);
        return [{ field: name, pdf: bytes.slice(0, revision.end) }];
      }),
    );
  } catch (fault) {
    if (fault instanceof HouseError) return [];
    throw fault;
  }
}
