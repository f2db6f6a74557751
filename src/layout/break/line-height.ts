import type { Face } from "../fonts/face.ts";
import type { LineSpacing, ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { Item } from "./item.ts";
import type { Setting } from "./setting.ts";

export type LineMeasure = {
  readonly height: number;
  readonly baseline: number;
  /** What of it the last line of a paragraph does not have: a multiple adds there only a share of the font's own height. */
  readonly spare: number;
};

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
  const { fontHeights } = setting.profile;
  const include = (face: Face, size: number, rise: number): void => {
    const heights = heightsOf(face, size, fontHeights);
    ascent = Math.max(ascent, heights.ascent + rise);
    descent = Math.max(descent, heights.descent - rise);
  };
  const over = setting.profile.emphasis === "over";
  let edge = 0;
  let dots = 0;
  for (const item of items) {
    if (item.image !== undefined) ascent = Math.max(ascent, item.image.height);
    else {
      include(item.face, item.size, item.rise);
      const { box, emphasis } = item.run;
      if (box !== undefined) edge = Math.max(edge, box.width);
      if (emphasis && over) dots = Math.max(dots, item.size * EMPHASIS);
    }
  }
  ascent += edge + dots;
  descent += edge;
  if (items.length === 0) include(otherwise.face, otherwise.size, 0);
  return spaced({ ascent, descent }, properties, setting);
}

/** Room that emphasis dots over a line take, in em. */
const EMPHASIS = 0.357;

/** Of a Chinese font as Word's own have it, .859 over the baseline and .141 under it, with .15 more on either side. */
const CHINESE_ASCENT = 1.009;
const CHINESE_DESCENT = 0.291;

/** Heights of a face at a size; rounded ones are whole twentieths of a point, together as well as alone. */
function heightsOf(
  face: Face,
  size: number,
  heights: Setting["profile"]["fontHeights"],
): { ascent: number; descent: number } {
  // What the font wants between lines stands above them.
  const { lineGap, unitsPerEm } = face.font.metrics;
  const above = face.ascent + lineGap / unitsPerEm;
  if (heights === "as named" && face.chinese)
    return { ascent: CHINESE_ASCENT * size, descent: CHINESE_DESCENT * size };
  if (heights === "as named") return { ascent: above * size, descent: face.descent * size };
  const ascent = Math.round(above * size * 20);
  return { ascent: ascent / 20, descent: (Math.round((above + face.descent) * size * 20) - ascent) / 20 };
}

function spaced(
  { ascent, descent }: { ascent: number; descent: number },
  { line: stated, snapToGrid }: ParagraphProperties,
  { grid: { pitch }, profile }: Setting,
): LineMeasure {
  const line = ruled(stated, profile);
  const natural = ascent + descent;
  if (profile.grid === "strict" && pitch > 0 && snapToGrid && line.rule !== "auto") {
    const height = Math.ceil(natural / pitch - 0.001) * pitch;
    return { height, baseline: (height - natural) / 2 + ascent, spare: 0 };
  }
  if (line.rule === "exact") return { height: line.value, baseline: line.value * EXACT_BASELINE, spare: 0 };
  const onGrid = pitch > 0 && snapToGrid;
  const snapped = onGrid ? Math.ceil(natural / pitch - 0.001) * pitch : natural;
  if (line.rule === "atLeast") {
    const height = Math.max(line.value, snapped);
    return { height, baseline: onGrid ? (height - natural) / 2 + ascent : height - descent, spare: 0 };
  }
  const height = snapped * line.value;
  // What a multiple adds stands below the line; what a fraction takes away is taken from above it.
  const spare = profile.grid === "strict" ? Math.max(0, (snapped - natural) * (line.value - 1)) : 0;
  return { height, baseline: (snapped - natural) / 2 + ascent + Math.min(0, height - snapped), spare };
}

/** A line height with its rule: one without is what the profile makes of it. */
function ruled(line: LineSpacing, { unstatedLine }: Setting["profile"]): LineSpacing {
  if (line.rule !== "unstated") return line;
  return unstatedLine === "exact"
    ? { rule: "exact", value: line.value * 12 }
    : { rule: "auto", value: line.value };
}
