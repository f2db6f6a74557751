import type { Block, Inline, Paragraph, Place, Story } from "../../read/story.ts";
import { ListTags } from "./list-tags.ts";
import { newTag, type Tag, type TagType } from "./tag.ts";
import { tagTable } from "./tag-table.ts";
import type { ParagraphTags, Tagging } from "./tagging.ts";

/** The structure tree of a document in its reading order, without content yet. */
export type TagTree = {
  readonly root: Tag;
  readonly paragraphs: Map<Paragraph, ParagraphTags>;
  /** Paragraphs of headers and footers: artifacts. */
  readonly artifacts: ReadonlySet<Paragraph>;
};

const DEEPEST_HEADING = 6;

/** Makes the tree from the story: headings by rank, lists by their labels, tables by rows and cells, everything else P. */
export function tagTree(story: Story): TagTree {
  const root = newTag("Document");
  const blocks = story.sections.flatMap((section) => section.blocks);
  const paragraphs = new Map<Paragraph, ParagraphTags>();
  tagBlocks(blocks, root, { paragraphs, headingOf: headingDepths(blocks), repeats: false });
  const running = story.sections.flatMap(({ headers, footers }) =>
    [...Object.values(headers), ...Object.values(footers)].flat(),
  );
  return { root, paragraphs, artifacts: new Set(paragraphsOf(running)) };
}

/** Puts blocks under a parent. */
export function tagBlocks(blocks: readonly Block[], parent: Tag, tagging: Tagging): void {
  const lists = new ListTags(parent);
  for (const block of blocks) {
    if (block.kind === "table") {
      lists.close();
      parent.kids.push(tagTable(block, tagging, tagBlocks));
      continue;
    }
    tagging.paragraphs.set(block, tagParagraph(block, parent, { tagging, lists }));
    tagBeside(block, parent, tagging);
  }
}

function tagParagraph(
  paragraph: Paragraph,
  parent: Tag,
  { tagging, lists }: { readonly tagging: Tagging; readonly lists: ListTags },
): ParagraphTags {
  const { rank } = paragraph;
  const item = rank === undefined ? lists.item(paragraph) : lists.close();
  const depth = typeof rank === "number" ? tagging.headingOf(rank) : undefined;
  const type: TagType = rank === "title" ? "Title" : depth === undefined ? "P" : headingType(depth);
  const body = item?.body ?? newTag(type);
  if (item === undefined) parent.kids.push(body);
  for (const { tag } of placesOf(paragraph)) body.places.push(tag);
  return { body, label: item?.label, repeats: tagging.repeats, depth };
}

/** What a paragraph brings with it is read after it: boxes of text, and its footnotes, which must have an identifier (ISO 14289-1 §7.9). */
function tagBeside(paragraph: Paragraph, parent: Tag, tagging: Tagging): void {
  for (const inline of paragraph.inlines) {
    if (inline.kind === "float") tagBlocks(inline.float.blocks, parent, tagging);
    if (inline.kind !== "text" || inline.note === undefined) continue;
    const note = newTag("Note", { places: [`note:${tagging.paragraphs.size}`] });
    parent.kids.push(note);
    tagBlocks(inline.note.blocks, note, tagging);
  }
}

function headingType(depth: number): TagType {
  const levels = ["H1", "H2", "H3", "H4", "H5", "H6"] as const;
  return levels[Math.min(depth, DEEPEST_HEADING) - 1] ?? "H6";
}

function placesOf(paragraph: Paragraph): readonly Place[] {
  const inline = paragraph.inlines.flatMap((each) => (each.kind === "break" ? [] : each.places));
  return [...new Set([...paragraph.places, ...inline])];
}

/** Ranks become depths without gaps: the first heading is 1, and none is more than one deeper than the one before it. */
function headingDepths(blocks: readonly Block[]): (rank: number) => number {
  const used = [...new Set(paragraphsOf(blocks).map(({ rank }) => rank))]
    .filter((rank) => typeof rank === "number")
    .sort((a, b) => a - b);
  let last = 0;
  return (rank) => {
    last = Math.min(used.indexOf(rank) + 1, last + 1);
    return last;
  };
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.flatMap((block) =>
    block.kind === "paragraph"
      ? [block, ...paragraphsOf(block.inlines.flatMap(blocksBeside))]
      : block.rows.flatMap((row) => row.cells.flatMap((cell) => paragraphsOf(cell.blocks))),
  );
}

function blocksBeside(inline: Inline): readonly Block[] {
  if (inline.kind === "float") return inline.float.blocks;
  return inline.kind === "text" ? (inline.note?.blocks ?? []) : [];
}
