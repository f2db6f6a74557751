import { GETA } from "../../fonts/font-book.ts";
import type { Paragraph } from "../../read/story.ts";
import type { PlacedSign, Sheet } from "../sheet.ts";
import { newTag, type Tag } from "./tag.ts";
import type { TagTree } from "./tag-tree.ts";
import type { ParagraphTags } from "./tagging.ts";

/** Operators around the content of one page, and whose content each marked sequence is. */
export type SheetMarks = {
  /** Neighbouring signs `from` up to `to` (not included) with the operator that opens their sequence. */
  readonly texts: readonly { readonly from: number; readonly to: number; readonly open: string }[];
  /** The operator before each image of the sheet. */
  readonly images: readonly string[];
  /** The element of each MCID. */
  readonly owners: readonly Tag[];
};

/** A heading where it first stands. */
export type PlacedHeading = {
  readonly paragraph: Paragraph;
  readonly depth: number;
  readonly page: number;
  /** Top of its first line, y down. */
  readonly top: number;
};

const RUNNING = "/Artifact <</Type /Pagination>> BDC";
/** Stands for what owns the signs of a leader: they fill a space and are not read. */
const LEADER = newTag("Span");
const FILLING = "/Artifact <</Type /Layout>> BDC";
const UNDESCRIBED = "图片（原文件没有说明）";

/** Gives the content of page after page to the elements of a tree; headers, footers and repeated rows become artifacts. */
export class SheetTagger {
  readonly #tree: TagTree;
  readonly #firstPages = new Map<Tag, number>();
  readonly #spans = new Map<Tag, Tag>();
  readonly headings: PlacedHeading[] = [];

  constructor(tree: TagTree) {
    this.#tree = tree;
  }

  /** Marks the sheet of a 0-based page. Pages are given in order, each once. */
  mark(sheet: Sheet, page: number): SheetMarks {
    const owners: Tag[] = [];
    const open = (tag: Tag | undefined): string => {
      if (tag === undefined) return RUNNING;
      if (tag === LEADER) return FILLING;
      this.#spans.get(tag)?.kids.push(tag);
      tag.kids.push({ page, mcid: owners.length });
      owners.push(tag);
      return `/${tag.type} <</MCID ${owners.length - 1}>> BDC`;
    };
    const texts: { from: number; to: number; open: string }[] = [];
    const images: string[] = [];
    const { signs } = sheet;
    const cuts = new Set(sheet.cuts.map((cut) => cut.signs));
    let from = 0;
    let owner: Tag | undefined;
    const close = (to: number): void => {
      if (to > from) texts.push({ from, to, open: open(owner) });
      from = to;
    };
    for (let index = 0; index <= signs.length; index += 1) {
      const sign = signs[index];
      // One item drawn again and again in a row is a leader.
      const before = signs[index - 1];
      const filling =
        sign !== undefined && (before?.item === sign.item || signs[index + 1]?.item === sign.item);
      // Text of one paragraph and one run has one owner: only its first sign asks for it.
      const sameOwner =
        before !== undefined &&
        sign !== undefined &&
        owner !== LEADER &&
        before.paragraph === sign.paragraph &&
        before.item.run === sign.item.run &&
        before.item.sign?.shown !== GETA &&
        sign.item.sign?.shown !== GETA;
      const next =
        sign === undefined ? undefined : filling ? LEADER : sameOwner ? owner : this.#ownerOf(sign, page);
      if (next !== owner || sheet.images[images.length]?.before === index || cuts.has(index)) close(index);
      for (; sheet.images[images.length]?.before === index; )
        images.push(open(this.#figure(sheet, images.length, page)));
      owner = next;
      if (sign === undefined) close(index);
    }
    return { texts, images, owners };
  }

  #ownerOf({ paragraph, item, y }: PlacedSign, page: number): Tag | undefined {
    const tags = this.#tagsOf(paragraph, page);
    if (tags === undefined) return undefined;
    if (
      tags.depth !== undefined &&
      tags.body.kids.length === 0 &&
      this.headings.at(-1)?.paragraph !== paragraph
    ) {
      const top = y - item.face.ascent * item.size;
      this.headings.push({ paragraph, depth: tags.depth, page, top });
    }
    const own = paragraph.label !== undefined && item.run === paragraph.label ? tags.label : undefined;
    return item.sign?.shown === GETA ? this.#span(own ?? tags.body, item.text) : (own ?? tags.body);
  }

  /** A character drawn as 〓: an element that says what is meant, put in its place when its content is. */
  #span(parent: Tag, actual: string): Tag {
    const span = newTag("Span", { actual });
    this.#spans.set(span, parent);
    return span;
  }

  /** The paragraph's elements; undefined when what stands here is an artifact. One that no section holds is read at the end. */
  #tagsOf(paragraph: Paragraph, page: number): ParagraphTags | undefined {
    const { paragraphs, artifacts, root } = this.#tree;
    if (artifacts.has(paragraph)) return undefined;
    const known = paragraphs.get(paragraph);
    if (known === undefined) {
      const tags = { body: newTag("P"), label: undefined, repeats: false, depth: undefined };
      root.kids.push(tags.body);
      paragraphs.set(paragraph, tags);
      return tags;
    }
    if (!known.repeats) return known;
    const first = this.#firstPages.get(known.body) ?? page;
    this.#firstPages.set(known.body, first);
    return first === page ? known : undefined;
  }

  #figure(sheet: Sheet, index: number, page: number): Tag | undefined {
    const image = sheet.images[index];
    const tags = image === undefined ? undefined : this.#tagsOf(image.paragraph, page);
    if (image === undefined || tags === undefined) return undefined;
    const alt = image.picture.alt === "" ? UNDESCRIBED : image.picture.alt;
    const figure = newTag("Figure", { figure: { alt, box: image.box, pageHeight: sheet.height } });
    tags.body.kids.push(figure);
    return figure;
  }
}
