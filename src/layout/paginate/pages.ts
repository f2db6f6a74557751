import type { Setting } from "../break/setting.ts";
import { LayoutError } from "../errors.ts";
import { drawFlow } from "../paint/draw-flow.ts";
import { blankSheet, putBefore, type Sheet } from "../paint/sheet.ts";
import type { Block, HeaderSet, Section, Story } from "../read/story.ts";
import { flowHeight } from "../tables/flow-height.ts";
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

type Opened = { readonly sheet: Sheet; readonly section: Section; readonly first: boolean };

/** The pages made so far and the place on the last one where the next line goes. */
export class Pages {
  readonly #story: Story;
  readonly #setting: Setting;
  readonly #opened: Opened[] = [];
  #section: Section;
  #number = 0;
  #firstOfSection = true;
  /** The current page was begun on purpose (a break, a section, the start): space above its first paragraph is kept. */
  begun: "on purpose" | "by overflow" = "on purpose";
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

  /** Nothing stands on the current page yet. */
  get atTop(): boolean {
    return this.y <= this.body.top + 0.01;
  }

  /** The setting of the current section: its grid is its own. */
  get setting(): Setting {
    return { ...this.#setting, grid: this.#section.grid };
  }

  /** Goes over to a section; opens its first page unless it continues on this one. */
  enter(section: Section): void {
    const before = this.#section;
    const same = before.page.width === section.page.width && before.page.height === section.page.height;
    this.#section = section;
    if (section.start === "continuous" && same && this.#opened.length > 0) {
      this.body = {
        ...this.body,
        x: section.margins.left,
        width: section.page.width - section.margins.left - section.margins.right,
      };
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

  /** Opens a new page; throws `layout.too_long` beyond 2 000. */
  open(begun: Pages["begun"] = "by overflow"): Sheet {
    this.begun = begun;
    if (this.#opened.length >= MOST_PAGES)
      throw new LayoutError("layout.too_long", `document needs more than ${MOST_PAGES} pages`, {
        limit: MOST_PAGES,
      });
    const section = this.#section;
    this.#number =
      this.#firstOfSection && section.firstNumber !== undefined ? section.firstNumber : this.#number + 1;
    const sheet = blankSheet(section.page, this.#number);
    const opened = { sheet, section, first: this.#firstOfSection };
    this.#opened.push(opened);
    this.#firstOfSection = false;
    this.body = this.#bodyOf(opened);
    this.y = this.body.top;
    return sheet;
  }

  /** The body lies between the margins, or between header and footer when these need more. */
  #bodyOf(opened: Opened): Body {
    const { margins, page } = opened.section;
    const header = this.#flow(this.#choose(opened.section.headers, opened), opened);
    const footer = this.#flow(this.#choose(opened.section.footers, opened), opened);
    const top = Math.max(margins.top, header.length === 0 ? 0 : margins.header + flowHeight(header));
    const bottom = Math.max(margins.bottom, footer.length === 0 ? 0 : margins.footer + flowHeight(footer));
    const room = page.height - bottom;
    const end = room - top < LEAST_BODY ? page.height - margins.bottom : room;
    const { pitch } = opened.section.grid;
    const over = this.#setting.profile.grid === "strict" && pitch > 0 ? (end - top) % pitch : 0;
    return {
      x: margins.left,
      width: page.width - margins.left - margins.right,
      top: top + over / 2,
      bottom: end - over / 2,
    };
  }

  #choose(set: HeaderSet, { section, sheet, first }: Opened): readonly Block[] {
    if (section.titlePage && first) return set.first ?? [];
    if (this.#story.evenAndOdd && sheet.number % 2 === 0) return set.even ?? [];
    return set.default ?? [];
  }

  #flow(blocks: readonly Block[], { section, sheet }: Opened): ReturnType<typeof layBlocks> {
    const fields = { pages: this.#setting.fields.pages, pageOf: () => sheet.number };
    return layBlocks(blocks, section.page.width - section.margins.left - section.margins.right, {
      ...this.#setting,
      grid: section.grid,
      fields,
    });
  }

  /** Draws headers and footers, once the number of pages is known. */
  finish(): void {
    const finished = new Pages(this.#story, this.#section, {
      ...this.#setting,
      fields: { ...this.#setting.fields, pages: this.#opened.length },
    });
    for (const opened of this.#opened) {
      const { margins, page } = opened.section;
      const header = finished.#flow(this.#choose(opened.section.headers, opened), opened);
      const above = blankSheet(page, opened.sheet.number);
      drawFlow(above, header, { x: margins.left, y: margins.header });
      putBefore(opened.sheet, above);
      const footer = finished.#flow(this.#choose(opened.section.footers, opened), opened);
      drawFlow(opened.sheet, footer, {
        x: margins.left,
        y: page.height - margins.footer - flowHeight(footer),
      });
    }
  }
}
