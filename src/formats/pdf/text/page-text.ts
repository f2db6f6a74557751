import type { Box } from "./page-tree.ts";

/**
 * A stretch of characters shown on one baseline. Points from the top left of the page as it is shown; `y` is the baseline.
 * `unseen` says why a reader does not see it: painted white, in no rendering mode, too small, or off the page. An invisible
 * text over a picture is the layer of an OCR program. `tilted` is neither level nor upright: a watermark.
 */
export type TextRun = {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly unseen?: "white" | "invisible" | "tiny" | "outside";
  readonly turn: 0 | 90 | 180 | 270 | "tilted";
};

/** A thin level or upright line, drawn by a stroke or by a thin filled box. */
export type Ruling = {
  readonly level: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
};

/**
 * What one page shows. `pictures` are where images stand; `shapes` where else something is drawn that may say something: outlines
 * that are no frames, pictures in the content itself, text in a font that is missing or has no known letters. `unread`: a part of
 * the page cannot be read, and might show anything.
 */
export type PageText = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
  readonly rulings: readonly Ruling[];
  readonly pictures: readonly Box[];
  readonly shapes: readonly Box[];
  readonly unread: boolean;
};

/** The text of a PDF, page by page. `repaired`: the file is damaged and was read by looking for its objects. */
export type PdfText = { readonly pages: readonly PageText[]; readonly repaired: boolean };
