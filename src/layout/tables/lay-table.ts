import { frameOf, NO_FRAME } from "../break/frame.ts";
import { layParagraph, layRest } from "../break/lay-paragraph.ts";
import { type Around, isBeside, MOST_OBSTACLES, type Obstacle } from "../break/around.ts";
import { linesHeight } from "../break/line.ts";
import type { Setting } from "../break/setting.ts";
import type { Block, Cell, Float, Row, Table } from "../read/story.ts";
import { thickness } from "../styles/borders.ts";
import { blockHeight, flowHeight, spaceBetween } from "./flow-height.ts";
import { type Box, place } from "./place.ts";
import { runningSums } from "./running-sums.ts";
import type { LaidBlock, LaidCell, LaidFloat, LaidParagraph, LaidRow, LaidTable } from "../laid.ts";

/** Sets blocks in a column of this width, above each other; floats are set but make no room yet. */
export function layLoose(blocks: readonly Block[], width: number, setting: Setting): readonly LaidBlock[] {
  return blocks.map((block, index) => {
    if (block.kind === "table") return layTable(block, width, setting);
    const frame = frameOf(block, blocks[index - 1], blocks[index + 1]);
    return withFloats({ ...layParagraph(block, width, setting), frame }, setting);
  });
}

/** Sets blocks that stay together (a cell, a box, a header) in a column of this width: their text keeps clear of their floats. */
export function layBlocks(blocks: readonly Block[], width: number, setting: Setting): readonly LaidBlock[] {
  const flow = layLoose(blocks, width, setting);
  if (!flow.some((block) => block.kind === "paragraph" && block.floats.some(isObstacle))) return flow;
  const obstacles: Obstacle[] = [];
  const kept: LaidBlock[] = [];
  let y = 0;
  for (const block of flow) {
    y += spaceBetween(kept.at(-1), block);
    const own = block.kind === "paragraph" ? clearOf(block, { obstacles, x: 0, y }, setting) : block;
    kept.push(own);
    y += blockHeight(own);
  }
  return kept;
}

/** A paragraph of a cell set clear of the floats before it and its own, which stand where its text would. */
function clearOf(
  block: LaidParagraph,
  at: Around & { obstacles: Obstacle[] },
  setting: Setting,
): LaidParagraph {
  for (const each of block.floats) {
    if (!isObstacle(each) || at.obstacles.length >= MOST_OBSTACLES) continue;
    const { x, y } = each.float;
    const left = place(x, { start: 0, length: block.width }, each.float.width);
    const top = y.from === "text" ? place(y, { start: at.y, length: each.height }, each.height) : at.y;
    at.obstacles.push(obstacleOf(each, { x: left, y: top, width: each.float.width, height: each.height }));
  }
  return setAround(block, at, setting);
}

/** The lines of a paragraph as they run around obstacles, when there are any beside it. */
export function setAround(block: LaidParagraph, at: Around, setting: Setting): LaidParagraph {
  const y = at.y + block.frame.above;
  const bottom = y + Math.max(1, linesHeight(block.lines));
  if (!isBeside(at, block.width, { top: y, bottom })) return block;
  const around = { ...at, y };
  const lines = layRest(block.paragraph, { from: 0, width: block.width, around }, setting);
  return { ...block, lines: block.lines.length === 0 ? [] : lines, around: true };
}

/** Whether text keeps clear of a float. */
export const isObstacle = ({ float }: LaidFloat): boolean => float.wrap !== "none";

/** The float in this box as an obstacle, with the room kept free around it. */
export function obstacleOf({ float }: LaidFloat, box: Box): Obstacle {
  const { clear, sides } = float;
  return {
    left: box.x - clear.left,
    right: box.x + box.width + clear.right,
    top: box.y - clear.top,
    bottom: box.y + box.height + clear.bottom,
    sides,
  };
}

/** Sets the floats of a paragraph. */
function withFloats(paragraph: LaidParagraph, setting: Setting): LaidParagraph {
  if (!paragraph.paragraph.inlines.some((inline) => inline.kind === "float")) return paragraph;
  const floats = paragraph.paragraph.inlines.flatMap((inline) =>
    inline.kind === "float" ? [layFloat(inline.float, { ...setting, width: paragraph.width })] : [],
  );
  return { ...paragraph, floats };
}

function layFloat(asked: Float, setting: Setting & { readonly width: number }): LaidFloat {
  const onSide = setting.profile.outside === "left" ? onTheLeft(asked) : asked;
  const wanted = setting.profile.clearAtSide === "kept" ? clearAtSide(onSide) : onSide;
  const { left, right, top, bottom } = wanted.margins;
  const inside = { ...setting, hanging: "never" } as const;
  if (wanted.direction !== "across") {
    const flow = layBlocks(wanted.blocks, Math.max(1, wanted.height - top - bottom), inside);
    return { float: wanted, flow, height: wanted.height, flowHeight: flowHeight(flow) };
  }
  const widest = wanted.picture === undefined ? Math.min(wanted.width, setting.width) : wanted.width;
  const open = wanted.grows ? layBlocks(wanted.blocks, WIDEST, inside).map(widthOf) : [];
  const width = wanted.grows ? Math.max(1, ...open) + left + right : widest;
  const flow = layBlocks(wanted.blocks, Math.max(1, width - left - right), inside);
  const own = flowHeight(flow);
  const stated = (wanted.height > 0 && !wanted.grows) || wanted.blocks.length === 0;
  const height = stated ? wanted.height : own + top + bottom;
  return { float: { ...wanted, width }, flow, height, flowHeight: own };
}

const onTheLeft = (float: Float): Float =>
  float.x.at === "outside" || float.x.at === "inside" ? { ...float, x: { ...float.x, at: "start" } } : float;

/** A shape or table at a side, moved from it by the room it keeps clear. */
function clearAtSide(float: Float): Float {
  const { x, clear, width } = float;
  if (float.picture !== undefined || x.group !== undefined || typeof x.at === "number") return float;
  return { ...float, x: { ...x, group: { length: width + clear.left + clear.right, offset: clear.left } } };
}

const WIDEST = 2_000;

/** The room a block takes across when nothing limits it. */
const widthOf = (block: LaidBlock): number =>
  block.kind === "table"
    ? (block.edges.at(-1) ?? 0)
    : Math.max(0, ...block.lines.map((line) => line.x + line.width)) + 0.1;

/** Sets a table: column edges from its grid, row heights from their cells, merged cells over their rows. */
export function layTable(table: Table, width: number, setting: Setting): LaidTable {
  const edges = runningSums(0, gridOf(table, width));
  const whole = edges.at(-1) ?? 0;
  const rows = table.rows.map((row, index) => layRow(row, edges, { table, index, setting }));
  return {
    kind: "table",
    table,
    edges,
    x: tableLeft(table, whole, { width, setting }),
    width,
    rows: withTurned(growMerged(rows), setting),
  };
}

/** Sets the text of cells whose lines run down or up, now that the height of their rows is known. */
function withTurned(rows: readonly LaidRow[], setting: Setting): readonly LaidRow[] {
  if (!rows.some((row) => row.cells.some((each) => each.cell.direction !== "across"))) return rows;
  return rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((each) => {
      const { cell, margins } = each;
      if (cell.direction === "across" || cell.merge === "continue") return each;
      const end = cell.merge === "start" ? mergeEnd(rows, index, cell.column) : index + 1;
      const height = rows.slice(index, end).reduce((sum, one) => sum + one.height, 0);
      const room = Math.max(1, height - margins.top - margins.bottom);
      return { ...each, turned: layBlocks(cell.blocks, room, { ...setting, hanging: "never" }) };
    }),
  }));
}

/** Column widths scaled to the width that the table asks for in a column of this width. */
function gridOf({ grid, width: asked }: Table, width: number): readonly number[] {
  if (asked === "grid") return grid;
  const sum = grid.reduce((total, each) => total + each, 0);
  const wanted = "share" in asked ? asked.share * width : asked.points;
  if (sum <= 0 || Math.abs(wanted - sum) < ALIKE) return grid;
  return grid.map((each) => (each * wanted) / sum);
}

/** Sums of rounded widths differ by this much and mean the same, points. */
const ALIKE = 0.5;

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
  if (cell.direction !== "across") {
    const needed = cell.merge === "none" ? turnedHeight(cell, room, setting) : 0;
    return { cell, x, width, flow: [], margins: cell.margins, flowHeight: needed };
  }
  const flow =
    cell.merge === "continue"
      ? []
      : collapsed(layBlocks(cell.blocks, room, { ...setting, hanging: "never" }));
  return { cell, x, width, flow, margins: cell.margins, flowHeight: flowHeight(flow) };
}

/** An empty paragraph that only closes a cell after a table in it takes no room. */
function collapsed(flow: readonly LaidBlock[]): readonly LaidBlock[] {
  const last = flow.at(-1);
  if (flow.at(-2)?.kind !== "table" || last?.kind !== "paragraph" || last.paragraph.inlines.length > 0)
    return flow;
  return [...flow.slice(0, -1), { ...last, lines: [], before: 0, after: 0, frame: NO_FRAME }];
}

/** The height that a cell asks for whose lines run down or up: its longest paragraph, in as many lines as stand side by side. */
function turnedHeight(cell: Cell, room: number, setting: Setting): number {
  const flow = layBlocks(cell.blocks, WIDEST, { ...setting, hanging: "never" });
  const lines = Math.max(1, flow.length);
  const each = Math.max(1, Math.floor(room / Math.max(1, flowHeight(flow) / lines) / lines));
  return Math.max(0, ...flow.map(widthOf)) / each + (each > 1 ? LEAST_CHARACTER : 0);
}

const LEAST_CHARACTER = 12;

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
