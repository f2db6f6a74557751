import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { openPdf, PdfError, type PdfFile } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { Unsound, unsound } from "../unsound.ts";

/** Where readers look for the header at most (ISO 32000-1, implementation note 13). */
const HEADER_WITHIN = 1024;

/**
 * V1: the file by its startxref chain and nothing else (ISO 32000-2 §7.5): tables, streams, hybrid files; no recovery, circles
 * bounded. What opens only after repair is malformed, whatever other readers show. What no reader would call a PDF, having no `%PDF-` near its beginning, is
 * `verify.not_a_pdf`. Throws PdfError, Unsound.
 */
export function readStrictly(pdf: Bytes): PdfFile {
  if (!hasHeader(pdf)) throw unsound("verify.not_a_pdf", `no %PDF- in the first ${HEADER_WITHIN} bytes`);
  return openPdf(pdf);
}

const HEADER = [0x25, 0x50, 0x44, 0x46, 0x2d];

const hasHeader = (pdf: Bytes): boolean =>
  pdf.subarray(0, HEADER_WITHIN).some((_, start) => HEADER.every((byte, at) => pdf[start + at] === byte));

/** The reason for a file that cannot be read at all. A fault of ours is not hidden behind it: it is thrown on. */
export function refusalOf(error: unknown): ReasonCode {
  if (error instanceof Unsound) return error.code;
  if (!(error instanceof PdfError)) throw error;
  if (error.code === "pdf.encrypted") return "verify.encrypted";
  return error.code === "pdf.too_large" ? "verify.too_large" : "verify.malformed";
}
