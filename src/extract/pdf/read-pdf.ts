import { readPdfText } from "../../formats/pdf/text/read-pdf-text.ts";
import type { PageText, TextRun } from "../../formats/pdf/text/page-text.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { partyField } from "../labels.ts";
import { begins, isMarked, LABELLED } from "../marks.ts";
import type { Block, Cell, TextBlock, UploadedText } from "../uploaded-text.ts";
import { type Band, bandsOf, type Gutter } from "./columns.ts";
import { blanksOf, type Line, lineText, linesOf } from "./lines.ts";
import { marginsOf } from "./margins.ts";
import { openRows } from "./open-rows.ts";
import { type RuledTable, ruledTables } from "./ruled-tables.ts";
import { DAMAGED, type ReadingNote, unseenWords } from "../reading-notes.ts";

type Prepared = {
  readonly page: PageText;
  readonly number: number;
  readonly lines: readonly Line[];
  readonly tables: readonly { readonly table: RuledTable; readonly runs: readonly TextRun[] }[];
};

/** A PDF as text in reading order: hidden text left out and named, margins removed, lines joined. Throws `pdf.*`. */
export function readPdf(bytes: Bytes): UploadedText {
  const { pages, repaired } = readPdfText(bytes);
  const notes = repaired ? [DAMAGED] : [];
  const prepared = pages.map((page, at) => prepare(page, at + 1));
  const margins = marginsOf(prepared.map(({ page, lines }) => ({ height: page.height, lines })));
  const blocks = new BlockBuilder();
  const gutter: Gutter = {};
  for (const { number, lines, tables } of prepared)
    addPage(blocks, { number, tables, lines: lines.filter((line) => !margins.lines.has(line)) }, gutter);
  const runs = pages.flatMap((page) => page.runs);
  return {
    format: "pdf",
    pages: pages.length,
    blocks: blocks.result(),
    picturePages: prepared.filter(isPicture).map(({ number }) => number),
    unreadable: runs.reduce((sum, { text }) => sum + (text.split("\uFFFD").length - 1), 0),
    damaged: repaired,
    recognised: isRecognised(pages),
    pictured: pages.some(({ pictures }) => pictures.length > 0),
    numbers: margins.numbers,
    of: margins.of,
    notes: [...notes, ...hiddenNotes(pages)],
  };
}

/** What a reader sees: the layer an OCR program put under a picture counts as seen. */
function seenRuns(page: PageText): readonly TextRun[] {
  const layer = isLayer(page);
  return page.runs.filter(
    ({ unseen, turn }) => turn === 0 && (unseen === undefined || (unseen === "invisible" && layer)),
  );
}

const areaOf = (page: PageText): number =>
  page.pictures.reduce((sum, { x0, x1, y0, y1 }) => sum + Math.max(0, x1 - x0) * Math.max(0, y1 - y0), 0) /
  (page.width * page.height);

/** Most of the text is invisible and pictures cover the page: recognised text under a scan. */
function isLayer(page: PageText): boolean {
  const hidden = page.runs.filter(({ unseen }) => unseen === "invisible").length;
  return hidden * 2 > page.runs.length && areaOf(page) > 0.4;
}

function isRecognised(pages: readonly PageText[]): boolean {
  return pages.filter(isLayer).length * 2 > pages.length;
}

const isPicture = ({ page, lines, tables }: Prepared): boolean =>
  areaOf(page) > 0.3 &&
  lines.reduce((sum, line) => sum + lineText(line).length, 0) +
    tables.reduce((sum, { runs }) => sum + runs.length, 0) <
    20;

function hiddenNotes(pages: readonly PageText[]): readonly ReadingNote[] {
  return pages.flatMap((page, at) => {
    if (isLayer(page)) return [];
    return (["white", "invisible", "tiny", "outside"] as const).flatMap((kind) => {
      const text = page.runs
        .filter((run) => run.unseen === kind)
        .map((run) => run.text)
        .join("")
        .trim();
      return text.length < 2 ? [] : [unseenWords({ page: at + 1, kind, text: text.slice(0, 40) })];
    });
  });
}

function prepare(page: PageText, number: number): Prepared {
  const runs = seenRuns(page);
  const tables = ruledTables(page.rulings);
  const inside = (run: TextRun, { x0, y0, x1, y1 }: RuledTable): boolean => {
    const [x, y] = [(run.x0 + run.x1) / 2, run.y - run.size * 0.35];
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  };
  const placed = tables.map((table) => ({ table, runs: runs.filter((run) => inside(run, table)) }));
  const filled = placed.filter(({ runs: within }) => within.length > 0);
  const taken = new Set(filled.flatMap(({ runs: within }) => within));
  const ruled = new Set(filled.flatMap(({ table }) => [...table.rulings]));
  const free = runs.filter((run) => !taken.has(run));
  const blanks = blanksOf(
    { ...page, runs: free },
    page.rulings.filter((ruling) => !ruled.has(ruling)),
  );
  return { page, number, lines: linesOf([...free, ...blanks], number), tables: filled };
}

type PageParts = Pick<Prepared, "number" | "lines" | "tables">;

/** Text above a table, the table, text below it. */
function addPage(blocks: BlockBuilder, { number, lines, tables }: PageParts, gutter: Gutter): void {
  let rest = lines;
  for (const { table, runs } of [...tables].sort((one, other) => one.table.y0 - other.table.y0)) {
    const above = rest.filter(({ y }) => y < table.y0 + 2);
    rest = rest.filter(({ y }) => y >= table.y0 + 2);
    for (const band of bandsOf(above, gutter)) blocks.addBand(band);
    blocks.addTable(rowsOf(table, runs, number), number);
  }
  for (const band of bandsOf(rest, gutter)) blocks.addBand(band);
}

function rowsOf({ cells }: RuledTable, runs: readonly TextRun[], page: number): readonly (readonly Cell[])[] {
  const rows = new Map<number, Cell[]>();
  for (const cell of cells) {
    const within = runs.filter((run) => {
      const [x, y] = [(run.x0 + run.x1) / 2, run.y - run.size * 0.35];
      return x >= cell.x0 && x < cell.x1 && y >= cell.y0 && y < cell.y1;
    });
    const text = cellText(linesOf(within, page), cell.x1);
    rows.set(cell.row, [
      ...(rows.get(cell.row) ?? []),
      { text, row: cell.row, column: cell.column, span: cell.span },
    ]);
  }
  return [...rows.values()];
}

/** Lines of a cell: one that reaches the right edge runs on into the next. */
function cellText(lines: readonly Line[], right: number): string {
  const widest = Math.max(...lines.map(({ segments }) => segments.at(-1)?.x1 ?? 0));
  return lines.reduce((text, line, at) => {
    const before = lines[at - 1];
    const words = line.segments.map((segment) => segment.text).join(" ");
    if (before === undefined) return words;
    const end = before.segments.at(-1)?.x1 ?? 0;
    const full = end > right - 2.2 * line.size || end > widest - 1.2 * line.size;
    return joined(text, words, full && !begins(words) ? "run on" : "new line");
  }, "");
}

/** Two pieces of one text: Latin words keep a space, a hyphen at the end of a line is dropped, Han closes up. */
function joined(text: string, words: string, how: "run on" | "new line"): string {
  if (how === "new line") return `${text}\n${words}`;
  if (/[a-z]-$/u.test(text) && /^[a-z]/u.test(words)) return text.slice(0, -1) + words;
  // a number broken at the end of a line is one number
  if (/[A-Z]*\d[0-9A-Z]{5,}$/u.test(text) && /^[0-9A-Z]{1,12}(?![a-z])/u.test(words)) return text + words;
  return /[A-Za-z,]$/u.test(text) && /^[A-Za-z]/u.test(words) ? `${text} ${words}` : text + words;
}

/** Puts lines together into paragraphs, across pages too. */
class BlockBuilder {
  readonly #blocks: Block[] = [];
  #paragraphs = 0;
  #tables = 0;
  /** Where the columns of the last table without rules begin. */
  #starts: readonly number[] = [];
  #open: { block: TextBlock; last: Line; left: number; right: number } | undefined;

  result(): readonly Block[] {
    this.#close();
    return this.#blocks;
  }

  addTable(rows: readonly (readonly Cell[])[], page: number, how: "drawn" | "guessed" = "drawn"): void {
    this.#close();
    if (this.#continues(rows)) return;
    if (this.#goesOnInRow(rows, page)) return;
    this.#tables += 1;
    this.#blocks.push({
      kind: "table",
      rows,
      page,
      table: this.#tables,
      ...(how === "guessed" && { guessed: true }),
    });
  }

  /** A table that goes on over the page repeats its header: its rows belong to the table before. */
  #continues(rows: readonly (readonly Cell[])[]): boolean {
    const last = this.#blocks.at(-1);
    const words = (row: readonly Cell[] | undefined): string => (row ?? []).map(({ text }) => text).join("|");
    if (last?.kind !== "table" || (rows[0]?.length ?? 0) < 3 || words(rows[0]) !== words(last.rows[0]))
      return false;
    const merged = [...last.rows];
    for (const [index, row] of rows.slice(1).entries()) {
      const above = merged.at(-1);
      // the first row under a repeated header may be the rest of the last one before
      const isRest = index === 0 && row[0]?.text === "" && row.filter(({ text }) => text !== "").length <= 2;
      if ((row.some(({ column }) => column === 1) && !isRest) || above === undefined)
        merged.push(row.map((cell) => ({ ...cell, row: merged.length + 1 })));
      else
        merged[merged.length - 1] = above.map((cell) => ({
          ...cell,
          text: cell.text + (row.find(({ column }) => column === cell.column)?.text ?? ""),
        }));
    }
    this.#blocks[this.#blocks.length - 1] = { ...last, rows: merged };
    return true;
  }

  /** A row broken by the page: the first row there has no first entry and belongs to the last row before. */
  #goesOnInRow(rows: readonly (readonly Cell[])[], page: number): boolean {
    const last = this.#blocks.at(-1);
    const [first, ...others] = rows;
    const row = last?.kind === "table" ? last.rows.at(-1) : undefined;
    if (last?.kind !== "table" || row === undefined || first === undefined || last.page === page)
      return false;
    if (first[0]?.text !== "" || first.length !== row.length || row.length < 2) return false;
    const whole = row.map((cell, at) => ({ ...cell, text: cell.text + (first[at]?.text ?? "") }));
    this.#blocks[this.#blocks.length - 1] = { ...last, rows: [...last.rows.slice(0, -1), whole, ...others] };
    return true;
  }

  addBand(band: Band): void {
    if (band.kind === "column") {
      for (const line of band.lines) this.#addLine(line, band);
      return;
    }
    const page = band.lines[0]?.page ?? 1;
    const { rest, rows } = openRows(band, this.#goesOn(band.starts, page) ? "goes on" : "begins");
    this.#lengthenLastRow(rest);
    if (rows.length === 0) return;
    this.#starts = band.starts;
    // the corner of a table with headings above and beside it is empty
    const body =
      rows[0]?.[0]?.column === 2 && rows[0].length === (rows[1]?.length ?? 0) - 1 ? rows.slice(1) : rows;
    const width = body[0]?.length ?? 0;
    const short = body.filter((row) => row.length < width).length;
    const agree = body.every((row) => row.length <= width && row[0]?.column === 1) && short * 3 < body.length;
    this.addTable(rows, page, agree ? "drawn" : "guessed");
  }

  /** Whether a table with these columns ended the page before. */
  #goesOn(starts: readonly number[], page: number): boolean {
    const last = this.#blocks.at(-1);
    return (
      this.#open === undefined &&
      last?.kind === "table" &&
      last.page !== page &&
      starts.length > 2 &&
      starts.length === this.#starts.length &&
      starts.every((start, at) => Math.abs(start - (this.#starts[at] ?? 0)) < 12)
    );
  }

  #lengthenLastRow(rest: ReadonlyMap<number, string>): void {
    const last = this.#blocks.at(-1);
    const row = last?.kind === "table" ? last.rows.at(-1) : undefined;
    if (last?.kind !== "table" || row === undefined || rest.size === 0) return;
    const longer = row.map((cell) => ({ ...cell, text: cell.text + (rest.get(cell.column) ?? "") }));
    this.#blocks[this.#blocks.length - 1] = { ...last, rows: [...last.rows.slice(0, -1), longer] };
  }

  #addLine(line: Line, { left, right }: { readonly left: number; readonly right: number }): void {
    const text = lineText(line);
    const open = this.#open;
    if (open !== undefined && runsOn(open, line, left)) {
      this.#open = {
        ...open,
        block: { ...open.block, text: joined(open.block.text, text, "run on") },
        last: line,
        left,
        right,
      };
      return;
    }
    this.#close();
    this.#paragraphs += 1;
    const [start, end] = [line.segments[0]?.x0 ?? 0, line.segments.at(-1)?.x1 ?? 0];
    const centred = start - left > 2.5 * line.size && Math.abs(start - left - (right - end)) < 2 * line.size;
    const block: TextBlock = {
      kind: "text",
      text,
      page: line.page,
      paragraph: this.#paragraphs,
      size: line.size,
      centred,
    };
    this.#open = { block, last: line, left, right };
  }

  #close(): void {
    if (this.#open !== undefined) this.#blocks.push(this.#open.block);
    this.#open = undefined;
  }
}

/** Several short entries side by side: the header of a table without rules. */
const isHeaderLine = ({ segments }: Line): boolean =>
  segments.length > 1 && segments.every(({ text }) => text.length <= 8);

type Open = { readonly block: TextBlock; readonly last: Line; readonly right: number };

/** 「2 托管形式与事项」, a line of its own. */
const NUMBERED_HEADING = /^\d{1,2}\s?\p{Script=Han}[\p{Script=Han}、]{1,14}$/u;

/** Whether a line is the rest of the paragraph before: that line was full, this one is not indented and begins nothing. */
function runsOn({ block, last, right }: Open, line: Line, left: number): boolean {
  const end = last.segments.at(-1)?.x1 ?? 0;
  const start = line.segments[0]?.x0 ?? 0;
  const text = lineText(line);
  // a labelled line under a labelled line is an entry of its own, however long the one above
  const label = text.split(/[：:]/u)[0] ?? "";
  const isBroken =
    end > right - 1.7 * last.size &&
    label.length < 4 &&
    partyField(label) === undefined &&
    /[定代表人方位系电用]$/u.test(block.text);
  if (!isBroken && LABELLED.test(text) && /^\p{Script=Han}{2,12}(?:（[^）]{1,14}）)?[：:]/u.test(block.text))
    return false;
  const full = end > right - 1.7 * last.size;
  // 「期限：」 and the day on the next line, which could not be broken
  if (
    /\p{Script=Han}[：:]$/u.test(block.text) &&
    /^[\d¥《]/u.test(text) &&
    !begins(text) &&
    end > left + 0.6 * (right - left) &&
    Math.abs(start - left) < 1.2 * line.size
  )
    return true;
  const ended = /[。；;：:！？]$/u.test(block.text);
  if (ended && NUMBERED_HEADING.test(text)) return false;
  // a line that does not end a sentence may break off early before a word or number that cannot be broken
  if (
    (!full && (ended || end < left + 0.6 * (right - left))) ||
    Math.abs(line.size - last.size) > 0.15 * line.size
  )
    return false;
  if (block.centred === true || start > left + 1.2 * line.size) return false;
  // a line of several entries is no rest of a sentence
  if (!full) return !begins(text) && !block.text.includes("\t") && !isHeaderLine(line);
  if (/[，、（和与或及的]$/u.test(block.text)) return !/^第[^条]{1,4}条\s/u.test(text);
  return ended ? !begins(text) : !isMarked(text);
}
