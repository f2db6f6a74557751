import type { TextFrame } from "../styles/paragraph-properties.ts";
import { PLAIN_FLOAT } from "./plain-float.ts";
import type { Block, Float, Paragraph } from "./story.ts";

const MOST_WIDTH = 2_000;

/**
 * Paragraphs with a frame (w:framePr: page numbers in footers, mostly) stand beside the paragraph after them. Frames with nothing
 * after them, and initial letters, stay where they are.
 */
export function setFrames(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some((block) => framed(block) !== undefined)) return blocks;
  const result: Block[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (block === undefined) continue;
    const frame = framed(block);
    if (frame === undefined) {
      result.push(block);
      continue;
    }
    const inside: Paragraph[] = [];
    let after = blocks[index];
    while (after?.kind === "paragraph" && sameFrame(framed(after), frame)) {
      inside.push(after);
      index += 1;
      after = blocks[index];
    }
    if (after?.kind !== "paragraph" || framed(after) !== undefined) {
      result.push(...inside);
      index -= 1;
      continue;
    }
    const float = { kind: "float", float: floatOf(frame, inside), run: after.mark, places: [] } as const;
    result.push({ ...after, inlines: [float, ...after.inlines] });
  }
  return result;
}

const framed = (block: Block): TextFrame | undefined =>
  block.kind === "paragraph" ? block.properties.textFrame : undefined;

const sameFrame = (a: TextFrame | undefined, b: TextFrame): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** A frame without a width is as wide as its column, with its text where the frame would stand. */
function floatOf(frame: TextFrame, inside: readonly Paragraph[]): Float {
  const align = frame.xAlign;
  const blocks = inside.map((each): Paragraph => {
    const own = frame.width === undefined && align !== undefined ? { align } : {};
    return { ...each, properties: { ...each.properties, ...own, textFrame: undefined } };
  });
  const at = align === "center" ? "middle" : align === "right" ? "end" : align === "left" ? "start" : frame.x;
  return {
    ...PLAIN_FLOAT,
    width: frame.width ?? MOST_WIDTH,
    x: { from: frame.xFrom, at },
    y: { from: frame.yFrom, at: frame.y },
    layer: "in order",
    blocks,
  };
}
