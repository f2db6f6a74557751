import type { SealPicture, Shape } from "./picture.ts";

/** Paths are written in fiftieths of a point (7 µm): whole numbers are shorter than decimals and quicker to write. */
const UNITS_PER_POINT = 50;
const units = (value: number): number => Math.round(value * UNITS_PER_POINT) + 0;
const short = (value: number): string => String(Math.round(value * 10_000) / 10_000 + 0);

const OPERATORS = { move: "m", line: "l", curve: "c", close: "h" } as const;

/** The name under which the appearance's resources hold the n-th bitmap. */
export const bitmapName = (index: number): string => `B${index}`;

/**
 * The picture as PDF content operators, balanced by q and Q. Needs no resources but its bitmaps: image XObjects under
 * `bitmapName(index)`, in the picture's order.
 */
export function pdfOperators(picture: SealPicture): string {
  const images = (picture.bitmaps ?? []).map(({ frame }, index) => {
    const matrix = [frame.width, 0, 0, frame.height, frame.x, frame.y].map(short).join(" ");
    return `q ${matrix} cm /${bitmapName(index)} Do Q`;
  });
  const scale = `${1 / UNITS_PER_POINT} 0 0 ${1 / UNITS_PER_POINT} 0 0 cm`;
  const operators = [...images, "q", scale, ...picture.shapes.flatMap(shapeOperators)];
  return `${operators.join("\n")}\nQ\n`;
}

function shapeOperators(shape: Shape): string[] {
  const { fill, swell, path } = shape;
  const colour = fill.map((part) => String(Math.round(part * 100) / 100 + 0)).join(" ");
  const operators = [`${colour} rg`];
  if (swell !== undefined) operators.push(`${colour} RG ${units(swell)} w 1 j`);
  for (const { to, at } of path) {
    let step = "";
    for (const value of at) step += `${units(value)} `;
    operators.push(step + OPERATORS[to]);
  }
  operators.push(paintingOperator(shape));
  return operators;
}

/** ISO 32000-2 table 59. */
function paintingOperator({ swell, rule, outlineOnly }: Shape): string {
  if (outlineOnly === true) return "S";
  return `${swell === undefined ? "f" : "B"}${rule === "evenodd" ? "*" : ""}`;
}
