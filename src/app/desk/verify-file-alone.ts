import type { VerificationReport } from "../../../schemas/verification.ts";
import { openPdf, type PdfDictionary, signatureFields, wholeOf } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { HouseError } from "../../kit/errors.ts";
import { verifyDocument } from "../../verify/verify-document.ts";

/** The file as one party signed it: a prefix of the whole file (not a copy), ending with that party's revision. */
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
        return [
          { field: name, pdf: bytes.subarray(0, endOfSigned(pdf.at(index).dictionary(value), revision)) },
        ];
      }),
    );
  } catch (fault) {
    if (fault instanceof HouseError) return [];
    throw fault;
  }
}

/** Where the signed range ends: a line end behind `%%EOF` may be the signer's, or may have come with the next revision. */
function endOfSigned(
  value: PdfDictionary | undefined,
  revision: { readonly endOfMarker: number; readonly end: number },
): number {
  const range = value?.entries.get("ByteRange");
  const [from, length] = range?.kind === "array" ? range.items.slice(2, 4).map(wholeOf) : [];
  const end = (from ?? 0) + (length ?? 0);
  return end >= revision.endOfMarker && end <= revision.end ? end : revision.end;
}
