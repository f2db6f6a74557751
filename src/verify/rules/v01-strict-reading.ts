import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { openPdf, PdfError, type PdfFile } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { Unsound } from "../unsound.ts";

/**
 * V1: the file by its startxref chain and nothing else (ISO 32000-2 §7.5): tables, streams, hybrid files; no recovery, circles
 * bounded. What opens only after repair is malformed, whatever other readers show. Throws PdfError.
 */
export const readStrictly = (pdf: Bytes): PdfFile => openPdf(pdf);

/** The reason for a file that cannot be read at all. A fault of ours is not hidden behind it: it is thrown on. */
export function refusalOf(error: unknown): ReasonCode {
  if (error instanceof Unsound) return error.code;
  if (!(error instanceof PdfError)) throw error;
  if (error.code === "pdf.encrypted") return "verify.encrypted";
  return error.code === "pdf.too_large" ? "verify.too_large" : "verify.malformed";
}
