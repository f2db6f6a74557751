import { arcHeight, lowerArcText, type UpperArc, upperArcText } from "./arc-text.ts";
import { ring, star } from "./figures.ts";
import { centredLine, runningText, textWidth } from "./line-text.ts";
import { drawNameSeal } from "./name-seal.ts";
import { drawOvalSeal } from "./oval-seal.ts";
import type { PathStep, SealPicture } from "./picture.ts";
import { inRed, SAMPLE, sampleIn } from "./seal-ink.ts";
import { splitName } from "./split-name.ts";
import { assertSealSpec, charactersOf, type SealFonts, type SealSpec } from "./spec.ts";

/**
 * Draws a seal from font outlines, in its real size. A 印章图形: it proves nothing by itself, the signature does. Carries
 * 样章 unless `standing` says that it is the tenant's registered seal. Throws `sign.wrong_seal`, `sign.glyph_missing`.
 */
export function drawSeal(spec: SealSpec, fonts: SealFonts): SealPicture {
  assertSealSpec(spec);
  if (spec.kind === "法定代表人名章") return drawNameSeal(spec, fonts);
  return spec.shape === "oval" ? drawOvalSeal(spec, fonts) : roundSeal(spec, fonts);
}

const RADIUS = 20;
const RING = 1.15;
const INSIDE = RADIUS - RING;
/** Names that would stand smaller than this on one arc (mm at 40 mm) are set on two. */
const SMALLEST_ON_ONE_ARC = 3.3;
const PITCH = 0.52;

/** Drawn in millimetres at 40 mm about the centre, then scaled to the real diameter. */
function roundSeal(spec: SealSpec, { song }: SealFonts): SealPicture {
  const arcs = nameArcs(spec);
  const code =
    spec.code === undefined
      ? []
      : lowerArcText(song, spec.code, { outerRadius: INSIDE - 0.55, height: 1.5, pitch: 1.5 });
  const parts = [
    ring(RADIUS, RING),
    ...arcs.map(({ name, arc }) => upperArcText(song, name, arc)),
    code,
    ...centre(spec, { song }, arcs.length === 1 ? "roomy" : "narrow"),
  ];
  const diameter = spec.diameterMm ?? 40;
  return inRed(parts.flat(), { width: 40, height: 40, scale: diameter / 40 });
}

type NameArc = { readonly name: string; readonly arc: UpperArc };

/** One arc where the name stays large enough, else two: the head of the name outside, the rest inside. */
function nameArcs(spec: SealSpec): NameArc[] {
  const span = (Math.PI * spanDegrees(lowerLine(spec) ?? "")) / 180;
  const outer = INSIDE - 0.85;
  const arc = { across: outer, up: outer, tallest: 6.4, widestSpan: span, widestPitch: PITCH };
  if (arcHeight(spec.name, arc) >= SMALLEST_ON_ONE_ARC) return [{ name: spec.name, arc }];
  const [head, rest] = splitName(spec.name);
  const first = { ...arc, tallest: 4.2 };
  const inner = outer - arcHeight(head, first) - 0.7;
  const second = { ...arc, across: inner, up: inner, tallest: 3.6, widestSpan: Math.min(span, 4.1) };
  return [
    { name: head, arc: first },
    { name: rest, arc: second },
  ];
}

/** The word under the centre: of a 公章 its department, else 样章 where that is due; of a 专用章 its kind. */
function lowerLine(spec: SealSpec): string | undefined {
  if (spec.line !== undefined) return spec.line;
  if (spec.kind !== "公章") return spec.kind;
  return isSample(spec) ? SAMPLE : undefined;
}

const isSample = (spec: SealSpec): boolean => (spec.standing ?? "sample") === "sample";

/** A wide line under the centre needs the room between the ends of the name. */
function spanDegrees(line: string): number {
  const count = charactersOf(line).length;
  if (count <= 2) return 272;
  return count === 3 ? 250 : 232;
}

/** 公章: star, and a word under it. 专用章: no star, its kind in the lower half, details in the middle. 样章 takes the free place. */
function centre(spec: SealSpec, { song }: SealFonts, room: "roomy" | "narrow"): PathStep[][] {
  const line = lowerLine(spec);
  const lower = line === undefined ? [] : lowerText(song, line);
  if (spec.kind === "公章") {
    const points = star(room === "roomy" ? 7 : 5.4);
    return [points, lower, isSample(spec) && line !== SAMPLE ? smallSample(song) : []];
  }
  if (spec.details !== undefined && spec.details.length > 0) {
    return [...detailLines(song, spec.details), lower, isSample(spec) ? smallSample(song) : []];
  }
  const size = room === "roomy" ? 6.2 : 4.8;
  const middle = { x: 0, y: 0.2, width: size * 0.9, height: size, pitch: size * 1.32 };
  return [isSample(spec) ? sampleIn(song, middle) : [], lower];
}

function lowerText(song: SealFonts["song"], line: string): PathStep[] {
  const count = charactersOf(line).length;
  const pitch = Math.min(count <= 2 ? 4.1 : 3.55, 17.6 / count);
  const y = count <= 2 ? -9.2 : -10.4;
  return centredLine(song, line, { x: 0, y, width: Math.min(pitch * 0.97, 3.4), height: 4, pitch });
}

/** Account, bank, telephone: lines of running text, as wide as the circle lets them be. */
function detailLines(song: SealFonts["song"], lines: readonly string[]): PathStep[][] {
  const leading = 2.9;
  return lines.map((line, index) => {
    const y = ((lines.length - 1) / 2 - index) * leading + 0.3;
    const size = Math.min(2.1, (20 * 2.1) / Math.max(20, textWidth(song, line, 2.1)));
    const x = -textWidth(song, line, size) / 2;
    return runningText(song, line, { x, baseline: y - 0.38 * size, size });
  });
}

/** Where star and line leave no other room: between the line and the rim. */
const smallSample = (song: SealFonts["song"]): PathStep[] =>
  sampleIn(song, { x: 0, y: -14.2, width: 2.4, height: 2.5, pitch: 3 });
