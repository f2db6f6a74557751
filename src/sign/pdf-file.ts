import { ParseSpeeds, PDFDocument } from "pdf-lib";
import type { Bytes } from "../kit/bytes.ts";
import { SignError } from "./errors.ts";

/** No contract comes near this; a bound keeps a hostile file from filling the memory. */
const MAX_PDF_BYTES = 64 * 1024 * 1024;

/** How often an ASCII word stands in the bytes. */
export function countOf(bytes: Uint8Array, word: string): number {
  const wanted = new TextEncoder().encode(word);
  const first = wanted[0] ?? 0;
  let count = 0;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) count += 1;
  }
  return count;
}

/**
 * Throws `sign.not_a_fresh_pdf` unless the bytes are one single revision without signatures. Attacks on signed documents
 * are prepared before anybody signs, in earlier revisions; we start only from a file without a past.
 */
export function assertFreshPdf(pdf: Bytes): void {
  const revisions = countOf(pdf, "startxref");
  if (revisions > 1) {
    throw new SignError(
      "sign.not_a_fresh_pdf",
      `the PDF has ${revisions} revisions; render it anew and place the fields once`,
      {
        revisions,
      },
    );
  }
  if (countOf(pdf, "/ByteRange") > 0) {
    throw new SignError(
      "sign.not_a_fresh_pdf",
      "the PDF is signed already; fields are placed before the first signature",
    );
  }
}

/**
 * The document model of pdf-lib. `rewrite` for revision 1, `append` when only an increment will be written.
 * Throws `sign.unreadable_pdf` (damaged, encrypted, no pages), `sign.pdf_too_large`.
 */
export async function loadPdf(pdf: Bytes, purpose: "rewrite" | "append"): Promise<PDFDocument> {
  if (pdf.length > MAX_PDF_BYTES) {
    throw new SignError(
      "sign.pdf_too_large",
      `the PDF has ${pdf.length} bytes, the limit is ${MAX_PDF_BYTES}`,
      {
        size: pdf.length,
        limit: MAX_PDF_BYTES,
      },
    );
  }
  try {
    const document = await PDFDocument.load(pdf, {
      forIncrementalUpdate: purpose === "append",
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
    if (document.isEncrypted || document.getPageCount() === 0) throw new Error("encrypted or without pages");
    return document;
  } catch (cause) {
    throw new SignError(
      "sign.unreadable_pdf",
      "this is not a PDF that can be signed: damaged, encrypted or without pages",
      {},
      {
        cause,
      },
    );
  }
}
