import type { Box } from "../sheet.ts";

/** Structure types we use (ISO 32000-1 §14.8.4); `Title` is our own and mapped to P. */
export type TagType =
  | "Document"
  | "Title"
  | "P"
  | `H${1 | 2 | 3 | 4 | 5 | 6}`
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "TR"
  | "TH"
  | "TD"
  | "Note"
  | "Span"
  | "Figure";

/** A piece of a page's content: the marked-content sequence of this number on the 0-based page. */
export type Content = { readonly page: number; readonly mcid: number };

/** One element of the structure tree. Its kids stand in reading order; content is added while pages are tagged. */
export type Tag = {
  readonly type: TagType;
  readonly kids: (Tag | Content)[];
  /** Cells: how many columns and rows it spans. */
  readonly span: { readonly columns: number; readonly rows: number } | undefined;
  /** Lists: what its labels are. */
  readonly numbering: "Decimal" | "LowerAlpha" | "UpperAlpha" | "Disc" | undefined;
  /** Figures: words for those who do not see it, and where it stands on its page (y down). */
  readonly figure: { readonly alt: string; readonly box: Box; readonly pageHeight: number } | undefined;
  /** The text meant, where another character is drawn. */
  readonly actual: string | undefined;
  /** Tags of the marked content controls it stands for: /ID, by which a form field finds its element. */
  readonly places: string[];
};

/** An element without kids yet. */
export const newTag = (type: TagType, more: Partial<Omit<Tag, "type">> = {}): Tag => ({
  type,
  kids: [],
  span: undefined,
  numbering: undefined,
  figure: undefined,
  actual: undefined,
  places: [],
  ...more,
});

/** Whether a kid is content, not an element. */
export const isContent = (kid: Tag | Content): kid is Content => "mcid" in kid;
