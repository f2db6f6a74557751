import type { Paragraph } from "../read/story.ts";
import { HANGING } from "./characters.ts";
import type { Around } from "./around.ts";
import { lineAround, type Room } from "./line-around.ts";
import { fillLine } from "./fill-line.ts";
import { indentsOf } from "./indents.ts";
import { NO_FRAME } from "./frame.ts";
import type { Item } from "./item.ts";
import { withLeaders } from "./leaders.ts";
import { type Line, linesHeight } from "./line.ts";
import type { LaidParagraph } from "../laid.ts";
import { measureLine } from "./line-height.ts";
import { makeItems } from "./make-items.ts";
import type { Setting } from "./setting.ts";

/** The lines of what is left of a paragraph from this item on, in a column of another width. */
export function layRest(
  paragraph: Paragraph,
  rest: { readonly from: number; readonly width: number; readonly around?: Around },
  setting: Setting,
): readonly Line[] {
  return breakLines(makeItems(paragraph, setting), { paragraph, ...rest }, setting);
}

/** Sets a paragraph in lines for a column of this width. Always at least one line. */
export function layParagraph(paragraph: Paragraph, width: number, setting: Setting): LaidParagraph {
  const items = makeItems(paragraph, setting);
  const { properties, mark } = paragraph;
  const byGrid = setting.profile.spaceUnit === "grid";
  const unit = byGrid && setting.grid.pitch > 0 ? setting.grid.pitch : 12;
  const space = (length: number, inLines: number | undefined): number =>
    inLines === undefined || (!byGrid && length > 0) ? length : inLines * unit;
  return {
    kind: "paragraph",
    paragraph,
    lines: breakLines(items, { paragraph, width, from: 0 }, setting),
    before: space(properties.before, properties.beforeLines),
    after: space(properties.after, properties.afterLines),
    width,
    spaces: setting.spaces,
    frame: NO_FRAME,
    floats: [],
    around: false,
    ...(mark.hidden && items.length === 0 ? { lines: [], before: 0, after: 0 } : {}),
  };
}

function breakLines(
  items: readonly Item[],
  wanted: {
    readonly paragraph: Paragraph;
    readonly width: number;
    readonly from: number;
    readonly around?: Around;
  },
  setting: Setting,
): readonly Line[] {
  const { paragraph, width, from, around } = wanted;
  const { properties, mark } = paragraph;
  const em = (items[0]?.size ?? mark.size) + setting.grid.characterSpace;
  const indents = indentsOf(properties, em, setting.profile.spaceUnit);
  const script = setting.profile.emptyLine;
  const otherwise = {
    face: setting.book.face(script === "han" ? mark.eastAsia : mark.latin, script),
    size: mark.size,
  };
  const ruler = {
    stops: properties.tabs,
    indent: indents.left,
    defaultTab: setting.defaultTab,
    end: width - indents.right,
  };
  const lines: Line[] = [];
  let start = from;
  const lineFrom = (at: number, { x, available }: Room): Line => {
    const rules = { properties, hanging: setting.hanging, seams: setting.profile.seams };
    const { end, broken } = fillLine(items, at, { ...rules, available, ruler, x });
    return lineOf(items, { start: at, end, broken, x, available }, { otherwise, properties, setting });
  };
  do {
    const first = start === 0 ? indents.first : 0;
    const x = onCell(indents.left + first, setting, properties.snapToGrid);
    const room = { x, first, available: Math.max(1, width - indents.right - x) };
    if (around === undefined) lines.push(lineFrom(start, room));
    else {
      const y = around.y + linesHeight(lines);
      lines.push(...lineAround({ ...around, y }, room, { width, start, items, lineFrom }));
    }
    start = lines.at(-1)?.end ?? items.length;
  } while (start < items.length);
  const last = items.at(-1);
  // A line break at the very end opens one more, empty line; a page break does not.
  if (last?.to === "line") lines.push(emptyLine(paragraph, { otherwise, x: indents.left, width }, setting));
  return withoutSpare(lines);
}

/** Lines on a strict character grid begin on a cell. */
function onCell(x: number, { grid, profile }: Setting, snaps: boolean): number {
  return profile.grid === "strict" && grid.cell > 0 && snaps && x > 0
    ? Math.ceil(x / grid.cell - NEARLY) * grid.cell
    : x;
}

const NEARLY = 0.003;

function withoutSpare(lines: Line[]): readonly Line[] {
  const last = lines.at(-1);
  if (last !== undefined && last.spare > 0)
    lines[lines.length - 1] = { ...last, height: last.height - last.spare };
  return lines;
}

/** One line of the items from `start` to `end`. */
function lineOf(
  items: readonly Item[],
  at: {
    readonly start: number;
    readonly end: number;
    readonly broken: boolean;
    readonly x: number;
    readonly available: number;
  },
  context: {
    readonly otherwise: Parameters<typeof measureLine>[1];
    readonly properties: Paragraph["properties"];
    readonly setting: Setting;
  },
): Line {
  const { end, broken, x, available } = at;
  const { otherwise, properties, setting } = context;
  const own = items.slice(at.start, end);
  const stop = broken ? own.pop() : undefined;
  // With closed seams a stop before Latin text hangs even where it would fit.
  const always =
    setting.profile.seams === "closed" && setting.hanging === "allowed" && items[end]?.han === false;
  const visible = visibleCount(own, { available, always });
  const measured = own.length > 0 || stop === undefined ? own : [stop];
  return {
    ...withLeaders(own, visible, setting),
    x,
    available,
    width: widthOf(own, visible),
    last: end >= items.length || (broken && (stop?.to !== "line" || setting.brokenLines === "short")),
    breaks: stop?.to,
    notes: own.flatMap((item) => (item.note === undefined ? [] : [item.note])),
    end,
    ...measureLine(measured, otherwise, properties, setting),
  };
}

function emptyLine(
  paragraph: Paragraph,
  at: { readonly otherwise: Parameters<typeof measureLine>[1]; readonly x: number; readonly width: number },
  setting: Setting,
): Line {
  const measure = measureLine([], at.otherwise, paragraph.properties, setting);
  return {
    items: [],
    visible: 0,
    x: at.x,
    available: at.width - at.x,
    width: 0,
    last: true,
    breaks: undefined,
    notes: [],
    end: 0,
    ...measure,
  };
}

const CLOSE = 0.01;

function visibleCount(
  items: readonly Item[],
  { available, always }: { readonly available: number; readonly always: boolean },
): number {
  let count = items.length;
  while (count > 0 && items[count - 1]?.blank === true) count -= 1;
  // A stop that does not fit hangs over the margin as a whole: the text before it fills the line.
  const hangs =
    HANGING.has(items[count - 1]?.text ?? "") && (always || widthOf(items, count) > available + CLOSE);
  return hangs && count > 1 ? count - 1 : count;
}

function widthOf(items: readonly Item[], visible: number): number {
  let width = 0;
  for (let index = 0; index < visible; index += 1)
    width += (items[index]?.width ?? 0) + (index < visible - 1 ? (items[index]?.gap ?? 0) : 0);
  return width;
}
