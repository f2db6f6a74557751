import { type Frame, linesHeight } from "../break/line.ts";
import { blockHeight, flowHeight, spaceBetween } from "./flow-height.ts";
import type { LaidBlock, LaidCell, LaidRow } from "./laid-table.ts";

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
      ...cells.map((each) => each.flowHeight + each.margins.top + each.margins.bottom),
    );
    return { row: row.row, cells, height };
  };
  const rest = part("rest");
  if (rest.cells.every((cell) => cell.flow.length === 0)) return undefined;
  return { head: part("head"), rest };
}

function splitCell(cell: LaidCell, room: number): Cut<LaidCell> | undefined {
  const cut = splitFlow(cell.flow, room - cell.margins.top - cell.margins.bottom);
  if (cut === undefined) return undefined;
  return {
    head: { ...cell, flow: cut.head, flowHeight: flowHeight(cut.head) },
    rest: { ...cell, flow: cut.rest, flowHeight: flowHeight(cut.rest) },
  };
}

/** Cuts blocks so that the head fits `room`; undefined when nothing of a non-empty flow fits. */
function splitFlow(flow: readonly LaidBlock[], room: number): Cut<readonly LaidBlock[]> | undefined {
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

/** A frame of a paragraph cut in two is open on the cut. */
export const openBelow = (frame: Frame): Frame => ({ ...frame, below: 0, bottom: undefined });
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
        rest: { ...block, lines: lines.slice(count), before: 0, frame: openAbove(block.frame) },
      };
}
