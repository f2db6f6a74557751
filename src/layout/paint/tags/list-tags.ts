import type { Paragraph } from "../../read/story.ts";
import { newTag, type Tag } from "./tag.ts";

type OpenList = { readonly list: string; readonly level: number; readonly tag: Tag };

/** The elements of one list item. */
export type ItemTags = { readonly label: Tag; readonly body: Tag };

/** Lists among the blocks of one parent: numbered paragraphs that follow each other, deeper levels inside the item above. */
export class ListTags {
  readonly #parent: Tag;
  #open: OpenList[] = [];

  constructor(parent: Tag) {
    this.#parent = parent;
  }

  /** Something else follows: the lists so far are finished. */
  close(): undefined {
    this.#open = [];
    return undefined;
  }

  /** The elements of a numbered paragraph; undefined (and the lists are closed) for any other. */
  item(paragraph: Paragraph): ItemTags | undefined {
    const { numbering } = paragraph.properties;
    if (paragraph.label === undefined || numbering === undefined) return this.close();
    const { list, level } = numbering;
    while (this.#isPast(list, level)) this.#open.pop();
    const top =
      this.#open.at(-1)?.level === level ? this.#open.at(-1) : this.#begin(paragraph, { list, level });
    const item = newTag("LI");
    const tags = { label: newTag("Lbl"), body: newTag("P") };
    // The text is an element of its own, so that a list inside the item comes after it.
    item.kids.push(tags.label, newTag("LBody", { kids: [tags.body] }));
    top?.tag.kids.push(item);
    return tags;
  }

  #isPast(list: string, level: number): boolean {
    const top = this.#open.at(-1);
    return top !== undefined && (top.level > level || (top.level === level && top.list !== list));
  }

  #begin(paragraph: Paragraph, at: { readonly list: string; readonly level: number }): OpenList {
    const tag = newTag("L", { numbering: numberingOf(paragraph) });
    (lastBody(this.#open.at(-1)?.tag) ?? this.#parent).kids.push(tag);
    const opened = { ...at, tag };
    this.#open.push(opened);
    return opened;
  }
}

function lastBody(list: Tag | undefined): Tag | undefined {
  const item = list?.kids.at(-1);
  const body = item !== undefined && "kids" in item ? item.kids[1] : undefined;
  return body !== undefined && "kids" in body ? body : undefined;
}

/** ListNumbering of ISO 32000-1 table 347 by what the label shows; Chinese numerals count as decimal. */
function numberingOf(paragraph: Paragraph): Tag["numbering"] {
  const [first] = paragraph.inlines;
  const text = first?.kind === "text" ? first.text : "";
  if (/[0-9〇一二三四五六七八九十百①-⑳]/.test(text)) return "Decimal";
  if (/[a-z]/.test(text)) return "LowerAlpha";
  return /[A-Z]/.test(text) ? "UpperAlpha" : "Disc";
}
