import type { Border, Borders } from "../styles/borders.ts";
import type { LaidCell, LaidTable } from "../laid.ts";
import type { Sheet } from "./sheet.ts";

type Edges = Map<string, Border>;

/** What a border reader needs to know about a cell on this page. */
type Around = {
  readonly cell: LaidCell;
  readonly row: number;
  readonly rows: number;
  readonly columns: number;
  readonly borders: Borders;
};

/**
 * Draws the borders of the rows on this page. Every piece of the grid is drawn once: where two cells disagree the heavier
 * border wins (ISO 29500-1 §17.4.66). The first and last row of a page are closed by the row's own outer border.
 */
export function drawBorders(
  sheet: Sheet,
  table: LaidTable,
  at: { readonly x: number; readonly tops: readonly number[] },
): void {
  const { rows } = table;
  const columns = table.edges.length - 1;
  const level: Edges = new Map();
  const upright: Edges = new Map();
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      const around = { cell, row: index, rows: rows.length, columns, borders: table.table.borders };
      const { column, span, merge } = cell.cell;
      const end = Math.min(column + span, columns);
      const continued =
        rows[index + 1]?.cells.some(
          (each) => each.cell.column === column && each.cell.merge === "continue",
        ) === true;
      for (let each = column; each < end; each += 1) {
        if (merge !== "continue" || index === 0) offer(level, `${index} ${each}`, borderOf(around, "top"));
        if (!continued) offer(level, `${index + 1} ${each}`, borderOf(around, "bottom"));
      }
      offer(upright, `${index} ${column}`, borderOf(around, "left"));
      offer(upright, `${index} ${end}`, borderOf(around, "right"));
    }
  }
  drawAcross(sheet, table, at);
  drawLevel(sheet, level, { table, ...at });
  drawUpright(sheet, upright, { table, ...at });
}

/** Draws the slanting lines across cells (w:tl2br, w:tr2bl), over all the rows that a cell is merged of. */
function drawAcross(sheet: Sheet, { rows, edges }: LaidTable, at: Omit<Field, "table">): void {
  for (const [index, row] of rows.entries())
    for (const { cell } of row.cells) {
      const { falling, rising } = cell.borders;
      if ((falling === undefined && rising === undefined) || cell.merge === "continue") continue;
      let end = index + 1;
      const goesOn = (each: LaidCell): boolean =>
        each.cell.column === cell.column && each.cell.merge === "continue";
      while (cell.merge === "start" && rows[end]?.cells.some(goesOn) === true) end += 1;
      const [y1, y2] = [at.tops[index] ?? 0, at.tops[end] ?? 0];
      const x1 = at.x + (edges[cell.column] ?? 0);
      const x2 = at.x + (edges[Math.min(cell.column + cell.span, edges.length - 1)] ?? 0);
      if (falling !== undefined && falling.style !== "none")
        sheet.rules.push({ x1, y1, x2, y2, pen: { ...falling, style: "single" } });
      if (rising !== undefined && rising.style !== "none")
        sheet.rules.push({ x1, y1: y2, x2, y2: y1, pen: { ...rising, style: "single" } });
    }
}

function offer(edges: Edges, key: string, border: Border | undefined): void {
  if (border === undefined || border.style === "none") return;
  const rival = edges.get(key);
  if (rival === undefined || border.width > rival.width) edges.set(key, border);
}

function borderOf(
  { cell, row, rows, columns, borders }: Around,
  side: "top" | "bottom" | "left" | "right",
): Border | undefined {
  const own = cell.cell.borders[side];
  if (own !== undefined) return own;
  const { column, span } = cell.cell;
  const outer =
    side === "top"
      ? row === 0
      : side === "bottom"
        ? row === rows - 1
        : side === "left"
          ? column === 0
          : column + span >= columns;
  if (outer) return borders[side];
  return side === "top" || side === "bottom"
    ? (cell.cell.borders.insideH ?? borders.insideH)
    : (cell.cell.borders.insideV ?? borders.insideV);
}

type Field = { readonly table: LaidTable; readonly x: number; readonly tops: readonly number[] };

const alike = (a: Border | undefined, b: Border | undefined): boolean =>
  a?.style === b?.style && a?.width === b?.width && a?.color === b?.color;

function drawLevel(sheet: Sheet, edges: Edges, { table, x, tops }: Field): void {
  const columns = table.edges.length - 1;
  for (const [index, y] of tops.entries()) {
    for (let start = 0; start < columns; ) {
      const border = edges.get(`${index} ${start}`);
      let end = start + 1;
      while (end < columns && alike(edges.get(`${index} ${end}`), border)) end += 1;
      if (border !== undefined)
        sheet.rules.push({
          x1: x + (table.edges[start] ?? 0),
          y1: y,
          x2: x + (table.edges[end] ?? 0),
          y2: y,
          pen: border,
        });
      start = end;
    }
  }
}

function drawUpright(sheet: Sheet, edges: Edges, { table, x, tops }: Field): void {
  const rows = table.rows.length;
  for (const [index, edge] of table.edges.entries()) {
    for (let start = 0; start < rows; ) {
      const border = edges.get(`${start} ${index}`);
      let end = start + 1;
      while (end < rows && alike(edges.get(`${end} ${index}`), border)) end += 1;
      if (border !== undefined)
        sheet.rules.push({
          x1: x + edge,
          y1: tops[start] ?? 0,
          x2: x + edge,
          y2: tops[end] ?? 0,
          pen: border,
        });
      start = end;
    }
  }
}
