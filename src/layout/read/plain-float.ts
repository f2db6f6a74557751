import type { Float } from "./story.ts";

/** A float that has nothing yet: no look, no text, in front of the text, which takes no notice of it. */
export const PLAIN_FLOAT: Float = {
  width: 0,
  height: 0,
  x: { from: "text", at: 0 },
  y: { from: "text", at: 0 },
  wrap: "none",
  sides: "both",
  clear: { left: 0, top: 0, right: 0, bottom: 0 },
  layer: "before",
  order: 0,
  grows: false,
  direction: "across",
  align: "top",
  outline: "box",
  picture: undefined,
  blocks: [],
  margins: { left: 0, top: 0, right: 0, bottom: 0 },
  border: undefined,
  background: undefined,
};
