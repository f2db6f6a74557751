import { linesHeight } from "../break/line.ts";
import type { LaidBlock, LaidCell, LaidParagraph, LaidRow, LaidTable } from "../laid.ts";
import { blockHeight, spaceBetween } from "../tables/flow-height.ts";
import { mergeEnd } from "../tables/lay-table.ts";
import { runningSums } from "../tables/running-sums.ts";
import { drawBorders } from "./draw-borders.ts";
import { type Corner, drawLine } from "./draw-line.ts";
import { drawFloats } from "./draw-floats.ts";
import { drawFrame } from "./draw-frame.ts";
import { drawTurned } from "./draw-turned.ts";
import { type Box, markPlace, type Sheet } from "./sheet.ts";

/** Draws blocks under each other from this corner, without page breaks. */
export function drawFlow(sheet: Sheet, flow: readonly LaidBlock[], at: Corner): void {
  let y = at.y;
  for (const [index, block] of flow.entries()) {
    y += spaceBetween(flow[index - 1], block);
    if (block.kind === "paragraph") drawParagraph(sheet, block, { x: at.x, y });
    else drawRows(sheet, block, { x: at.x, y });
    y += blockHeight(block);
  }
}

/** Draws a paragraph, or the part of it that stands on this page. */
export function drawParagraph(sheet: Sheet, paragraph: LaidParagraph, at: Corner): void {
  const { properties, places } = paragraph.paragraph;
  drawFloats(sheet, paragraph, { at, drawFlow });
  let y = at.y + paragraph.frame.above;
  const box = { x: at.x, y, width: paragraph.width, height: linesHeight(paragraph.lines) };
  drawFrame(sheet, { properties, frame: paragraph.frame }, box);
  for (const line of paragraph.lines) {
    drawLine(sheet, line, { x: at.x, y }, paragraph.paragraph);
    for (const place of places)
      markPlace(sheet, place, { x: at.x + line.x, y, width: line.available, height: line.height });
    y += line.height;
  }
}

/** Draws the rows of a table that stand on this page. The table's own corner is `at.x + table.x`. */
export function drawRows(sheet: Sheet, table: LaidTable, at: Corner): void {
  const x = at.x + table.x;
  const tops = runningSums(
    at.y,
    table.rows.map((row) => row.height),
  );
  for (const [index, row] of table.rows.entries()) {
    for (const cell of row.cells) {
      if (cell.cell.merge === "continue" && goesOn(table.rows[index - 1], cell.cell.column)) continue;
      const end = cell.cell.merge === "none" ? index + 1 : mergeEnd(table.rows, index, cell.cell.column);
      const top = tops[index] ?? at.y;
      drawCell(sheet, cell, { x: x + cell.x, y: top, width: cell.width, height: (tops[end] ?? top) - top });
    }
  }
  drawBorders(sheet, table, { x, tops });
  for (const place of table.table.places) {
    markPlace(sheet, place, {
      x,
      y: at.y,
      width: table.edges.at(-1) ?? 0,
      height: (tops.at(-1) ?? at.y) - at.y,
    });
  }
}

/** Whether a merge reaches from this row into the next one on the page; not from a repeated heading row. */
const goesOn = (row: LaidRow | undefined, column: number): boolean =>
  row?.cells.some((each) => each.cell.column === column && each.cell.merge !== "none") === true;

function drawCell(sheet: Sheet, cell: LaidCell, box: Box): void {
  const { margins } = cell;
  const { align, background, place } = cell.cell;
  if (background !== undefined) sheet.fills.push({ box, color: background });
  const inner = {
    x: box.x + margins.left,
    y: box.y + margins.top,
    width: box.width - margins.left - margins.right,
    height: box.height - margins.top - margins.bottom,
  };
  const free = Math.max(0, inner.height - cell.flowHeight);
  const drop = align === "center" ? free / 2 : align === "bottom" ? free : 0;
  if (cell.turned === undefined) drawFlow(sheet, cell.flow, { x: inner.x, y: inner.y + drop });
  else drawTurned(sheet, cell.turned, { box: inner, direction: cell.cell.direction, align, drawFlow });
  // A control that is all the cell holds stands for the whole content box, whatever its lines need.
  if (place !== undefined) sheet.places.set(place, inner);
}
