import { HouseError } from "../../kit/errors.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { type PdfDictionary, wholeOf } from "./objects.ts";
import { openPdf } from "./open-pdf.ts";
import { signatureFields } from "./signature-fields.ts";

/** The file as one party signed it: a prefix of the whole file (not a copy), ending with that party's revision. */
export type SignedRevision = { readonly field: string; readonly pdf: Bytes };

/**
 * The state of the file each signature field signed: the revision in which it first has a value. Empty for bytes that do not read
 * strictly. Says nothing of whether a signature is sound.
 */
export function signedRevisions(bytes: Bytes): SignedRevision[] {
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
