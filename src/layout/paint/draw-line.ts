import type { Item } from "../break/item.ts";
import type { Line } from "../break/line.ts";
import type { Paragraph } from "../read/story.ts";
import { markPlace, type Sheet } from "./sheet.ts";
import { Strokes, STRIKE_RISE, UNDERLINE_DROP } from "./strokes.ts";

/** Where a line goes: left edge of its column, top of the line. */
export type Corner = { readonly x: number; readonly y: number };

/** Draws one line: alignment, justification, underlines, backgrounds, marks. */
export function drawLine(sheet: Sheet, line: Line, at: Corner, paragraph: Paragraph): void {
  const { align } = paragraph.properties;
  const free = line.available - line.width;
  const edge = at.x + line.x + line.available;
  const stretch = justification(line, align, free);
  let x = at.x + line.x + (align === "center" ? free / 2 : align === "right" ? free : 0);
  const y = at.y + line.baseline;
  const strokes = new Strokes();
  for (let index = 0; index < line.items.length; index += 1) {
    const item = line.items[index]!;
    const trailing = index >= line.visible;
    const inner = index < line.visible - 1;
    const advance = item.width + (inner ? item.gap + (stretch.has(index) ? stretch.gap : 0) : 0);
    // Blanks that hang over the margin are clipped there, with their underline.
    const shown = trailing && item.blank ? Math.max(0, Math.min(advance, edge - x)) : advance;
    drawItem(sheet, item, { x, y, paragraph, skip: trailing && item.blank && shown <= 0 });
    strokes.pass(item, x, x + shown);
    for (const place of item.places)
      markPlace(sheet, place, { x, y: at.y, width: shown, height: line.height });
    if (item.field !== undefined) sheet.fields.add(item.field);
    x += advance;
  }
  strokes.draw(sheet, y);
}

/** Which gaps of the line stretch, and by how much. */
function justification(
  line: Line,
  align: Paragraph["properties"]["align"],
  free: number,
): { readonly gap: number; has(index: number): boolean } {
  const none = { gap: 0, has: () => false };
  if (free <= 0 || !((align === "both" && !line.last) || align === "distribute")) return none;
  const { items } = line;
  // What stands before a tab keeps its place.
  const from = items.slice(0, line.visible).findLastIndex((item) => item.kind === "tab") + 1;
  const has = (index: number): boolean => {
    const left = items[index];
    const right = items[index + 1];
    if (index < from || left === undefined || right === undefined || index >= line.visible - 1) return false;
    return left.text === " " || left.han || right.han || align === "distribute";
  };
  let count = 0;
  for (let index = from; index < line.visible - 1; index += 1) count += has(index) ? 1 : 0;
  return count === 0 ? none : { gap: free / count, has };
}

function drawItem(
  sheet: Sheet,
  item: Item,
  at: { readonly x: number; readonly y: number; readonly paragraph: Paragraph; readonly skip: boolean },
): void {
  if (item.image !== undefined) {
    sheet.images.push({
      box: { x: at.x, y: at.y - item.image.height, width: item.image.width, height: item.image.height },
      picture: item.image,
      paragraph: at.paragraph,
      before: sheet.signs.length,
    });
  } else if (item.kind === "sign" && !at.skip) {
    sheet.signs.push({ x: at.x, y: at.y - item.rise, item, paragraph: at.paragraph });
  } else if (item.kind === "tab" && item.leader !== "none") {
    const y =
      item.leader === "underscore"
        ? at.y + item.size * UNDERLINE_DROP
        : item.leader === "dot"
          ? at.y
          : at.y - item.size * STRIKE_RISE;
    const style = item.leader === "underscore" ? "single" : item.leader === "hyphen" ? "dashed" : "dotted";
    sheet.rules.push({
      x1: at.x + 1,
      y1: y,
      x2: at.x + item.width - 1,
      y2: y,
      pen: { style, width: style === "dotted" ? 1 : 0.5, color: item.run.color ?? "000000" },
    });
  }
}
