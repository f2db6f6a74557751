import { openAbove, openBelow } from "../tables/split-row.ts";
import { type Line, linesHeight } from "../break/line.ts";
import type { Frame, LaidParagraph } from "../laid.ts";
import { isBeside, MOST_OBSTACLES } from "../break/around.ts";
import { layRest } from "../break/lay-paragraph.ts";
import { floatBox } from "../paint/draw-floats.ts";
import { isObstacle, obstacleOf, setAround } from "../tables/lay-table.ts";
import type { Box } from "../tables/place.ts";
import { drawParagraph } from "../paint/draw-flow.ts";
import type { Footnote } from "../read/story.ts";
import type { Pages } from "./pages.ts";

const CLOSE = 0.01;

/** Places a paragraph on as many pages as it needs, by keepLines, widow control and breaks within it. */
export function placeParagraph(pages: Pages, paragraph: LaidParagraph): void {
  const { properties } = paragraph.paragraph;
  let { lines, frame, floats, width, around } = clearOfFloats(pages, paragraph);
  const whole = lines.length;
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
      whole: lines.length === whole,
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
      pages.y += own.above + linesHeight(part) + own.below;
      pages.addNotes(part.flatMap((line) => line.notes));
      frame = openAbove(frame);
      floats = [];
    }
    const broken = part.at(-1)?.breaks;
    if (broken === "page") pages.open("on purpose");
    else if (broken === "column") pages.next("on purpose");
    else if (lines.length > 0) pages.next();
    const used = part.at(-1)?.end;
    // A column of another width, or floats that are left behind or ahead, set what is left anew.
    if (lines.length === 0 || used === undefined) continue;
    const at = { obstacles: pages.obstacles, x: pages.body.x, y: pages.y };
    const beside = isBeside(at, pages.body.width, { top: at.y, bottom: at.y + linesHeight(lines) });
    if (Math.abs(width - pages.body.width) > CLOSE || around || beside) {
      width = pages.body.width;
      around = beside;
      lines = layRest(
        paragraph.paragraph,
        { from: used, width, ...(beside ? { around: at } : {}) },
        pages.setting,
      );
    }
  }
}

/**
 * Puts a paragraph's floats on the page and its lines clear of them and of those before. A float that belongs to the text and
 * does not fit on the page takes the paragraph to the next one.
 */
function clearOfFloats(pages: Pages, paragraph: LaidParagraph): LaidParagraph {
  const solid = paragraph.floats.filter(isObstacle);
  const boxes = (): readonly Box[] =>
    solid.map((each) => floatBox(pages.sheet, each, { x: pages.body.x, y: pages.y, width: paragraph.width }));
  const over = boxes().some(
    (box, index) =>
      solid[index]?.float.y.from === "text" &&
      box.y + box.height > pages.body.bottom + CLOSE &&
      box.height <= pages.body.bottom - pages.body.top,
  );
  if (over && !pages.atTop) pages.next();
  for (const [index, box] of boxes().entries()) {
    const each = solid[index];
    if (each !== undefined && pages.obstacles.length < MOST_OBSTACLES)
      pages.obstacles.push(obstacleOf(each, box));
  }
  return setAround(paragraph, { obstacles: pages.obstacles, x: pages.body.x, y: pages.y }, pages.setting);
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
    const over = y + line.height + below + room > pages.body.bottom + CLOSE;
    if (over && line.notes.length > 0 && pages.mayCutNotes(y + line.height + below)) return count + 1;
    if (over) break;
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
