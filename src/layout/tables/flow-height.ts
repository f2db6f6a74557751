import { linesHeight } from "../break/line.ts";
import type { LaidBlock } from "../laid.ts";

/**
 * Space between two blocks: the larger of both (the sum where a document has w:doNotUseHTMLParagraphAutoSpacing); paragraphs
 * of one style may ask for none (w:contextualSpacing).
 */
export function spaceBetween(above: LaidBlock | undefined, below: LaidBlock): number {
  const before = below.kind === "paragraph" ? below.before : 0;
  if (above === undefined || above.kind === "table") return before;
  if (below.kind === "table") return above.after;
  const alike = above.paragraph.properties.style === below.paragraph.properties.style;
  const after = alike && above.paragraph.properties.contextualSpacing ? 0 : above.after;
  const under = alike && below.paragraph.properties.contextualSpacing ? 0 : before;
  return below.spaces === "add" ? after + under : Math.max(after, under);
}

/** Height of a block without the space around it. */
export const blockHeight = (block: LaidBlock): number =>
  block.kind === "paragraph"
    ? block.frame.above + linesHeight(block.lines) + block.frame.below
    : block.rows.reduce((sum, row) => sum + row.height, 0);

/** Height of blocks under each other, with the space before the first and after the last. */
export function flowHeight(flow: readonly LaidBlock[]): number {
  const last = flow.at(-1);
  const inner = flow.reduce(
    (sum, block, index) => sum + spaceBetween(flow[index - 1], block) + blockHeight(block),
    0,
  );
  return inner + (last?.kind === "paragraph" ? last.after : 0);
}
