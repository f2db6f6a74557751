import type { PdfObject } from "../objects.ts";
import type { ShownCode, TextFont } from "./font.ts";
import type { Matrix } from "./matrix.ts";
import type { TextRun } from "./page-text.ts";

/** Operands of one operator. */
export type Operands = readonly PdfObject[];

/** The number at a place among the operands; 0 when none stands there. */
export const at = (operands: Operands, index: number): number => {
  const operand = operands[index];
  return operand?.kind === "number" ? operand.value : 0;
};
/** Six operands as a map. */
export const matrixFrom = (operands: Operands): Matrix => [
  at(operands, 0),
  at(operands, 1),
  at(operands, 2),
  at(operands, 3),
  at(operands, 4),
  at(operands, 5),
];

/** Width of a code in text space at size 1. */
export const widthOf = (code: ShownCode, font: TextFont): number => code.width * font.scale;

/** Whether a fill colour is white, as a paper is. */
export function isWhite(operands: Operands): boolean {
  const numbers = operands.filter((operand) => operand.kind === "number").map(({ value }) => value);
  if (numbers.length === 1 || numbers.length === 3) return numbers.every((value) => value > 0.96);
  return numbers.length === 4 && numbers.every((value) => value < 0.04);
}

/** How far the baseline is turned, clockwise as shown. */
export function turnOf([a, b]: Matrix, size: number): TextRun["turn"] {
  const sign = size < 0 ? -1 : 1;
  const angle = (Math.atan2(b * sign, a * sign) * 180) / Math.PI;
  for (const turn of [0, 90, 180, -90, -180] as const) {
    if (Math.abs(angle - turn) < 4) return turn === -90 ? 270 : turn === -180 ? 180 : turn;
  }
  return "tilted";
}
