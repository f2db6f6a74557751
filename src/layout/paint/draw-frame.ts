import type { Border } from "../styles/borders.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { Box, Sheet } from "./sheet.ts";

/** Background and borders of a paragraph (w:shd, w:pBdr): borders stand outside the text by their space. */
export function drawFrame(sheet: Sheet, properties: ParagraphProperties, column: Box): void {
  const { borders, background, left, right } = properties;
  const box = { ...column, x: column.x + left, width: column.width - left - right };
  if (background !== undefined) sheet.fills.push({ box, color: background });
  const drawn = (border: Border | undefined): border is Border =>
    border !== undefined && border.style !== "none";
  const reach = (border: Border | undefined): number => (drawn(border) ? border.space + border.width / 2 : 0);
  const x1 = box.x - reach(borders.left);
  const x2 = box.x + box.width + reach(borders.right);
  const y1 = box.y - reach(borders.top);
  const y2 = box.y + box.height + reach(borders.bottom);
  if (drawn(borders.top)) sheet.rules.push({ x1, y1, x2, y2: y1, pen: borders.top });
  if (drawn(borders.bottom)) sheet.rules.push({ x1, y1: y2, x2, y2, pen: borders.bottom });
  if (drawn(borders.left)) sheet.rules.push({ x1, y1, x2: x1, y2, pen: borders.left });
  if (drawn(borders.right)) sheet.rules.push({ x1: x2, y1, x2, y2, pen: borders.right });
}
