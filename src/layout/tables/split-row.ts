import { linesHeight } from "../break/line.ts";
import type { Frame, LaidBlock, LaidCell, LaidRow } from "../laid.ts";
import { blockHeight, flowHeight, spaceBetween } from "./flow-height.ts";

type Cut<Part> = { readonly head: Part; readonly rest: Part };

/** Cuts a row so that its head fits `room`; undefined when it must stay whole or not one line of some cell fits. */
export function splitRow(row: LaidRow, room: number): Cut<LaidRow> | undefined {
  if (row.row.whole || row.row.head || row.row.height.rule === "exact") return undefined;
  const cuts = row.cells.map((cell) => splitCell(cell, room));
  if (cuts.some((cut) => cut === undefined)) return undefined;
  const part = (which: "head" | "rest"): LaidRow => {
    const cells = cuts.flatMap((cut) => (cut === undefined ? [] : [cut[which]]));
    const height = Math.max(
      0,
      // The text of a cell merged over several rows has their height too.
      ...cells.map(
        (each) => (each.cell.merge === "none" ? each.flowHeight : 0) + each.margins.top + each.margins.bottom,
      ),
    );
    return { row: row.row, cells, height };
  };
  const rest = part("rest");
  if (rest.cells.every((cell) => cell.flow.length === 0)) return undefined;
  return { head: part("head"), rest };
}

/**
 * Cuts the text of merged cells that go on in rows after a page's end: what does not fit the rows on the page goes to the next
 * row. Cells that may not be cut (not a line fits) go there whole.
 */
export function carryMerged(
  onPage: readonly LaidRow[],
  next: LaidRow,
): { readonly onPage: readonly LaidRow[]; readonly next: LaidRow } {
  const rows = [...onPage];
  let carried = next;
  for (const goesOn of next.cells) {
    if (goesOn.cell.merge !== "continue") continue;
    const { column } = goesOn.cell;
    const at = rows.findLastIndex((row) =>
      row.cells.some((each) => each.cell.column === column && each.flow.length > 0),
    );
    const row = rows[at];
    const cell = row?.cells.find((each) => each.cell.column === column);
    if (row === undefined || cell === undefined || cell.cell.merge === "none") continue;
    const between = rows.slice(at + 1);
    if (
      !between.every((each) =>
        each.cells.some((one) => one.cell.column === column && one.cell.merge === "continue"),
      )
    )
      continue;
    const room = rows.slice(at).reduce((sum, each) => sum + each.height, 0);
    const cut = splitCell(cell, room) ?? { head: { ...cell, flow: [], flowHeight: 0 }, rest: cell };
    rows[at] = { ...row, cells: row.cells.map((each) => (each === cell ? cut.head : each)) };
    const rest = { ...goesOn, flow: cut.rest.flow, flowHeight: cut.rest.flowHeight };
    carried = { ...carried, cells: carried.cells.map((each) => (each === goesOn ? rest : each)) };
  }
  return { onPage: rows, next: carried };
}

function splitCell(cell: LaidCell, room: number): Cut<LaidCell> | undefined {
  const cut = splitFlow(cell.flow, room - cell.margins.top - cell.margins.bottom);
  if (cut === undefined) return undefined;
  return {
    head: { ...cell, flow: cut.head, flowHeight: flowHeight(cut.head) },
    rest: {
      ...cell,
      flow: cut.rest,
      flowHeight: flowHeight(cut.rest),
      ...(cell.turned === undefined ? {} : { turned: [] }),
    },
  };
}

/** Cuts blocks so that the head fits `room`; undefined when nothing of a non-empty flow fits. */
export function splitFlow(flow: readonly LaidBlock[], room: number): Cut<readonly LaidBlock[]> | undefined {
  const head: LaidBlock[] = [];
  let used = 0;
  for (const [index, block] of flow.entries()) {
    const space = spaceBetween(flow[index - 1], block);
    if (used + space + blockHeight(block) <= room) {
      used += space + blockHeight(block);
      head.push(block);
      continue;
    }
    const cut = splitBlock(block, room - used - space);
    if (cut !== undefined) return { head: [...head, cut.head], rest: [cut.rest, ...flow.slice(index + 1)] };
    return head.length === 0 ? undefined : { head, rest: flow.slice(index) };
  }
  return { head, rest: [] };
}

/** The frame of the upper part of a paragraph cut in two: open below. */
export const openBelow = (frame: Frame): Frame => ({ ...frame, below: 0, bottom: undefined });
/** The frame of the lower part of a paragraph cut in two: open above. */
export const openAbove = (frame: Frame): Frame => ({ ...frame, above: 0, top: undefined });

function splitBlock(block: LaidBlock, room: number): Cut<LaidBlock> | undefined {
  const parts: readonly { readonly height: number }[] = block.kind === "paragraph" ? block.lines : block.rows;
  let count = 0;
  let used = block.kind === "paragraph" ? block.frame.above : 0;
  while (count < parts.length && used + (parts[count]?.height ?? 0) <= room) {
    used += parts[count]?.height ?? 0;
    count += 1;
  }
  if (count === 0) return undefined;
  if (block.kind === "table")
    return {
      head: { ...block, rows: block.rows.slice(0, count) },
      rest: { ...block, rows: block.rows.slice(count) },
    };
  const { lines } = block;
  return linesHeight(lines) <= room
    ? undefined
    : {
        head: { ...block, lines: lines.slice(0, count), after: 0, frame: openBelow(block.frame) },
        rest: { ...block, lines: lines.slice(count), before: 0, floats: [], frame: openAbove(block.frame) },
      };
}
