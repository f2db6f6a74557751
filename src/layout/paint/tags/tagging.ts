import type { Paragraph } from "../../read/story.ts";
import type { Tag } from "./tag.ts";

/** Where a paragraph's content goes in the tree. */
export type ParagraphTags = {
  readonly body: Tag;
  /** Takes the list label. */
  readonly label: Tag | undefined;
  /** Stands in a heading row of a table: what repeats it on later pages is no content. */
  readonly repeats: boolean;
  /** Depth in the outline, 1 at the top; undefined for what is no heading. */
  readonly depth: number | undefined;
};

/** What blocks need to know of the document around them. */
export type Tagging = {
  readonly paragraphs: Map<Paragraph, ParagraphTags>;
  readonly headingOf: (rank: number) => number;
  readonly repeats: boolean;
};
