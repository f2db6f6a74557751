import { frameOf } from "../break/frame.ts";
import { layParagraph } from "../break/lay-paragraph.ts";
import type { Setting } from "../break/setting.ts";
import type { Block, Cell, Float, Row, Table } from "../read/story.ts";
import { thickness } from "../styles/borders.ts";
import { flowHeight } from "./flow-height.ts";
import { runningSums } from "./running-sums.ts";
import type { LaidBlock, LaidCell, LaidFloat, LaidParagraph, LaidRow, LaidTable } from "../laid.ts";

/** Sets blocks in a column of this width. */
export function layBlocks(blocks: readonly Block[], width: number, setting: Setting): readonly LaidBlock[] {
  return blocks.map((block, index) => {
    if (block.kind === "table") return layTable(block, width, setting);
    const frame = frameOf(block, blocks[index - 1], blocks[index + 1]);
    return withFloats({ ...layParagraph(block, width, setting), frame }, setting);
  });
}

/** Sets the floats of a paragraph; those that its text goes on below make room above it. */
function withFloats(paragraph: LaidParagraph, setting: Setting): LaidParagraph {
  if (!paragraph.paragraph.inlines.some((inline) => inline.kind === "float")) return paragraph;
  const floats = paragraph.paragraph.inlines.flatMap((inline) =>
    inline.kind === "float" ? [layFloat(inline.float, { ...setting, width: paragraph.width })] : [],
  );
  const room = floats.map(({ float, height }) =>
    float.wrap === "below" && float.y.from === "text"
      ? height + (typeof float.y.at === "number" ? Math.max(0, float.y.at) : 0)
      : 0,
  );
  const { frame } = paragraph;
  return { ...paragraph, floats, frame: { ...frame, above: frame.above + Math.max(0, ...room) } };
}

function layFloat(wanted: Float, setting: Setting & { readonly width: number }): LaidFloat {
  const float = {
    ...wanted,
    width: wanted.picture === undefined ? Math.min(wanted.width, setting.width) : wanted.width,
  };
  const { left, right, top, bottom } = float.margins;
  const flow = layBlocks(float.blocks, Math.max(1, float.width - left - right), {
    ...setting,
    hanging: "never",
  });
  return { float, flow, height: float.height > 0 ? float.height : flowHeight(flow) + top + bottom };
}

/** Sets a table: column edges from its grid, row heights from their cells, merged cells over their rows. */
export function layTable(table: Table, width: number, setting: Setting): LaidTable {
  const edges = runningSums(0, table.grid);
  const whole = edges.at(-1) ?? 0;
  const rows = table.rows.map((row, index) => layRow(row, edges, { table, index, setting }));
  return {
    kind: "table",
    table,
    edges,
    x: tableLeft(table, whole, { width, setting }),
    width,
    rows: growMerged(rows),
  };
}

function tableLeft(
  table: Table,
  whole: number,
  { width, setting }: { readonly width: number; readonly setting: Setting },
): number {
  if (table.align === "center") return (width - whole) / 2;
  if (table.align === "right") return width - whole;
  const hang = setting.tablesHang ? (table.rows[0]?.cells[0]?.margins.left ?? 0) : 0;
  return table.indent - hang;
}

function layRow(
  row: Row,
  edges: readonly number[],
  context: { readonly table: Table; readonly index: number; readonly setting: Setting },
): LaidRow {
  const { table, index, setting } = context;
  const border = {
    above: borderAbove(table, index),
    below: index === table.rows.length - 1 ? borderBelow(row, table) : 0,
  };
  const top = Math.max(0, ...row.cells.map((cell) => cell.margins.top)) + border.above;
  const bottom = Math.max(0, ...row.cells.map((cell) => cell.margins.bottom)) + border.below;
  const cells = row.cells.map((cell) =>
    layCell({ ...cell, margins: { ...cell.margins, top, bottom } }, edges, setting),
  );
  const tallest = Math.max(
    0,
    ...cells.map((each) => (each.cell.merge === "none" ? cellHeight(each) : emptyHeight(each))),
  );
  const { rule, value } = row.height;
  // The table's last border stands below a height asked for.
  const height = rule === "exact" ? value : Math.max(tallest, rule === "atLeast" ? value + border.below : 0);
  return { row, cells, height };
}

/** The heaviest border on the row's upper edge, its own or that of the row above: it stands over the text of all cells. */
function borderAbove(table: Table, index: number): number {
  const above = table.rows[index - 1];
  const side = index === 0 ? table.borders.top : table.borders.insideH;
  const own = table.rows[index]?.cells.map((cell) => cell.borders.top ?? side) ?? [];
  const under = above?.cells.map((cell) => cell.borders.bottom) ?? [];
  return Math.max(0, ...[...own, ...under].map(thickness));
}

const borderBelow = (row: Row, table: Table): number =>
  Math.max(0, ...row.cells.map((cell) => thickness(cell.borders.bottom ?? table.borders.bottom)));

const cellHeight = ({ margins, flowHeight }: LaidCell): number => flowHeight + margins.top + margins.bottom;

/** A cell merged over several rows asks each of them for one line only. */
const emptyHeight = ({ margins }: LaidCell): number => margins.top + margins.bottom;

function layCell(cell: Cell, edges: readonly number[], setting: Setting): LaidCell {
  const x = edges[cell.column] ?? 0;
  const width = (edges[Math.min(cell.column + cell.span, edges.length - 1)] ?? x) - x;
  const room = Math.max(1, width - cell.margins.left - cell.margins.right);
  const flow =
    cell.merge === "continue" ? [] : layBlocks(cell.blocks, room, { ...setting, hanging: "never" });
  return { cell, x, width, flow, margins: cell.margins, flowHeight: flowHeight(flow) };
}

/** Gives the last row of a merged cell what its text needs beyond the rows it spans. */
function growMerged(rows: readonly LaidRow[]): readonly LaidRow[] {
  const heights = rows.map((row) => row.height);
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      if (cell.cell.merge !== "start") continue;
      const end = mergeEnd(rows, index, cell.cell.column);
      const spanned = heights.slice(index, end).reduce((sum, height) => sum + height, 0);
      const lacking = cellHeight(cell) - spanned;
      if (lacking > 0 && rows[end - 1]?.row.height.rule !== "exact")
        heights[end - 1] = (heights[end - 1] ?? 0) + lacking;
    }
  }
  return rows.map((row, index) => ({ ...row, height: heights[index] ?? row.height }));
}

/** The row after the last one that continues the merge begun at `start` in this column. */
export function mergeEnd(rows: readonly LaidRow[], start: number, column: number): number {
  let end = start + 1;
  while (
    rows[end]?.cells.some((each) => each.cell.column === column && each.cell.merge === "continue") === true
  )
    end += 1;
  return end;
}
