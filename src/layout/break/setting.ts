import type { Budget } from "./budget.ts";
import type { FontBook } from "../fonts/font-book.ts";
import type { Profile } from "../profile.ts";
import type { Grid, Inline } from "../read/story.ts";

/** A page number and the w:numFmt it is written in. */
export type PageNumber = { readonly value: number; readonly format: string };

/** What the fields say. Numbers are only known after a first pass over the pages. */
export type FieldNumbers = {
  readonly pages: number;
  /** The number of the page a PAGE field stands on, and how its section writes it (w:numFmt). */
  pageOf(field: Inline): PageNumber;
};

/** What setting text needs besides the text: one for a document, varied by section. */
export type Setting = {
  readonly profile: Profile;
  readonly book: FontBook;
  readonly budget: Budget;
  readonly grid: Grid;
  readonly defaultTab: number;
  readonly tablesHang: boolean;
  /** Spaces between paragraphs: see LaidParagraph. */
  readonly spaces: "add" | "larger";
  /** Lines of justified text that a line break ends: see Story. */
  readonly brokenLines: "justified" | "short";
  /** Whether stops may hang over the right edge: over a page margin, not over the edge of a cell. */
  readonly hanging: "allowed" | "never";
  readonly fields: FieldNumbers;
};
