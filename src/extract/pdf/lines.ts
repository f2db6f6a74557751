import type { PageText, Ruling, TextRun } from "../../formats/pdf/text/page-text.ts";

/** Where the file set something anew inside words that touch: the place in the text, and on the page. */
export type Break = { readonly at: number; readonly x: number };

/** Words on one baseline without a wide gap. `breaks` are where cells that touch could part. */
export type Segment = {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly breaks: readonly Break[];
};

/** What stands on one baseline, left to right. */
export type Line = {
  readonly page: number;
  readonly y: number;
  readonly size: number;
  readonly segments: readonly Segment[];
};

const isBlankRun = (text: string): boolean => /^[\s\u3000]*$/u.test(text);

/** The text of a line; wide gaps are tabs. */
export const lineText = ({ segments }: Line): string => segments.map(({ text }) => text).join("\t");

/** 「地址：」 behind a gap of less than a character begins an entry of its own. */
const LABEL = /^[\p{Script=Han}]{2,10}[：:]/u;

/** A run and another that starts where it ends, or two of them: bold made by printing twice is printed once. */
function once(runs: readonly TextRun[]): readonly TextRun[] {
  const seen = new Set<string>();
  return runs.filter(({ text, x0, y }) => {
    if (isBlankRun(text)) return true;
    const keys = [0, 1].map((shift) => `${text}|${Math.floor(x0 / 1.5 + shift / 2)}|${Math.round(y)}`);
    const known = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return !known;
  });
}

/** Runs gathered on baselines and cut at wide gaps, top to bottom. */
export function linesOf(runs: readonly TextRun[], page: number): readonly Line[] {
  const sorted = [...once(runs)].sort((one, other) => one.y - other.y || one.x0 - other.x0);
  const rows: TextRun[][] = [];
  let base = Number.NEGATIVE_INFINITY;
  for (const run of sorted) {
    const row = rows.at(-1);
    if (row !== undefined && run.y - base < Math.max(2, 0.35 * run.size)) row.push(run);
    else {
      rows.push([run]);
      base = run.y;
    }
  }
  return rows.flatMap((row) => {
    const line = lineOf(row, page);
    return line === undefined ? [] : [line];
  });
}

function lineOf(row: readonly TextRun[], page: number): Line | undefined {
  const sorted = [...row].sort((one, other) => one.x0 - other.x0);
  const inked = sorted.filter(({ text }) => !isBlankRun(text));
  const [first] = inked;
  if (first === undefined) return undefined;
  const size = Math.max(...inked.map((run) => run.size));
  const segments: { text: string; x0: number; x1: number; breaks: Break[] }[] = [];
  for (const run of inked) {
    for (const part of partsOf(run)) {
      const last = segments.at(-1);
      const gap = last === undefined ? 0 : part.x0 - last.x1;
      if (last === undefined || gap > 1.15 * size || (gap > 0.7 * size && LABEL.test(part.text)))
        segments.push({ ...part, breaks: [] });
      else {
        last.breaks.push({ at: last.text.length, x: part.x0 });
        const apart = gap > 0.18 * size && /[\w.,)]$/.test(last.text) && /^[\w(]/.test(part.text);
        // half a character or more between Han is a gap somebody set: what it parts is told later
        const isGap = gap > 0.6 * size && /\p{Script=Han}$/u.test(last.text);
        last.text += `${isGap ? "\u3000" : apart ? " " : ""}${part.text}`;
        last.x1 = Math.max(last.x1, part.x1);
      }
    }
  }
  return { page, y: first.y, size, segments };
}

/** A run cut at wide spaces inside it: two spaces or an ideographic space are a gap, not a word. */
function partsOf({ text, x0, x1 }: TextRun): readonly Omit<Segment, "breaks">[] {
  const width = weightOf(text);
  const unit = width === 0 ? 0 : (x1 - x0) / width;
  const parts: Omit<Segment, "breaks">[] = [];
  let offset = 0;
  for (const piece of text.split(/([ \u00a0]{2,}|[\u3000\t\u2001\u2003]+)/u)) {
    const end = offset + weightOf(piece);
    const lead = piece.length - piece.trimStart().length;
    const words = piece.trim();
    if (words !== "") parts.push({ text: words, x0: x0 + (offset + lead * 0.5) * unit, x1: x0 + end * unit });
    offset = end;
  }
  return parts;
}

/** Width in ems: Latin is half as wide as Han. */
const weightOf = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (sign <= "\u00ff" ? 0.5 : 1), 0);

/** Lines drawn under nothing are blanks to fill in: runs of underscores that stand for them. */
export function blanksOf(page: PageText, rulings: readonly Ruling[]): readonly TextRun[] {
  const inked = page.runs.filter(({ text }) => !isBlankRun(text));
  return rulings.flatMap((ruling): TextRun[] => {
    const { level, at, from, to } = ruling;
    if (!level || to - from < 14) return [];
    const near = inked.filter(({ y, size }) => at - y < 0.45 * size && at - y > -3);
    // a rule in the other column is no blank of this one
    const beside = near.find(({ x0, x1, size }) => x0 - to < 2 * size && from - x1 < 2 * size);
    if (beside === undefined) return [];
    const covered = near.some(({ x0, x1 }) => Math.min(x1, to) - Math.max(x0, from) > 2);
    return covered ? [] : [{ text: "____", x0: from, x1: to, y: beside.y, size: beside.size, turn: 0 }];
  });
}
