import type { ReadingNote } from "./reading-notes.ts";

/** A cell of a table, with the whole text of its lines. `span` counts the columns it covers. */
export type Cell = {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly span: number;
};

/** A paragraph, or a line that stands alone. */
export type TextBlock = {
  readonly kind: "text";
  readonly text: string;
  readonly page?: number | undefined;
  /** From 1, through the whole document, tables not counted. */
  readonly paragraph: number;
  readonly size: number;
  readonly centred?: boolean;
};

/** A table: rows of cells, in reading order. */
export type TableBlock = {
  readonly kind: "table";
  readonly rows: readonly (readonly Cell[])[];
  readonly page?: number | undefined;
  /** From 1, through the whole document. */
  readonly table: number;
  /** Made out of gaps, and its rows do not agree: what stands in it is uncertain. */
  readonly guessed?: boolean;
};

/** A part of a document in reading order. */
export type Block = TextBlock | TableBlock;

/** A document read as text, whatever it was uploaded as. Places count from 1. */
export type UploadedText = {
  readonly format: "docx" | "pdf";
  readonly pages: number | null;
  readonly blocks: readonly Block[];
  /** Pages that are pictures and have no text. */
  readonly picturePages: readonly number[];
  /** Characters that have no text (fonts without a table). */
  readonly unreadable: number;
  /** The file is damaged and was read by what could be found in it: what is absent may have been lost. */
  readonly damaged: boolean;
  /** The text is the layer of an OCR program. */
  readonly recognised: boolean;
  /** Whether a picture stands where a seal could be: anything drawn at all. */
  readonly pictured: boolean;
  /** Page numbers as printed, and the number of pages as printed. */
  readonly numbers: readonly number[];
  readonly of: number | null;
  /** What was left out and why, in words. */
  readonly notes: readonly ReadingNote[];
};
