import type { Line } from "./break/line.ts";
import type { Cell, Float, Margins, Paragraph, Row, Table } from "./read/story.ts";
import type { Border } from "./styles/borders.ts";

/** What stands in a flow once it is measured. Text boxes and cells hold flows again, so the types stand together here. */
export type LaidBlock = LaidParagraph | LaidTable;

/** Borders above and below a paragraph and the room they take, points. */
export type Frame = {
  readonly above: number;
  readonly below: number;
  readonly top: Border | undefined;
  readonly bottom: Border | undefined;
};

export type LaidParagraph = {
  readonly kind: "paragraph";
  readonly paragraph: Paragraph;
  readonly lines: readonly Line[];
  /** Space above and below; 0 on the inner edges of a paragraph that was cut in two. */
  readonly before: number;
  readonly after: number;
  readonly frame: Frame;
  /** What stands beside its text, drawn with its first line. */
  readonly floats: readonly LaidFloat[];
  /** Its lines keep clear of floats where it was to stand: elsewhere they are set anew. */
  readonly around: boolean;
  /** Whether the space above adds to the space below the paragraph before it, or the larger of both stands. */
  readonly spaces: "add" | "larger";
  /** Width of the column it was set in. */
  readonly width: number;
};

/** A float with its text set. */
export type LaidFloat = {
  readonly float: Float;
  readonly flow: readonly LaidBlock[];
  readonly height: number;
  /** Height of its flow alone. */
  readonly flowHeight: number;
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
  /** The text of a cell whose lines run down or up: set across the height of its rows, in place of `flow`. */
  readonly turned?: readonly LaidBlock[];
};
