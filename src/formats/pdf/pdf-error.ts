import { HouseError } from "../../kit/errors.ts";

/** Why a PDF could not be read: broken syntax, beyond our limits, or encrypted (we never guess passwords). */
export type PdfFault = "pdf.malformed" | "pdf.too_large" | "pdf.encrypted";

/** Thrown by the strict reader. `facts.at` is a byte offset when one is known. */
export class PdfError extends HouseError<PdfFault> {}

/** A `pdf.malformed` fault at a byte offset. Strict reading never repairs. */
export const malformed = (what: string, at?: number): PdfError =>
  new PdfError("pdf.malformed", `the PDF is malformed: ${what}`, at === undefined ? {} : { at });

/** A `pdf.too_large` fault: the file asks for more than the reader's limits. */
export const tooLarge = (what: string): PdfError =>
  new PdfError("pdf.too_large", `the PDF is too large: ${what}`);
