import { ParseSpeeds, PDFDocument } from "pdf-lib";
import { openPdf, PdfError, type PdfFile } from "../formats/pdf/index.ts";
import type { Bytes } from "../kit/bytes.ts";
import { HouseError } from "../kit/errors.ts";
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
 * are prepared before anybody signs, in earlier revisions; we start only from a file without a past. What cannot be read is
 * left to `loadPdf` to tell.
 */
export function assertFreshPdf(pdf: Bytes): void {
  const revisions = revisionsOf(pdf);
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

/** A linearised file says `startxref` twice and is one revision; where the strict reader refuses, the word is counted. */
function revisionsOf(pdf: Bytes): number {
  const said = countOf(pdf, "startxref");
  if (said <= 1 || pdf.length > MAX_PDF_BYTES) return said;
  try {
    return openPdf(pdf).revisions.length;
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause;
    return said;
  }
}

const tooLarge = (size: number): SignError =>
  new SignError("sign.pdf_too_large", `the PDF has ${size} bytes, the limit is ${MAX_PDF_BYTES}`, {
    size,
    limit: MAX_PDF_BYTES,
  });

const unreadable = (cause: unknown): SignError =>
  new SignError(
    "sign.unreadable_pdf",
    "this is not a PDF that can be signed: damaged, encrypted or without pages",
    cause instanceof PdfError ? { ...cause.facts, why: cause.code } : {},
    { cause },
  );

/**
 * The document model of pdf-lib, for making revision 1. Throws `sign.unreadable_pdf` (damaged, encrypted, no pages),
 * `sign.pdf_too_large`.
 */
export async function loadPdf(pdf: Bytes): Promise<PDFDocument> {
  if (pdf.length > MAX_PDF_BYTES) throw tooLarge(pdf.length);
  try {
    const document = await PDFDocument.load(pdf, {
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
    if (document.isEncrypted || document.getPageCount() === 0) throw new Error("encrypted or without pages");
    return document;
  } catch (cause) {
    throw unreadable(cause);
  }
}

/**
 * Reads a PDF strictly for a revision behind it, and only what `work` asks for: cost does not grow with the parties before.
 * Throws `sign.unreadable_pdf` for what the strict reader refuses or what has bytes behind its end, `sign.pdf_too_large`.
 */
export function openForAppending<Result>(pdf: Bytes, work: (file: PdfFile) => Result): Result {
  if (pdf.length > MAX_PDF_BYTES) throw tooLarge(pdf.length);
  try {
    const file = openPdf(pdf);
    const { catalog } = file.at();
    const pages = file.at().dictionary(catalog.entries.get("Pages"));
    const kids = file.at().resolve(pages?.entries.get("Kids"));
    if (kids?.kind !== "array" || kids.items.length === 0) throw new Error("it has no pages");
    return work(file);
  } catch (cause) {
    if (cause instanceof HouseError && !(cause instanceof PdfError)) throw cause;
    throw unreadable(cause);
  }
}
