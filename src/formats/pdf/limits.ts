/** Bounds of the reader. A file beyond one of them is refused with `pdf.too_large`; none is ever reached by an honest contract. */
export const LIMITS = {
  fileBytes: 256_000_000,
  depth: 64,
  xrefEntries: 500_000,
  xrefSections: 512,
  objects: 1_000_000,
  inflatedBytes: 64_000_000,
  fields: 10_000,
  pages: 100_000,
  attachments: 256,
} as const;
