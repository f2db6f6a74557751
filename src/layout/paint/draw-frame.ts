import type { Frame } from "../laid.ts";
import { type Border, thickness } from "../styles/borders.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { Box, Sheet } from "./sheet.ts";

/** Background and borders of a paragraph (w:shd, w:pBdr) whose lines fill `column`: borders stand outside by their space. */
export function drawFrame(
  sheet: Sheet,
  { properties, frame }: { readonly properties: ParagraphProperties; readonly frame: Frame },
  column: Box,
): void {
  const { borders, background, left, right } = properties;
  const box = { ...column, x: column.x + left, width: column.width - left - right };
  if (background !== undefined) {
    const height = box.height + frame.above + frame.below;
    sheet.fills.push({ box: { ...box, y: box.y - frame.above, height }, color: background });
  }
  const drawn = (border: Border | undefined): border is Border =>
    border !== undefined && border.style !== "none";
  const reach = (border: Border | undefined): number =>
    drawn(border) ? border.space + thickness(border) / 2 : 0;
  const x1 = box.x - reach(borders.left);
  const x2 = box.x + box.width + reach(borders.right);
  const y1 = box.y - (drawn(frame.top) ? reach(frame.top) : frame.above);
  const y2 = box.y + box.height + (drawn(frame.bottom) ? reach(frame.bottom) : frame.below);
  if (drawn(frame.top)) sheet.rules.push({ x1, y1, x2, y2: y1, pen: frame.top });
  if (drawn(frame.bottom)) sheet.rules.push({ x1, y1: y2, x2, y2, pen: frame.bottom });
  if (drawn(borders.left)) sheet.rules.push({ x1, y1, x2: x1, y2, pen: borders.left });
  if (drawn(borders.right)) sheet.rules.push({ x1: x2, y1, x2, y2, pen: borders.right });
}
