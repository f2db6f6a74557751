import type { Bytes } from "../../kit/bytes.ts";
import { openPdf, PdfError, type PdfFile, signatureFields } from "../../formats/pdf/index.ts";
import { unsound } from "../unsound.ts";
import type { ByteRange } from "./byte-range.ts";
import type { FoundSignature, SignatureValue } from "./signature-value.ts";

/** V4: the revision whose end the signed range reaches (with or without the line end behind `%%EOF`); undefined when it reaches none. */
export const signedRevisionOf = (pdf: PdfFile, range: ByteRange): number | undefined =>
  pdf.revisions.find((revision) => range.end >= revision.endOfMarker && range.end <= revision.end)?.index;

/** Whether nothing but line ends stands behind the signed range. */
export const coversWholeFile = (bytes: Uint8Array, range: ByteRange): boolean =>
  bytes.subarray(range.end).every((byte) => byte === 10 || byte === 13);

/**
 * V5: the signed bytes, read alone, are a PDF with this very signature: same field, same dictionary, same place.
 * Throws Unsound `verify.signed_revision_unreadable`.
 */
export function checkSignedRevision(
  bytes: Bytes,
  signature: FoundSignature & { value: SignatureValue; range: ByteRange },
): void {
  try {
    const alone = openPdf(bytes.subarray(0, signature.range.end)).at();
    const field = signatureFields(alone).find((one) => one.number === signature.fieldNumber);
    const same = field?.value?.kind === "reference" && field.value.number === signature.valueNumber;
    const { start } = signature.value.indirect;
    if (same && field.name === signature.field && alone.load(field.value.number)?.start === start) return;
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
  }
  throw unsound("verify.signed_revision_unreadable", signature.field);
}
