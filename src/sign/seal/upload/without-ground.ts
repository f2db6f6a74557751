import type { Dots } from "../picture.ts";

/** What becomes transparent: nothing, white paper, or everything that is not red. */
export type Ground = "keep" | "white" | "all-but-red";

/** Ink is told from paper by how much of the paper's light it takes away: below the first part none, above the second all. */
const [FAINTEST, FULL] = [0.14, 0.5];
/** How much redder than green and blue a dot of seal ink is, of 255. */
const LEAST_RED = 24;
/** The paper is as bright as this part of all dots, from the dark side. */
const BRIGHT_SHARE = 0.9;

/**
 * The picture without its paper: what is as light as the paper becomes transparent, ink keeps its colour and, where paper
 * shone through it, becomes transparent by as much. The paper's own tint is measured, so a yellowed scan works too.
 */
export function withoutGround(dots: Dots, ground: Ground): Dots {
  if (ground === "keep") return dots;
  const paper = [0, 1, 2].map((channel) => brightness(dots, channel));
  const rgba = new Uint8Array(dots.rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = inkAt(dots.rgba, at, { paper, ground });
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const seen = dots.rgba[at + channel] ?? 0;
      // What was seen is ink over paper: take the paper's part out again.
      const ink = (seen - (1 - alpha) * (paper[channel] ?? 255)) / alpha;
      rgba[at + channel] = Math.max(0, Math.min(255, Math.round(ink)));
    }
    rgba[at + 3] = Math.round(alpha * (dots.rgba[at + 3] ?? 0));
  }
  return { ...dots, rgba };
}

function inkAt(
  rgba: Uint8Array,
  at: number,
  { paper, ground }: { readonly paper: readonly number[]; readonly ground: Ground },
): number {
  if (rgba[at + 3] === 0) return 0;
  const [red = 0, green = 0, blue = 0] = rgba.subarray(at, at + 3);
  if (ground === "all-but-red" && red - Math.max(green, blue) < LEAST_RED) return 0;
  const taken = Math.max(
    ...[red, green, blue].map((seen, channel) => 1 - seen / Math.max(1, paper[channel] ?? 255)),
  );
  return Math.max(0, Math.min(1, (taken - FAINTEST) / (FULL - FAINTEST)));
}

/** The brightness that nine tenths of the opaque dots do not pass, at least half light: a dark picture has white paper. */
function brightness({ rgba }: Dots, channel: number): number {
  const counts = new Uint32Array(256);
  let opaque = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) < 128) continue;
    const value = rgba[at + channel] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
    opaque += 1;
  }
  let seen = 0;
  for (let value = 0; value < 256; value += 1) {
    seen += counts[value] ?? 0;
    if (opaque > 0 && seen >= opaque * BRIGHT_SHARE) return value < 128 ? 255 : value;
  }
  return 255;
}
