import type { Obstacle } from "../break/around.ts";
import type { Setting } from "../break/setting.ts";
import { LayoutError } from "../errors.ts";
import { drawFlow } from "../paint/draw-flow.ts";
import { blankSheet, joinLayers, putAfter, putBefore, type Rule, type Sheet } from "../paint/sheet.ts";
import type { Block, Footnote, HeaderSet, PageFrame, Section, Story } from "../read/story.ts";
import type { Border } from "../styles/borders.ts";
import { splitFlow } from "../tables/split-row.ts";
import { flowHeight } from "../tables/flow-height.ts";
import type { LaidBlock } from "../laid.ts";
import { layBlocks } from "../tables/lay-table.ts";

const MOST_PAGES = 2_000;
const LEAST_BODY = 20;

/** Where text goes on a page, y from the top. */
export type Body = {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
};

type Look = { readonly sheet: Sheet; readonly section: Section; readonly first: boolean };
/** A page with what will stand at its foot: `foot` is where its footnotes end. */
type Opened = Look & { readonly foot: number; readonly notes: (readonly LaidBlock[])[] };

/** Text that keeps to no grid. */
const NO_GRID: Section["grid"] = { pitch: 0, characterSpace: 0, cell: 0 };
/** The line between columns. */
const COLUMN_RULE: Rule["pen"] = { style: "single", width: 0.5, color: "000000" };
const CLOSE = 0.01;
/** So much of a note stands on the page that refers to it, points. */
const LEAST_NOTE = 24;
/** Room between text and footnotes, and the short rule in it. */
const NOTE_SEPARATOR = 6.2;
const NOTE_RULE: Rule["pen"] = { style: "single", width: 0.5, color: "000000" };

/** The pages made so far and the place on the last one where the next line goes. */
export class Pages {
  readonly #story: Story;
  readonly #setting: Setting;
  readonly #opened: Opened[] = [];
  #section: Section;
  #number = 0;
  #firstOfSection = true;
  /** The part of the page that the section's columns share, and the one being filled. */
  #page: Body = { x: 0, width: 0, top: 0, bottom: 0 };
  #column = 0;
  #deepest = 0;
  #balanced = Number.POSITIVE_INFINITY;
  #fullTop = 0;
  /** Rests of notes for the foot of the next page. */
  #carried: (readonly LaidBlock[])[] = [];
  readonly #laidNotes = new Map<Footnote, readonly LaidBlock[]>();
  /** The current page was begun on purpose (a break, a section, the start): space above its first paragraph is kept. */
  begun: "on purpose" | "by overflow" = "on purpose";
  /** What the text of the current page keeps clear of. */
  readonly obstacles: Obstacle[] = [];
  /** Next free y on the current page. */
  y = 0;
  body: Body = { x: 0, width: 0, top: 0, bottom: 0 };

  constructor(story: Story, section: Section, setting: Setting) {
    this.#story = story;
    this.#section = section;
    this.#setting = setting;
  }

  get sheet(): Sheet {
    return this.#opened.at(-1)?.sheet ?? this.open();
  }

  get sheets(): readonly Sheet[] {
    return this.#opened.map((each) => each.sheet);
  }

  /** Nothing stands in the current column yet, and it begins at the top of the page. */
  get atTop(): boolean {
    return this.y <= this.#fullTop + 0.01;
  }

  /** The setting of the current section: its grid is its own. */
  get setting(): Setting {
    return { ...this.#setting, grid: this.#section.grid };
  }

  /** Goes over to a section; opens its first page unless it continues on this one. */
  enter(section: Section): void {
    this.#ruleColumns();
    this.#page = { ...this.#page, top: Number.POSITIVE_INFINITY };
    const before = this.#section;
    const same = before.page.width === section.page.width && before.page.height === section.page.height;
    this.#section = section;
    if (section.start === "continuous" && same && this.#opened.length > 0) {
      this.y = Math.max(this.y, this.#deepest);
      this.#begin({ ...this.#page, top: this.y });
      return;
    }
    this.#firstOfSection = true;
    this.open("on purpose");
    const odd = this.sheet.number % 2 === 1;
    if ((section.start === "oddPage" && !odd) || (section.start === "evenPage" && odd)) {
      if (this.#setting.profile.emptyPage === "left out") {
        this.#opened.pop();
        this.#firstOfSection = true;
      }
      this.open("on purpose");
    }
  }

  /** Draws the lines between the columns filled so far on this part of the page. */
  #ruleColumns(): void {
    const { columns, ruled } = this.#section;
    const sheet = this.#opened.at(-1)?.sheet;
    const bottom = Math.max(this.#deepest, this.y);
    if (!ruled || sheet === undefined || bottom <= this.#page.top) return;
    for (const [index, column] of columns.slice(1).entries()) {
      const before = columns[index];
      if (before === undefined) continue;
      const x = this.#page.x + (before.x + before.width + column.x) / 2;
      sheet.rules.push({ x1: x, y1: this.#page.top, x2: x, y2: bottom, pen: COLUMN_RULE });
    }
  }

  /** Starts the columns of the current section in this part of the page. */
  #begin(page: Pages["body"]): void {
    this.#page = page;
    this.#column = 0;
    this.#deepest = page.top;
    this.#balanced = Number.POSITIVE_INFINITY;
    this.#place();
  }

  #place(): void {
    const { columns } = this.#section;
    const single = { x: 0, width: this.#page.width };
    const { x, width } = columns.length > 1 ? (columns[this.#column] ?? single) : single;
    const last = this.#column + 1 >= columns.length;
    const bottom = last ? this.#page.bottom : Math.min(this.#page.bottom, this.#balanced);
    this.body = { ...this.#page, bottom, x: this.#page.x + x, width };
    this.y = this.body.top;
  }

  /** Ends all columns of this part of the page but the last at this height: a continuous section goes on under them. */
  endColumnsAfter(height: number): void {
    this.#balanced = this.y + height;
    this.#place();
  }

  /** Goes on in the next column, or on a new page after the last one. */
  next(begun: Pages["begun"] = "by overflow"): void {
    this.#deepest = Math.max(this.#deepest, this.y);
    if (this.#column + 1 >= this.#section.columns.length) {
      this.open(begun);
      return;
    }
    this.begun = begun;
    this.#column += 1;
    this.#place();
  }

  /** The room that these footnotes would take from the body of this page. */
  noteRoom(notes: readonly Footnote[]): number {
    if (notes.length === 0) return 0;
    const opened = this.#opened.at(-1);
    const separator = (opened?.notes.length ?? 0) === 0 ? NOTE_SEPARATOR : 0;
    return notes.reduce((sum, note) => sum + flowHeight(this.#layNote(note)), separator);
  }

  /** Puts footnotes at the foot of this page. */
  addNotes(notes: readonly Footnote[]): void {
    if (notes.length > 0) this.#putNotes(notes.map((note) => this.#layNote(note)));
  }

  /** Whether a line that ends at this height may stand on the page though its notes do not fit: two lines of them must. */
  mayCutNotes(y: number): boolean {
    return y + NOTE_SEPARATOR + LEAST_NOTE <= this.body.bottom;
  }

  /** Puts notes under the text down to `y`; what has no room there goes to the foot of the next page. */
  #putNotes(flows: readonly (readonly LaidBlock[])[]): void {
    const opened = this.#opened.at(-1);
    if (opened === undefined) return;
    for (const flow of flows) {
      const separator = opened.notes.length === 0 ? NOTE_SEPARATOR : 0;
      const room = this.body.bottom - this.y - separator;
      const height = flowHeight(flow);
      const cut = height > room + CLOSE || this.#carried.length > 0 ? splitFlow(flow, room) : undefined;
      // What not even an empty page has room for stands there all the same.
      const alone = this.atTop && opened.notes.length === 0;
      const waits = this.#carried.length > 0 || (height > room + CLOSE && cut === undefined && !alone);
      if (waits || cut !== undefined) this.#carried.push(waits ? flow : (cut?.rest ?? []));
      const head = waits ? [] : (cut?.head ?? flow);
      if (head.length === 0) continue;
      opened.notes.push(head);
      const taken = flowHeight(head) + separator;
      this.body = { ...this.body, bottom: this.body.bottom - taken };
      this.#page = { ...this.#page, bottom: this.#page.bottom - taken };
    }
  }

  #layNote(note: Footnote): readonly LaidBlock[] {
    const known = this.#laidNotes.get(note);
    if (known !== undefined) return known;
    const { page, margins } = this.#section;
    const laid = layBlocks(note.blocks, page.width - margins.left - margins.right, this.setting);
    this.#laidNotes.set(note, laid);
    return laid;
  }

  /** Opens a new page; throws `layout.too_long` beyond 2 000. */
  open(begun: Pages["begun"] = "by overflow"): Sheet {
    this.#ruleColumns();
    this.begun = begun;
    if (this.#opened.length >= MOST_PAGES)
      throw new LayoutError("layout.too_long", `document needs more than ${MOST_PAGES} pages`, {
        limit: MOST_PAGES,
      });
    const section = this.#section;
    this.#number =
      this.#firstOfSection && section.firstNumber !== undefined ? section.firstNumber : this.#number + 1;
    const sheet = blankSheet(section.page, this.#number, section.margins);
    const body = this.#bodyOf({ sheet, section, first: this.#firstOfSection });
    this.#opened.push({ sheet, section, first: this.#firstOfSection, foot: body.bottom, notes: [] });
    this.#firstOfSection = false;
    this.obstacles.length = 0;
    this.#fullTop = body.top;
    this.#begin(body);
    const carried = this.#carried.splice(0).filter((flow) => flow.length > 0);
    if (carried.length > 0) this.#putNotes(carried);
    return sheet;
  }

  /** The body lies between the margins, or between header and footer when these need more. */
  #bodyOf(opened: Look): Body {
    const { margins, page } = opened.section;
    const header = this.#flow(this.#choose(opened.section.headers, opened), opened);
    const footer = this.#flow(this.#choose(opened.section.footers, opened), opened);
    const top = Math.max(margins.top, header.length === 0 ? 0 : margins.header + flowHeight(header));
    const bottom = Math.max(margins.bottom, footer.length === 0 ? 0 : margins.footer + flowHeight(footer));
    const room = page.height - bottom;
    const end = room - top < LEAST_BODY ? page.height - margins.bottom : room;
    const { pitch } = opened.section.grid;
    const over = this.#setting.profile.grid === "strict" && pitch > 0 ? (end - top) % pitch : 0;
    const width = page.width - margins.left - margins.right;
    const { cell } = opened.section.grid;
    const beside = this.#setting.profile.grid === "strict" && cell > 0 ? width % cell : 0;
    return {
      x: margins.left + beside / 2,
      width: width - beside,
      // A strict grid stands in the middle of the page, but not in a document with footnotes.
      top: top + (this.#story.hasFootnotes ? 0 : over / 2),
      bottom: end - (this.#story.hasFootnotes ? over : over / 2),
    };
  }

  #choose(set: HeaderSet, { section, sheet, first }: Look): readonly Block[] {
    if (section.titlePage && first) return set.first ?? [];
    if (this.#story.evenAndOdd && sheet.number % 2 === 0) return set.even ?? [];
    return set.default ?? [];
  }

  #flow(blocks: readonly Block[], { section, sheet }: Look): ReturnType<typeof layBlocks> {
    const fields = {
      pages: this.#setting.fields.pages,
      pageOf: () => ({ value: sheet.number, format: section.numberFormat }),
    };
    return layBlocks(blocks, section.page.width - section.margins.left - section.margins.right, {
      ...this.#setting,
      grid: this.#setting.profile.gridInHeaders === "kept" ? section.grid : NO_GRID,
      fields,
    });
  }

  /** Draws headers and footers, once the number of pages is known. */
  finish(): void {
    this.#ruleColumns();
    while (this.#carried.some((flow) => flow.length > 0)) this.open();
    const finished = new Pages(this.#story, this.#section, {
      ...this.#setting,
      fields: { ...this.#setting.fields, pages: this.#opened.length },
    });
    for (const opened of this.#opened) {
      const { margins, page } = opened.section;
      const header = finished.#flow(this.#choose(opened.section.headers, opened), opened);
      const above = blankSheet(page, opened.sheet.number, margins);
      drawFlow(above, header, { x: margins.left, y: margins.header });
      putBefore(opened.sheet, withLayersBehind(above));
      drawNotes(opened, { x: margins.left, width: page.width - margins.left - margins.right });
      if (opened.section.frame !== undefined) drawPageFrame(opened, opened.section.frame);
      const footer = finished.#flow(this.#choose(opened.section.footers, opened), opened);
      const below = blankSheet(page, opened.sheet.number, margins);
      drawFlow(below, footer, { x: margins.left, y: page.height - margins.footer - flowHeight(footer) });
      putAfter(opened.sheet, withLayersBehind(below));
      joinLayers(opened.sheet);
    }
  }
}

/** What stands beside the text of a header or footer is behind the text of the page. */
function withLayersBehind(sheet: Sheet): Sheet {
  const behind = sheet.layers.map((each) => ({ ...each, layer: "behind" as const }));
  sheet.layers.splice(0, sheet.layers.length, ...behind);
  return sheet;
}

/** Footnotes stand on the page's last lines under a rule of a quarter of the text's width. */
function drawNotes({ sheet, foot, notes }: Opened, at: { readonly x: number; readonly width: number }): void {
  if (notes.length === 0) return;
  let y = foot - notes.reduce((sum, note) => sum + flowHeight(note), 0);
  const rule = y - NOTE_SEPARATOR / 2;
  sheet.rules.push({ x1: at.x, y1: rule, x2: at.x + at.width / 4, y2: rule, pen: NOTE_RULE });
  for (const note of notes) {
    drawFlow(sheet, note, { x: at.x, y });
    y += flowHeight(note);
  }
}

/** Draws the frame of a page (w:pgBorders): so far from the page's edge, or from its text. */
function drawPageFrame({ sheet, section, first }: Opened, { borders, from, pages }: PageFrame): void {
  if ((pages === "first" && !first) || (pages === "others" && first)) return;
  const edge = (side: "top" | "left" | "bottom" | "right"): number => {
    const border = borders[side];
    const reach = (border?.space ?? 0) + (border?.width ?? 0) / 2;
    return from === "page" ? reach : section.margins[side] - reach;
  };
  const [x1, y1] = [edge("left"), edge("top")];
  const [x2, y2] = [sheet.width - edge("right"), sheet.height - edge("bottom")];
  const draw = (pen: Border | undefined, line: Omit<Rule, "pen">): void => {
    if (pen !== undefined && pen.style !== "none") sheet.rules.push({ ...line, pen });
  };
  draw(borders.top, { x1, y1, x2, y2: y1 });
  draw(borders.bottom, { x1, y1: y2, x2, y2 });
  draw(borders.left, { x1, y1, x2: x1, y2 });
  draw(borders.right, { x1: x2, y1, x2, y2 });
}
