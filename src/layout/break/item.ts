import type { Face, Sign } from "../fonts/face.ts";
import type { Footnote, Inline, Picture, Place } from "../read/story.ts";
import type { RunProperties } from "../styles/run-properties.ts";

/** One thing in a line. Lengths in points. */
export type Item = {
  readonly kind: "sign" | "tab" | "break" | "image";
  readonly sign: Sign | undefined;
  /** Gives the line its height. */
  readonly face: Face;
  readonly text: string;
  readonly han: boolean;
  /** ASCII space or U+3000: hangs at the end of a line. */
  readonly blank: boolean;
  readonly size: number;
  readonly rise: number;
  readonly run: RunProperties;
  readonly places: readonly Place[];
  readonly image: Picture | undefined;
  readonly to: "line" | "column" | "page" | undefined;
  /** The footnote it refers to. */
  readonly note: Footnote | undefined;
  readonly field: Inline | undefined;
  /** Of a tab: where it goes whatever the stops are. */
  readonly goes: "center" | "right" | undefined;
  /** Advance; of a tab it is known when its line is filled. */
  width: number;
  /** Space after it beside the other script, when something follows in the line. */
  gap: number;
  leader: "none" | "dot" | "hyphen" | "underscore" | "middleDot";
};
