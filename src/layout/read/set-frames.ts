import type { TextFrame } from "../styles/paragraph-properties.ts";
import { PLAIN_FLOAT } from "./plain-float.ts";
import type { Axis, Block, Float, Paragraph } from "./story.ts";

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

const ALIGNED: Readonly<Record<NonNullable<TextFrame["xAlign"]>, Axis["at"]>> = {
  left: "start",
  inside: "inside",
  center: "middle",
  right: "end",
  outside: "outside",
};

/** A frame without a width is as wide as its text. */
function floatOf(frame: TextFrame, inside: readonly Paragraph[]): Float {
  const blocks = inside.map(
    (each): Paragraph => ({ ...each, properties: { ...each.properties, textFrame: undefined } }),
  );
  const at = frame.xAlign === undefined ? frame.x : ALIGNED[frame.xAlign];
  return {
    ...PLAIN_FLOAT,
    width: frame.width ?? 0,
    grows: frame.width === undefined,
    x: { from: frame.xFrom, at },
    y: { from: frame.yFrom, at: frame.y },
    layer: "in order",
    blocks,
  };
}
