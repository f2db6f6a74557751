import type { Budget } from "./budget.ts";
import type { FontBook } from "../fonts/font-book.ts";
import type { Profile } from "../profile.ts";
import type { Grid, Inline } from "../read/story.ts";

/** What the fields say. Numbers are only known after a first pass over the pages. */
export type FieldNumbers = {
  readonly pages: number;
  /** The number of the page a PAGE field stands on. */
  pageOf(field: Inline): number;
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
  /** Whether stops may hang over the right edge: over a page margin, not over the edge of a cell. */
  readonly hanging: "allowed" | "never";
  readonly fields: FieldNumbers;
};
