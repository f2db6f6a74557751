/** Where a line stands. */
export type Spot = {
  readonly page?: number | undefined;
  readonly paragraph?: number | undefined;
  readonly cell?: { readonly table: number; readonly row: number; readonly column: number } | undefined;
  /** The cell was made out of gaps on a page without lines, and the rows do not agree. */
  readonly guessed?: boolean | undefined;
};

/** A line of the document, normalised. */
export type OutlineLine = {
  readonly text: string;
  readonly spot: Spot;
  readonly size: number;
  readonly centred: boolean;
};

/** A table, its cells normalised. */
export type OutlineTable = {
  readonly rows: readonly (readonly OutlineCell[])[];
  /** How many lines of its clause stand above it; unknown where a form was taken apart. */
  readonly below?: number | undefined;
  readonly page?: number | undefined;
};
export type OutlineCell = {
  readonly text: string;
  readonly column: number;
  readonly span: number;
  readonly spot: Spot;
};

/** A clause with its number and heading as printed; `lines` do not repeat the heading. */
export type Clause = {
  readonly label: string;
  readonly heading: string;
  readonly title: OutlineLine | undefined;
  readonly lines: readonly OutlineLine[];
  readonly tables: readonly OutlineTable[];
};

/** A document cut up: what stands before the first clause, the clauses, what stands behind them. */
export type Outline = {
  readonly head: Clause;
  readonly clauses: readonly Clause[];
  /** The signature part, and the annexes behind it. */
  readonly tail: Clause;
  readonly annexes: readonly Clause[];
};

/** A line or a table, in reading order, before the document is cut up. */
export type Part =
  | { readonly kind: "line"; readonly line: OutlineLine }
  | { readonly kind: "table"; readonly table: OutlineTable };
