import { linesHeight } from "../break/line.ts";
import type { FieldNumbers, Setting } from "../break/setting.ts";
import type { Sheet } from "../paint/sheet.ts";
import type { Block, Inline, Story } from "../read/story.ts";
import { blockHeight, spaceBetween } from "../tables/flow-height.ts";
import type { LaidBlock } from "../laid.ts";
import { layLoose } from "../tables/lay-table.ts";
import { balancedHeight } from "./balanced-height.ts";
import { Pages } from "./pages.ts";
import { placeParagraph } from "./place-paragraph.ts";
import { placeTable } from "./place-table.ts";

/** Sets a whole document in pages. A second pass is made only when the body itself shows page numbers. */
export function paginate(story: Story, setting: Omit<Setting, "fields" | "grid">): readonly Sheet[] {
  const first = pass(story, setting, { pages: 1, pageOf: () => ({ value: 1, format: "decimal" }) });
  if (!story.sections.some((section) => section.blocks.some(showsNumbers))) return first;
  const numbers = new Map<Inline, number>();
  for (const sheet of first) for (const field of sheet.fields) numbers.set(field, sheet.number);
  const pageOf: FieldNumbers["pageOf"] = (field) => ({ value: numbers.get(field) ?? 1, format: "decimal" });
  return pass(story, setting, { pages: first.length, pageOf });
}

function showsNumbers(block: Block): boolean {
  if (block.kind === "paragraph") return block.inlines.some((inline) => inline.kind === "field");
  return block.rows.some((row) => row.cells.some((cell) => cell.blocks.some(showsNumbers)));
}

function pass(
  story: Story,
  setting: Omit<Setting, "fields" | "grid">,
  fields: FieldNumbers,
): readonly Sheet[] {
  const [first] = story.sections;
  if (first === undefined) return [];
  const pages = new Pages(story, first, { ...setting, grid: first.grid, fields });
  for (const [at, section] of story.sections.entries()) {
    pages.enter(section);
    const following = story.sections[at + 1];
    const marked = following !== undefined && setting.profile.sectionMark === "none";
    const blocks = marked ? withoutMark(section.blocks) : section.blocks;
    const flow = layLoose(blocks, pages.body.width, pages.setting);
    if (section.columns.length > 1 && following?.start === "continuous") {
      const height = balancedHeight(flow, section.columns.length, pages.body.bottom - pages.y);
      if (height !== undefined) pages.endColumnsAfter(height);
    }
    for (const [index, block] of flow.entries()) placeBlock(pages, flow, { block, index });
  }
  pages.finish();
  return pages.sheets;
}

/** The blocks of a section without an empty paragraph that only ends it. */
function withoutMark(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1);
  const empty = last?.kind === "paragraph" && last.inlines.length === 0 && last.label === undefined;
  return empty && blocks.length > 1 ? blocks.slice(0, -1) : blocks;
}

function placeBlock(
  pages: Pages,
  flow: readonly LaidBlock[],
  at: { readonly block: LaidBlock; readonly index: number },
): void {
  const { index } = at;
  const block = inColumn(pages, at.block);
  if (block.kind === "paragraph" && block.paragraph.properties.pageBreakBefore && !pages.atTop)
    pages.open("on purpose");
  const space = spaceBetween(flow[index - 1], block);
  if (keepsOnward(pages, flow, index, space)) pages.next();
  // Space above is lost only at the top of a page that text has flowed onto.
  if (!pages.atTop) pages.y += space;
  else if (pages.begun === "on purpose") pages.y += spaceBetween(undefined, block);
  if (block.kind === "paragraph") placeParagraph(pages, block);
  else placeTable(pages, block);
}

/** A block as it stands in the current column, which may be of another width than the one it was set for. */
function inColumn(pages: Pages, block: LaidBlock): LaidBlock {
  if (Math.abs(block.width - pages.body.width) < CLOSE) return block;
  const [again] = layLoose(
    [block.kind === "paragraph" ? block.paragraph : block.table],
    pages.body.width,
    pages.setting,
  );
  return again?.kind === "paragraph" && block.kind === "paragraph"
    ? { ...again, frame: block.frame }
    : (again ?? block);
}

const CLOSE = 0.01;

/** Whether a chain of keepNext paragraphs that begins here does not fit above the page's end with the start of what follows. */
function keepsOnward(pages: Pages, flow: readonly LaidBlock[], start: number, space: number): boolean {
  const keeps = (block: LaidBlock | undefined): boolean =>
    block?.kind === "paragraph" && block.paragraph.properties.keepNext;
  if (pages.atTop || !keeps(flow[start]) || keeps(flow[start - 1])) return false;
  let needed = space;
  let index = start;
  for (; keeps(flow[index]); index += 1) {
    const block = flow[index];
    if (block !== undefined)
      needed += blockHeight(block) + (index === start ? 0 : spaceBetween(flow[index - 1], block));
  }
  const next = flow[index];
  if (next !== undefined) needed += spaceBetween(flow[index - 1], next) + leastHeight(next);
  return needed > pages.body.bottom - pages.y + CLOSE && needed <= pages.body.bottom - pages.body.top;
}

/** What must stay with the paragraph above: two lines, all of a paragraph that is not to be broken, or the heading rows and one row more. */
function leastHeight(block: LaidBlock): number {
  if (block.kind === "paragraph") {
    const { keepLines, widowControl } = block.paragraph.properties;
    return linesHeight(keepLines ? block.lines : block.lines.slice(0, widowControl ? 2 : 1));
  }
  const heads = block.rows.findIndex((row) => !row.row.head);
  return block.rows.slice(0, heads + 1).reduce((sum, row) => sum + row.height, 0);
}
