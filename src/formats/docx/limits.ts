/** Bounds on what a DOCX may cost, whatever its headers claim. Sizes in bytes. */
export type DocxLimits = {
  readonly file: number;
  /** One part, unpacked. */
  readonly part: number;
  /** All parts read from one package, unpacked. */
  readonly sum: number;
  readonly parts: number;
  /** Unpacked size over packed size, for parts over 1 MB: honest XML stays below 100. */
  readonly ratio: number;
  /** XML elements inside each other. */
  readonly depth: number;
  /** XML elements in one part. */
  readonly elements: number;
};

/** Enough for a document of several hundred pages with pictures, and safe in 128 MB. */
export const DOCX_LIMITS: DocxLimits = {
  file: 10_000_000,
  part: 20_000_000,
  sum: 40_000_000,
  parts: 2_000,
  ratio: 200,
  depth: 200,
  elements: 1_000_000,
};
