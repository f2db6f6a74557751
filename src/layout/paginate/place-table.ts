import { isBeside } from "../break/around.ts";
import { drawRows } from "../paint/draw-flow.ts";
import type { Footnote } from "../read/story.ts";
import type { LaidBlock, LaidRow, LaidTable } from "../laid.ts";
import { carryMerged, splitRow } from "../tables/split-row.ts";
import type { Pages } from "./pages.ts";

const CLOSE = 0.01;
/** A row is not cut for less room than this. */
const LEAST_PART = 12;

/** Places a table on as many pages as it needs: rows are cut where they may be, heading rows stand again on every page. */
export function placeTable(pages: Pages, table: LaidTable): void {
  const heads = headingRows(table);
  const headsHeight = heads.reduce((sum, row) => sum + row.height, 0);
  const waiting = [...table.rows];
  let onPage: LaidRow[] = [];
  passFloats(pages, table);
  let top = pages.y;
  let repeated = false;
  const close = (): void => {
    if (onPage.length > 0) drawRows(pages.sheet, { ...table, rows: onPage }, { x: pages.body.x, y: top });
    onPage = [];
  };
  for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
    const notes = notesOf(row);
    if (pages.y + row.height + pages.noteRoom(notes) <= pages.body.bottom + CLOSE) {
      onPage.push(row);
      pages.y += row.height;
      pages.addNotes(notes);
      continue;
    }
    const fresh = pages.atTop || (onPage.length > 0 && onPage.every((each) => heads.includes(each)));
    const room = pages.body.bottom - pages.y;
    const cut = room >= LEAST_PART ? splitRow(row, room) : undefined;
    if (cut !== undefined) {
      onPage.push(cut.head);
      pages.y += cut.head.height;
      pages.addNotes(notesOf(cut.head));
      waiting.unshift(cut.rest);
    } else if (fresh && !pages.atTop && !repeated && top > pages.body.top + CLOSE) {
      // Heading rows do not stay alone above the page's end.
      waiting.unshift(...onPage, row);
      onPage = [];
      pages.next();
      top = pages.y;
      continue;
    } else if (fresh) {
      onPage.push(row);
      pages.y += row.height;
      pages.addNotes(notes);
    } else waiting.unshift(row);
    const [following] = waiting;
    if (following !== undefined) {
      const carried = carryMerged(onPage, following);
      onPage = [...carried.onPage];
      waiting[0] = carried.next;
    }
    close();
    if (waiting.length === 0) {
      pages.y = pages.body.bottom;
      return;
    }
    pages.next();
    top = pages.y;
    if (!headsStandAgain(pages, headsHeight, waiting[0])) continue;
    onPage = [...heads];
    repeated = true;
    pages.y += headsHeight;
  }
  close();
}

/** Whether heading rows are repeated on this page: there are some, the next row is none, and both have room. */
const headsStandAgain = (pages: Pages, height: number, next: LaidRow | undefined): boolean =>
  height > 0 && next !== undefined && !next.row.head && height + LEAST_PART <= pages.body.bottom - pages.y;

/** A table begins below the floats that stand where it would. */
function passFloats(pages: Pages, table: LaidTable): void {
  const x = pages.body.x + table.x;
  const at = { obstacles: pages.obstacles, x };
  const width = table.edges.at(-1) ?? 0;
  const height = table.rows[0]?.height ?? 0;
  for (let tries = 0; tries < pages.obstacles.length; tries += 1) {
    if (!isBeside(at, width, { top: pages.y, bottom: pages.y + height })) return;
    const below = pages.obstacles
      .filter((each) => each.top < pages.y + height && each.bottom > pages.y + CLOSE)
      .map((each) => each.bottom);
    const next = Math.min(...below);
    if (!Number.isFinite(next) || next >= pages.body.bottom) return;
    pages.y = next;
  }
}

/** The rows at the start marked w:tblHeader. */
function headingRows(table: LaidTable): readonly LaidRow[] {
  const end = table.rows.findIndex((row) => !row.row.head);
  return end === -1 ? [] : table.rows.slice(0, end);
}

/** Footnotes referred to in a row. */
function notesOf(row: LaidRow): readonly Footnote[] {
  return row.cells.flatMap((cell) => cell.flow.flatMap(notesOfBlock));
}

function notesOfBlock(block: LaidBlock): readonly Footnote[] {
  return block.kind === "paragraph" ? block.lines.flatMap((line) => line.notes) : block.rows.flatMap(notesOf);
}
