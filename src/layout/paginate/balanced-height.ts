import { blockHeight, spaceBetween } from "../tables/flow-height.ts";
import type { LaidBlock } from "../laid.ts";

/** A piece that is not cut: a line or a row, with the space above it when it does not begin a column. */
type Piece = { readonly space: number; readonly height: number };

const STEP = 0.5;

/** The least height in which this many columns hold a flow, up to `most`; undefined when even that is too little. */
export function balancedHeight(
  flow: readonly LaidBlock[],
  columns: number,
  most: number,
): number | undefined {
  const pieces = flow.flatMap((block, index) => piecesOf(block, spaceBetween(flow[index - 1], block)));
  const whole = pieces.reduce((sum, piece) => sum + piece.space + piece.height, 0);
  for (let height = whole / columns; height <= most; height += STEP)
    if (columnsFor(pieces, height) <= columns) return height;
  return undefined;
}

function piecesOf(block: LaidBlock, space: number): Piece[] {
  const parts = block.kind === "paragraph" ? block.lines : block.rows;
  const framed = blockHeight(block) - parts.reduce((sum, part) => sum + part.height, 0);
  return parts.map(({ height }, index) => ({
    space: index === 0 ? space : 0,
    height: height + (index === 0 ? framed : 0),
  }));
}

function columnsFor(pieces: readonly Piece[], height: number): number {
  let columns = 1;
  let y = 0;
  for (const piece of pieces) {
    if (y > 0 && y + piece.space + piece.height > height + 0.01) {
      columns += 1;
      y = 0;
    }
    y += (y > 0 ? piece.space : 0) + piece.height;
  }
  return columns;
}
