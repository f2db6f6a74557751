import type { Line } from "./lines.ts";
import { lineText } from "./lines.ts";

/** What stands in the margins of pages: removed from the text, its page numbers kept. */
export type Margins = {
  readonly lines: ReadonlySet<Line>;
  readonly numbers: readonly number[];
  readonly of: number | null;
};

type PageLines = { readonly height: number; readonly lines: readonly Line[] };

const bare = (text: string): string => text.replaceAll(/\s/gu, "");
/** What a line says, numbers aside, and how high it stands: a title that repeats the header does not stand where headers do. */
const shapeOf = (line: Line): string =>
  `${bare(lineText(line)).replaceAll(/[\d一二三四五六七八九十]+/gu, "#")}|${Math.round(line.y / 6)}`;

/** 第1页 共9页 · 1/9 · - 1 - · Page 1 of 9 · 1 */
const PAGE_NUMBER =
  /^(?:第(\d{1,4})页(?:[,，/]?共(\d{1,4})页)?|共(\d{1,4})页[,，]?第(\d{1,4})页|[-–—·~]*(\d{1,4})[-–—·~]*|(\d{1,4})\/(\d{1,4})|Page(\d{1,4})(?:of(\d{1,4}))?)$/iu;

/** The number a line prints, and of how many. */
function pageNumberIn(
  text: string,
): { readonly number: number; readonly of: number | undefined } | undefined {
  const found = PAGE_NUMBER.exec(bare(text)) ?? /第(\d{1,4})页[,，/]?共(\d{1,4})页/u.exec(bare(text));
  if (found === null) return undefined;
  const [, a, aOf, bOf, b, c, d, dOf, e, eOf] = found;
  const number = a ?? b ?? c ?? d ?? e;
  const of = aOf ?? bOf ?? dOf ?? eOf;
  return number === undefined
    ? undefined
    : { number: Number(number), of: of === undefined ? undefined : Number(of) };
}

/** Lines at the head or foot that repeat from page to page, and page numbers. */
export function marginsOf(pages: readonly PageLines[]): Margins {
  const inMargin = pages.flatMap(({ height, lines }) => marginLines(lines, height));
  const counts = new Map<string, Set<number>>();
  for (const line of inMargin) {
    const seen = counts.get(shapeOf(line)) ?? new Set();
    seen.add(line.page);
    counts.set(shapeOf(line), seen);
  }
  const enough = Math.max(2, Math.ceil(pages.length * 0.4));
  const found = new Set<Line>();
  const numbers: number[] = [];
  let of: number | null = null;
  for (const line of inMargin) {
    const number = pageNumberIn(lineText(line));
    const repeated = (counts.get(shapeOf(line))?.size ?? 0) >= enough && lineText(line).length < 60;
    if (number === undefined && !repeated) continue;
    found.add(line);
    if (number === undefined) continue;
    numbers.push(number.number);
    if (number.of !== undefined) of = Math.max(of ?? 0, number.of);
  }
  return { lines: found, numbers, of };
}

/** The first two and last two lines, when they stand in the outer eighth of the page. */
function marginLines(lines: readonly Line[], height: number): readonly Line[] {
  const outer = [...lines.slice(0, 2), ...lines.slice(-2)];
  return [...new Set(outer)].filter(({ y }) => y < height / 8 || y > height - height / 8);
}
