import type { Footnote } from "../read/story.ts";
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
  /** See LineMeasure. */
  readonly spare: number;
};

/** Height of the lines alone. */
export const linesHeight = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.height, 0);
