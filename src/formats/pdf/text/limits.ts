/** What reading the text of one PDF may cost, whatever the file claims. */
export type PdfTextLimits = {
  readonly bytes: number;
  readonly pages: number;
  /** All streams together, inflated. */
  readonly inflated: number;
  /** Characters shown on all pages together. */
  readonly characters: number;
  /** Operators of all content streams together. */
  readonly operators: number;
  /** Form XObjects inside each other. */
  readonly depth: number;
};

/** A contract has tens of pages; the limits leave room for hundreds and stop what was made to exhaust a reader. */
export const PDF_TEXT_LIMITS: PdfTextLimits = {
  bytes: 50_000_000,
  pages: 500,
  inflated: 64_000_000,
  characters: 1_000_000,
  operators: 2_000_000,
  depth: 12,
};
