import type { Border } from "../styles/borders.ts";
import type { LaidFloat } from "../tables/laid-table.ts";
import type { Footnote, Paragraph } from "../read/story.ts";
import type { Item } from "./item.ts";

/** One line of text. Lengths in points; x counts from the column's left edge. */
export type Line = {
  /** What is drawn, trailing blanks included. */
  readonly items: readonly Item[];
  /** How many of the items count for alignment: trailing blanks and a stop that hangs do not. */
  readonly visible: number;
  readonly x: number;
  readonly available: number;
  /** Width of the visible items. */
  readonly width: number;
  /** Ends the paragraph or is broken on purpose: not justified. */
  readonly last: boolean;
  /** A break on purpose that ends the line. */
  readonly breaks: "line" | "column" | "page" | undefined;
  /** Footnotes referred to in it. */
  readonly notes: readonly Footnote[];
  /** How many items of the paragraph end with it. */
  readonly end: number;
  readonly height: number;
  /** From the line's top. */
  readonly baseline: number;
};

/** Borders above and below a paragraph and the room they take, points. */
export type Frame = {
  readonly above: number;
  readonly below: number;
  readonly top: Border | undefined;
  readonly bottom: Border | undefined;
};

export type LaidParagraph = {
  readonly kind: "paragraph";
  readonly paragraph: Paragraph;
  readonly lines: readonly Line[];
  /** Space above and below; 0 on the inner edges of a paragraph that was cut in two. */
  readonly before: number;
  readonly after: number;
  readonly frame: Frame;
  /** What stands beside its text, drawn with its first line. */
  readonly floats: readonly LaidFloat[];
  /** Whether the space above adds to the space below the paragraph before it, or the larger of both stands. */
  readonly spaces: "add" | "larger";
  /** Width of the column it was set in. */
  readonly width: number;
};

/** Height of the lines alone. */
export const linesHeight = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.height, 0);
