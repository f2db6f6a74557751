import { upperArcText } from "./arc-text.ts";
import { ovalRing } from "./figures.ts";
import { centredLine, runningText, textWidth } from "./line-text.ts";
import type { PathStep, SealPicture } from "./picture.ts";
import { inRed, SAMPLE, sampleIn } from "./seal-ink.ts";
import { charactersOf, type SealFont, type SealFonts, type SealSpec } from "./spec.ts";

/** Half axes in millimetres: 45 × 30. */
const ACROSS = 22.5;
const UP = 15;
const RING = 1;
const MARGIN = 0.7;
/** The name runs from low on the left to low on the right, and stays out of the sharp ends' undersides. */
const SPAN = (Math.PI * 236) / 180;

/** 45 × 30 mm, no star: name on the arc, the kind or the line in the middle, the number under it. */
export function drawOvalSeal(spec: SealSpec, { song }: SealFonts): SealPicture {
  const inside = { across: ACROSS - RING - MARGIN, up: UP - RING - MARGIN };
  const name = upperArcText(song, spec.name, {
    ...inside,
    tallest: 4.6,
    widestSpan: SPAN,
    widestPitch: 0.4,
  });
  const sample = spec.standing !== "registered";
  const line = spec.line ?? (spec.kind === "公章" ? undefined : spec.kind);
  const words = [...(line === undefined ? [] : [line]), ...(sample ? [SAMPLE] : [])];
  const path = [
    ovalRing({ across: ACROSS, up: UP, width: RING }),
    name,
    ...words.map((word, index) => middleLine(song, word, { index, of: words.length })),
    spec.code === undefined ? [] : codeLine(song, spec.code),
  ];
  return inRed(path.flat(), { width: 2 * ACROSS, height: 2 * UP, scale: 1 });
}

function middleLine(song: SealFont, text: string, at: { index: number; of: number }): PathStep[] {
  const count = charactersOf(text).length;
  const pitch = Math.min(4.2, 20 / count);
  const y = ((at.of - 1) / 2 - at.index) * 4.6 - 0.6;
  const place = { x: 0, y, width: Math.min(3.4, pitch * 0.96), height: 3.7, pitch };
  return text === SAMPLE ? sampleIn(song, place) : centredLine(song, text, place);
}

function codeLine(song: SealFont, code: string): PathStep[] {
  const size = 2.3;
  const x = -textWidth(song, code, size) / 2;
  return runningText(song, code, { x, baseline: -10.6, size });
}
