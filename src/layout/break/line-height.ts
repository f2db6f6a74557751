import type { Face } from "../fonts/face.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { Item } from "./item.ts";
import type { Setting } from "./setting.ts";

export type LineMeasure = { readonly height: number; readonly baseline: number };

/** Exact line heights put the baseline at four fifths, as both word processors do. */
const EXACT_BASELINE = 0.8;

/** Height and baseline of a line by w:spacing and the document grid. `otherwise` measures a line without items. */
export function measureLine(
  items: readonly Item[],
  otherwise: { readonly face: Face; readonly size: number },
  properties: ParagraphProperties,
  setting: Setting,
): LineMeasure {
  let ascent = 0;
  let descent = 0;
  const include = (face: Face, size: number, rise: number): void => {
    ascent = Math.max(ascent, face.ascent * size + rise);
    descent = Math.max(descent, face.descent * size - rise);
  };
  for (const item of items) {
    if (item.image !== undefined) ascent = Math.max(ascent, item.image.height);
    else include(item.face, item.size, item.rise);
  }
  if (items.length === 0) include(otherwise.face, otherwise.size, 0);
  return spaced({ ascent, descent }, properties, setting.grid.pitch);
}

function spaced(
  { ascent, descent }: { ascent: number; descent: number },
  { line, snapToGrid }: ParagraphProperties,
  pitch: number,
): LineMeasure {
  const natural = ascent + descent;
  if (line.rule === "exact") return { height: line.value, baseline: line.value * EXACT_BASELINE };
  const onGrid = pitch > 0 && snapToGrid;
  const snapped = onGrid ? Math.ceil(natural / pitch - 0.001) * pitch : natural;
  if (line.rule === "atLeast") {
    const height = Math.max(line.value, snapped);
    return { height, baseline: onGrid ? (height - natural) / 2 + ascent : height - descent };
  }
  const height = snapped * line.value;
  return { height, baseline: onGrid ? (height - natural) / 2 + ascent : ascent + (height - natural) };
}
