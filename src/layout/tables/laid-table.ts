import type { LaidParagraph } from "../break/line.ts";
import type { Cell, Float, Margins, Row, Table } from "../read/story.ts";

export type LaidBlock = LaidParagraph | LaidTable;

/** A float with its text set. */
export type LaidFloat = {
  readonly float: Float;
  readonly flow: readonly LaidBlock[];
  readonly height: number;
};

/** A table set in a column. Lengths in points; x from the column's left edge. */
export type LaidTable = {
  readonly kind: "table";
  readonly table: Table;
  /** Left edges of the grid columns, and the right edge of the last, from the table's left edge. */
  readonly edges: readonly number[];
  readonly x: number;
  /** Width of the column it was set in. */
  readonly width: number;
  readonly rows: readonly LaidRow[];
};

export type LaidRow = {
  readonly row: Row;
  readonly cells: readonly LaidCell[];
  readonly height: number;
};

export type LaidCell = {
  readonly cell: Cell;
  readonly x: number;
  readonly width: number;
  readonly flow: readonly LaidBlock[];
  /** From the cell's edges to its flow: the same above and below in all cells of a row, with the border above it. */
  readonly margins: Margins;
  /** Height of the flow, without the cell's margins. */
  readonly flowHeight: number;
};
