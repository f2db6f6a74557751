import type { PdfDictionary, Snapshot } from "../formats/pdf/index.ts";
import type { Box } from "./seal/appearance.ts";

/** Width and height of a widget's /Rect, whichever corners it names; 0 by 0 for what is no rectangle. */
export function readBox(state: Snapshot, widget: PdfDictionary): Box {
  const rect = state.resolve(widget.entries.get("Rect"));
  const sides = rect?.kind === "array" ? rect.items.map((item) => state.resolve(item)) : [];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = sides.map((side) => (side?.kind === "number" ? side.value : 0));
  return { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}
