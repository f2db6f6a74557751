import type { Block, Cell, Row, Table } from "../../read/story.ts";
import { newTag, type Tag } from "./tag.ts";
import type { Tagging } from "./tagging.ts";

/** Puts blocks under a cell: given by the tree, which tags tables in turn. */
type BlockTagger = (blocks: readonly Block[], parent: Tag, tagging: Tagging) => void;

/** A table's element: rows marked w:tblHeader at the start hold TH, the others TD; every row covers every column. */
export function tagTable(table: Table, tagging: Tagging, tagBlocks: BlockTagger): Tag {
  const tag = newTag("Table");
  for (const { tag: place } of table.places) tag.places.push(place);
  const end = table.rows.findIndex((row) => !row.head);
  const heads = end === -1 ? table.rows.length : end;
  for (const [index, row] of table.rows.entries()) {
    const head = index < heads;
    const line = newTag("TR");
    let column = 0;
    for (const cell of row.cells) {
      if (cell.column > column) line.kids.push(gap(cell.column - column));
      column = cell.column + cell.span;
      if (isCovered(table.rows, index, cell)) continue;
      const rows = rowsOf(table.rows, index, cell);
      const each = newTag(head ? "TH" : "TD", { span: { columns: cell.span, rows } });
      if (cell.place !== undefined) each.places.push(cell.place.tag);
      tagBlocks(cell.blocks, each, {
        ...tagging,
        repeats: tagging.repeats || (head && heads < table.rows.length),
      });
      line.kids.push(each);
    }
    if (column < table.grid.length) line.kids.push(gap(table.grid.length - column));
    tag.kids.push(line);
  }
  return tag;
}

/** Columns a row leaves out (w:gridBefore, w:gridAfter): an empty cell. */
const gap = (columns: number): Tag => newTag("TD", { span: { columns, rows: 1 } });

const at = (row: Row | undefined, column: number): Cell | undefined =>
  row?.cells.find((cell) => cell.column === column);

/** A cell that goes on from the one above it is part of that one. */
function isCovered(rows: readonly Row[], index: number, cell: Cell): boolean {
  if (cell.merge !== "continue") return false;
  const above = at(rows[index - 1], cell.column);
  return above !== undefined && above.merge !== "none" && above.span === cell.span;
}

function rowsOf(rows: readonly Row[], index: number, cell: Cell): number {
  let count = 1;
  for (let next = index + 1; cell.merge !== "none" && next < rows.length; next += 1) {
    const below = at(rows[next], cell.column);
    if (below === undefined || !isCovered(rows, next, below)) break;
    count += 1;
  }
  return count;
}
