import { openAbove, openBelow } from "../tables/split-row.ts";
import { type Line, linesHeight } from "../break/line.ts";
import type { Frame, LaidParagraph } from "../laid.ts";
import { layRest } from "../break/lay-paragraph.ts";
import { drawParagraph } from "../paint/draw-flow.ts";
import type { Footnote } from "../read/story.ts";
import type { Pages } from "./pages.ts";

const CLOSE = 0.01;

/** Places a paragraph on as many pages as it needs, by keepLines, widow control and breaks within it. */
export function placeParagraph(pages: Pages, paragraph: LaidParagraph): void {
  const { properties } = paragraph.paragraph;
  let { lines, frame, floats, width } = paragraph;
  if (
    properties.keepLines &&
    !pages.atTop &&
    !fits(pages, lines) &&
    linesHeight(lines) <= pages.body.bottom - pages.body.top
  )
    pages.next();
  while (lines.length > 0) {
    const count = countOnPage(pages, lines, {
      frame,
      control: properties.widowControl,
      whole: lines.length === paragraph.lines.length,
    });
    const part = lines.slice(0, count);
    lines = lines.slice(count);
    if (part.length > 0) {
      const own = lines.length > 0 ? openBelow(frame) : frame;
      drawParagraph(
        pages.sheet,
        { ...paragraph, width, lines: part, frame: own, floats },
        { x: pages.body.x, y: pages.y },
      );
      pages.addNotes(part.flatMap((line) => line.notes));
      pages.y += own.above + linesHeight(part) + own.below;
      frame = openAbove(frame);
      floats = [];
    }
    const broken = part.at(-1)?.breaks;
    if (broken === "page") pages.open("on purpose");
    else if (broken === "column") pages.next("on purpose");
    else if (lines.length > 0) pages.next();
    const used = part.at(-1)?.end;
    // A column of another width sets what is left anew.
    if (lines.length > 0 && used !== undefined && Math.abs(width - pages.body.width) > CLOSE) {
      width = pages.body.width;
      lines = layRest(paragraph.paragraph, used, width, pages.setting);
    }
  }
}

const fits = (pages: Pages, lines: readonly Line[]): boolean =>
  pages.y + linesHeight(lines) <= pages.body.bottom + CLOSE;

/** How many lines go on this page: what fits, less what orphans and widows take back; at least one on an empty page. */
function countOnPage(
  pages: Pages,
  lines: readonly Line[],
  { frame, control, whole }: { readonly frame: Frame; readonly control: boolean; readonly whole: boolean },
): number {
  let count = 0;
  let y = pages.y + frame.above;
  let notes: readonly Footnote[] = [];
  for (const line of lines) {
    const below = count === lines.length - 1 ? frame.below : 0;
    const noted = line.notes.length === 0 ? notes : [...notes, ...line.notes];
    const room = noted.length === 0 ? 0 : pages.noteRoom(noted);
    if (y + line.height + below + room > pages.body.bottom + CLOSE) break;
    notes = noted;
    y += line.height;
    count += 1;
    if (line.breaks === "page" || line.breaks === "column") return count;
  }
  if (count === lines.length) return count;
  if (control && lines.length - count === 1 && count > 1) count -= 1;
  if (control && whole && count === 1 && !pages.atTop) count = 0;
  return count === 0 && pages.atTop ? 1 : count;
}
