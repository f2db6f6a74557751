import type { TextFont } from "./font.ts";
import { IDENTITY, type Matrix } from "./matrix.ts";

/** What `q` keeps and `Q` brings back, as far as text needs it. `white`: what is filled is painted white. */
export type State = {
  ctm: Matrix;
  font: TextFont | undefined;
  size: number;
  charSpace: number;
  wordSpace: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
  white: boolean;
};

/** How a page begins. */
export const START: State = {
  ctm: IDENTITY,
  font: undefined,
  size: 12,
  charSpace: 0,
  wordSpace: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  white: false,
};

/** One string as it is shown: where it starts on the page, and how far it goes. */
export type ShownText = {
  readonly words: string;
  readonly start: Matrix;
  readonly length: number;
  readonly size: number;
  readonly mode: number;
  readonly vertical: boolean;
};
