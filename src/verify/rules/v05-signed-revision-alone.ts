import type { Bytes } from "../../kit/bytes.ts";
import { openPdf, PdfError, signatureFields } from "../../formats/pdf/index.ts";
import { unsound } from "../unsound.ts";
import type { FoundSignature, SignatureValue } from "./v02-signature-field.ts";
import type { ByteRange } from "./v03-byte-range.ts";

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
