import type { Cell } from "../uploaded-text.ts";
import type { Band } from "./columns.ts";
import type { Line } from "./lines.ts";

/** Lines set side by side. */
type Aligned = Band & { readonly kind: "aligned" };

/**
 * Rows of lines set side by side: lines without a first entry belong to the row they stand nearer to. Of a table that goes
 * on from the page before, what stands above its first row is the rest of the last row there.
 */
export function openRows(
  { lines, starts }: Aligned,
  how: "begins" | "goes on",
): { readonly rest: ReadonlyMap<number, string>; readonly rows: readonly (readonly Cell[])[] } {
  const rows: Map<number, string>[] = [];
  const rest = new Map<number, string>();
  const pitch = pitchIn(lines);
  const steps = stepsOf(lines, (line) => isFirstIn(starts, line));
  let below: Line[] = [];
  steps.forEach((step, at) => {
    const [first, last] = [step[0], step.at(-1)];
    if (first === undefined || last === undefined) return;
    const before = steps[at - 1]?.at(-1);
    const after = steps[at + 1]?.[0];
    const isFirst = step.some((line) => isFirstIn(starts, line));
    // the first line is a header without a first entry, unless the next is as near as lines of one entry are
    const known = rows.at(-1);
    const isPitch = before !== undefined && pitch !== undefined && first.y - before.y < pitch + 1;
    const isShort = step.every(({ segments }) => segments.length < starts.length);
    if (isPitch && isShort && known !== undefined && below.length === 0 && !isHeader(known)) {
      for (const line of step) addTo(known, line, starts);
      return;
    }
    const above = before === undefined ? 1.6 * first.size : first.y - before.y - 2;
    const row = rows.at(-1);
    const reach = row !== undefined && isHeader(row) ? Math.min(above, 1.45 * first.size) : above;
    const isNear = before !== undefined && first.y - before.y < 1.3 * first.size;
    if (!isFirst && how === "goes on" && rows.length === 0 && below.length === 0) {
      for (const line of step) addTo(rest, line, starts);
      return;
    }
    if (!isFirst && !isNear && after !== undefined && after.y - last.y < reach) {
      below.push(...step);
      return;
    }
    if (!isFirst && row !== undefined && below.length === 0 && !isHeader(row)) {
      for (const line of step) addTo(row, line, starts);
      return;
    }
    const cells = new Map<number, string>();
    for (const line of [...below, ...step]) addTo(cells, line, starts);
    below = [];
    rows.push(cells);
  });
  const cellsOf = (cells: ReadonlyMap<number, string>, row: number): readonly Cell[] =>
    [...cells]
      .sort(([one], [other]) => one - other)
      .map(([column, text]) => ({ text, row: row + 1, column, span: 1 }));
  return { rest, rows: rows.map(cellsOf) };
}

/**
 * Lines less than a line apart are one step: a long entry beside a label that stands in the middle of its lines. What
 * begins close under the row above is its rest, however near the next row is.
 */
function stepsOf(lines: readonly Line[], isFirst: (line: Line) => boolean): readonly (readonly Line[])[] {
  const steps: Line[][] = [];
  for (const line of lines) {
    const step = steps.at(-1);
    const last = step?.at(-1);
    const before = steps.at(-2)?.at(-1);
    const isRest =
      step?.[0] !== undefined &&
      before !== undefined &&
      isFirst(line) &&
      !step.some(isFirst) &&
      step[0].y - before.y < 1.3 * line.size;
    if (last !== undefined && line.y - last.y < 0.95 * line.size && !isRest) step?.push(line);
    else steps.push([line]);
  }
  return steps;
}

/** How far apart lines of one entry stand, where rows stand clearly farther apart; undefined where all are alike. */
function pitchIn(lines: readonly Line[]): number | undefined {
  const gaps = lines.slice(1).map((line, at) => line.y - (lines[at]?.y ?? line.y));
  const size = lines[0]?.size ?? 12;
  const least = Math.min(...gaps.filter((gap) => gap >= 0.95 * size));
  return least < 1.35 * size && gaps.some((gap) => gap > least + 2) ? least : undefined;
}

const isFirstIn = (starts: readonly number[], { segments, size }: Line): boolean =>
  segments.some(({ x0 }) => columnOf(starts, x0, size) === 1);

function addTo(cells: Map<number, string>, { segments, size }: Line, starts: readonly number[]): void {
  for (const { text, x0 } of segments) {
    const column = columnOf(starts, x0, size);
    cells.set(column, (cells.get(column) ?? "") + text);
  }
}

/** The column an entry stands in, from 1: the last that begins before it, so that centred entries are in their own. */
const columnOf = (starts: readonly number[], x: number, size: number): number =>
  Math.max(1, starts.filter((start) => start <= x + 0.6 * size).length);

/** A header never goes on: what stands under it on a new page belongs to the row before the break. */
const isHeader = (row: ReadonlyMap<number, string>): boolean =>
  /^(?:序号|编号|编码|No\.?|项目)$/u.test(row.get(1) ?? "");
