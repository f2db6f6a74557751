import type { PageText, PdfText, TextRun } from "./page-text.ts";

/**
 * A piece of a page as it is read: a paragraph, a title, the cells of a table's row from left to right, or what stands in the
 * margin (running headers, page numbers, text that is not level). A line end inside a cell is kept as `\n`.
 */
export type ReadingBlock = {
  readonly kind: "paragraph" | "title" | "row" | "margin";
  readonly cells: readonly string[];
};
export type ReadingPage = { readonly blocks: readonly ReadingBlock[] };

type Line = {
  readonly text: string;
  /** Its parts where a wide gap stands between them. */
  readonly parts: readonly string[];
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
};
type Cell = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly runs: TextRun[];
};

/**
 * What a reader sees of a PDF, in reading order and free of its lines' width: for small screens and for reading aloud. Text nobody
 * sees is left out; nothing that is seen is. Paragraphs and tables are told from places, not from the file: order and words are
 * the promise, not where a paragraph ends. The same bytes always give the same blocks.
 */
export function readingText({ pages }: PdfText): ReadingPage[] {
  const running = runningLines(pages);
  return pages.map((page, at) => ({ blocks: blocksOf(page, running[at] ?? new Set()) }));
}

const seen = ({ runs }: PageText): TextRun[] =>
  runs.filter(({ unseen, text }) => unseen === undefined && text.trim() !== "");

/** Lines that stand at the same height of most pages, apart from their digits. */
function runningLines(pages: readonly PageText[]): Set<number>[] {
  const marginal = pages.map((page) =>
    linesOf(seen(page).filter(({ turn }) => turn === 0)).filter(
      ({ y }) => y < page.height * 0.12 || y > page.height * 0.88,
    ),
  );
  const nameOf = ({ text, y }: Line): string => `${Math.round(y / 3)} ${text.replaceAll(/\d+/g, "#")}`;
  const counts = new Map<string, number>();
  for (const line of marginal.flat()) counts.set(nameOf(line), (counts.get(nameOf(line)) ?? 0) + 1);
  const often = Math.max(2, pages.length / 2);
  return marginal.map(
    (lines) => new Set(lines.filter((line) => (counts.get(nameOf(line)) ?? 0) >= often).map(({ y }) => y)),
  );
}

type Placed = ReadingBlock & { readonly y: number; readonly line?: Line };

function blocksOf(page: PageText, running: ReadonlySet<number>): ReadingBlock[] {
  const all = seen(page);
  const level = all.filter(({ turn }) => turn === 0);
  const { cells, rest } = cellsOf(page, level);
  const lines = linesOf(rest);
  const body = lines.filter(({ y }) => !running.has(y));
  const left = Math.min(...body.map(({ x0 }) => x0));
  const right = Math.max(...body.map(({ x1 }) => x1));
  const usual = median(body.map(({ size }) => size));
  const placed: Placed[] = [
    ...rowsOf(cells),
    ...lines.map((line): Placed => {
      if (running.has(line.y)) return { kind: "margin", cells: [line.text], y: line.y, line };
      // Side by side without rulings, as on a page for signatures.
      if (line.parts.length > 1) return { kind: "row", cells: line.parts, y: line.y };
      return { kind: line.size > usual * 1.2 ? "title" : "paragraph", cells: [line.text], y: line.y, line };
    }),
  ].toSorted((a, b) => a.y - b.y);
  const blocks: ReadingBlock[] = [];
  let before: Placed | undefined;
  for (const block of placed) {
    const last = blocks.at(-1);
    if (last !== undefined && goesOn(before, block, { left, right }))
      blocks.splice(-1, 1, { kind: last.kind, cells: [joined(last.cells[0] ?? "", block.cells[0] ?? "")] });
    else blocks.push({ kind: block.kind, cells: block.cells });
    before = block;
  }
  const turned = linesOf(all.filter(({ turn }) => turn !== 0)).map(
    ({ text }): ReadingBlock => ({ kind: "margin", cells: [text] }),
  );
  return [...blocks, ...turned];
}

/** Whether a line is the rest of the one before: that one reached the right edge, and this one is not indented. */
function goesOn(
  before: Placed | undefined,
  { kind, line }: Placed,
  { left, right }: { readonly left: number; readonly right: number },
): boolean {
  const last = before?.line;
  if (last === undefined || line === undefined || before?.kind !== kind || kind === "margin") return false;
  const gap = line.y - last.y;
  if (gap > last.size * 2.4 || Math.abs(last.size - line.size) > 0.6) return false;
  return last.x1 > right - last.size * 2.2 && line.x0 < left + line.size * 1.2;
}

/** Rows of tables: cells whose upper edge is the same. A cell over several rows is read with the first of them. */
function rowsOf(cells: readonly Cell[]): Placed[] {
  const rows = new Map<number, Cell[]>();
  for (const cell of cells) {
    const top = Math.round(cell.top);
    rows.set(top, [...(rows.get(top) ?? []), cell]);
  }
  return [...rows].map(([y, row]) => ({
    kind: "row",
    y,
    cells: row.toSorted((a, b) => a.left - b.left).map(textOfCell),
  }));
}

/** A cell's lines; one that fills the cell goes on in the next. */
function textOfCell({ runs, left, right }: Cell): string {
  let text = "";
  let last: Line | undefined;
  for (const line of linesOf(runs)) {
    if (last === undefined) text = line.text;
    else if (last.x1 - last.x0 > right - left - last.size * 2.2) text = joined(text, line.text);
    else text += `\n${line.text}`;
    last = line;
  }
  return text;
}

/** Puts each run into the cell whose rulings are around it. */
function cellsOf({ rulings }: PageText, runs: readonly TextRun[]): { cells: Cell[]; rest: TextRun[] } {
  const upright = rulings.filter(({ level }) => !level);
  const meets = (x: number, y: number): boolean =>
    upright.some(({ at, from, to }) => Math.abs(at - x) < 2 && y > from - 2 && y < to + 2);
  // A line under words touches no upright one.
  const level = rulings.filter((line) => line.level && meets(line.from, line.at) && meets(line.to, line.at));
  const found = new Map<string, Cell>();
  const rest: TextRun[] = [];
  for (const run of runs) {
    const x = run.x0 + 1;
    const y = run.y - run.size * 0.35;
    const [left, right] = around(upright, y, x);
    const [top, bottom] = around(level, x, y);
    if (left === undefined || right === undefined || top === undefined || bottom === undefined) {
      rest.push(run);
      continue;
    }
    const name = [left, right, top, bottom].map(Math.round).join(" ");
    const cell = found.get(name) ?? { left, right, top, bottom, runs: [] };
    cell.runs.push(run);
    found.set(name, cell);
  }
  return { cells: [...found.values()], rest };
}

/** The nearest of the lines that reach `across` before and behind a place. */
function around(
  lines: PageText["rulings"],
  across: number,
  place: number,
): readonly [number | undefined, number | undefined] {
  let before: number | undefined;
  let behind: number | undefined;
  for (const { at, from, to } of lines) {
    if (across < from - 1 || across > to + 1) continue;
    if (at <= place && (before === undefined || at > before)) before = at;
    if (at > place && (behind === undefined || at < behind)) behind = at;
  }
  return [before, behind];
}

/** Runs on one baseline, from left to right; a wide gap between them is an ideographic space. */
function linesOf(runs: readonly TextRun[]): Line[] {
  const lines: TextRun[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const last = lines.at(-1)?.[0];
    if (last !== undefined && Math.abs(last.y - run.y) < Math.min(last.size, run.size) * 0.5)
      lines.at(-1)?.push(run);
    else lines.push([run]);
  }
  return lines.map(lineOf);
}

/** A gap so many times the type size stands between two columns. */
const COLUMN_GAP = 2;

function lineOf(runs: readonly TextRun[]): Line {
  const ordered = runs.toSorted((a, b) => a.x0 - b.x0);
  const parts = [""];
  let end = ordered[0]?.x0 ?? 0;
  for (const { text, x0, x1, size } of ordered) {
    const gap = x0 - end;
    const before = parts.pop() ?? "";
    if (gap > size * COLUMN_GAP && before !== "") parts.push(before, text);
    else if (gap > size * 0.9) parts.push(`${before}　${text}`);
    else parts.push(gap > size * 0.15 ? joined(before, text) : before + text);
    end = x1;
  }
  const trimmed = parts.map((part) => part.trim());
  return {
    text: trimmed.join("　"),
    parts: trimmed,
    x0: ordered[0]?.x0 ?? 0,
    x1: end,
    y: ordered[0]?.y ?? 0,
    size: Math.max(...runs.map(({ size }) => size)),
  };
}

/** Words of letters need a space between them, characters do not. */
const joined = (a: string, b: string): string =>
  /[\p{Script=Latin}\d.,;:)]$/u.test(a) && /^[\p{Script=Latin}\d(]/u.test(b) ? `${a} ${b}` : a + b;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
