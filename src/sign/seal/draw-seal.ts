import { lowerArcText, upperArcText } from "./arc-text.ts";
import { ring, squareFrame, star } from "./figures.ts";
import { centredLine } from "./line-text.ts";
import { type Colour, type PathStep, placedShapes, POINTS_PER_MM, type SealPicture } from "./picture.ts";
import { assertSealSpec, charactersOf, type SealFonts, type SealSpec } from "./spec.ts";

/** The red of seal ink on paper. */
export const SEAL_RED: Colour = [0.84, 0.07, 0.09];
const SAMPLE = "样章";
/** Ink swells the strokes a little on paper; mm at 40 mm. */
const INK_SPREAD_MM = 0.1;

/**
 * Draws a seal from font outlines, in its real size. A 印章图形: it proves nothing by itself, the signature does. Carries
 * 样章 unless `standing` says that it is the tenant's registered seal. Throws `sign.wrong_seal`, `sign.glyph_missing`.
 */
export function drawSeal(spec: SealSpec, fonts: SealFonts): SealPicture {
  assertSealSpec(spec);
  return spec.kind === "法定代表人名章" ? nameSeal(spec, fonts) : roundSeal(spec, fonts);
}

const isSample = (spec: SealSpec): boolean => (spec.standing ?? "sample") === "sample";

/** Drawn in millimetres at 40 mm about the centre, then scaled to the real diameter. */
function roundSeal(spec: SealSpec, { song }: SealFonts): SealPicture {
  const radius = 20;
  const ringWidth = 1.15;
  const inside = radius - ringWidth;
  const name = upperArcText(song, spec.name, {
    outerRadius: inside - 0.85,
    tallest: 6.4,
    widestSpan: (Math.PI * spanDegrees(lowerLine(spec) ?? "")) / 180,
    widestPitch: 0.52,
  });
  const code =
    spec.code === undefined
      ? []
      : lowerArcText(song, spec.code, { outerRadius: inside - 0.55, height: 1.5, pitch: 1.5 });
  const parts = [ring(radius, ringWidth), name, code, ...centre(spec, { song })];
  const diameter = spec.diameterMm ?? 40;
  return picture(parts.flat(), { width: 40, height: 40, scale: diameter / 40 });
}

/** The word under the centre: of a 公章 its department, else 样章 where that is due; of a 合同专用章 its kind. */
function lowerLine(spec: SealSpec): string | undefined {
  if (spec.line !== undefined) return spec.line;
  if (spec.kind === "合同专用章") return spec.kind;
  return isSample(spec) ? SAMPLE : undefined;
}

/** A wide line under the centre needs the room between the ends of the name. */
function spanDegrees(line: string): number {
  const count = charactersOf(line).length;
  if (count <= 2) return 272;
  return count === 3 ? 250 : 232;
}

/** 公章: star, and a word under it. 合同专用章: no star, its kind in the lower half. 样章 takes the free place. */
function centre(spec: SealSpec, { song }: SealFonts): PathStep[][] {
  const line = lowerLine(spec);
  const lower = line === undefined ? [] : lowerText(song, line);
  if (spec.kind === "公章") {
    return [star(7), lower, isSample(spec) && line !== SAMPLE ? smallSample(song) : []];
  }
  const middle = { x: 0, y: 0.2, width: 5.6, height: 6.2, pitch: 8.2 };
  return [isSample(spec) ? centredLine(song, SAMPLE, middle) : [], lower];
}

function lowerText(song: SealFonts["song"], line: string): PathStep[] {
  const count = charactersOf(line).length;
  const pitch = Math.min(count <= 2 ? 4.1 : 3.55, 17.6 / count);
  const y = count <= 2 ? -9.2 : -10.4;
  return centredLine(song, line, { x: 0, y, width: Math.min(pitch * 0.97, 3.4), height: 4, pitch });
}

/** Where star and line leave no other room: between the line and the rim. */
const smallSample = (song: SealFonts["song"]): PathStep[] =>
  centredLine(song, SAMPLE, { x: 0, y: -14.2, width: 2.4, height: 2.5, pitch: 3 });

/** 20 mm square, columns from the right, filled up with 之印 or 印. */
function nameSeal(spec: SealSpec, { song }: SealFonts): SealPicture {
  const side = 20;
  const characters = charactersOf(spec.name);
  const { columns, rows } = gridFor(characters.length);
  const filling = columns * rows - characters.length === 2 ? ["之", "印"] : ["印"];
  const cells = [...characters, ...filling].slice(0, columns * rows);
  const room = side - 2 * 1.7;
  const width = room / columns;
  const height = room / rows;
  const glyphs = cells.map((character, index) =>
    centredLine(song, character, {
      x: room / 2 - (Math.floor(index / rows) + 0.5) * width,
      y: room / 2 - ((index % rows) + 0.5) * height,
      width: width * 0.98,
      height: height * 0.98,
      pitch: 0,
    }),
  );
  const sample = isSample(spec)
    ? centredLine(song, SAMPLE, { x: 0, y: -12.1, width: 2.9, height: 2.9, pitch: 3.3 })
    : [];
  const path = [squareFrame(side, 1), ...glyphs].flat();
  const tall = isSample(spec) ? 27.4 : side;
  return picture([...path, ...sample], { width: side, height: tall, scale: 1 });
}

function gridFor(length: number): { columns: number; rows: number } {
  if (length <= 4) return { columns: 2, rows: 2 };
  return length <= 6 ? { columns: 2, rows: 3 } : { columns: 3, rows: 3 };
}

/** From millimetres about the centre to points from the bottom left. */
function picture(path: PathStep[], size: { width: number; height: number; scale: number }): SealPicture {
  const scale = size.scale * POINTS_PER_MM;
  const width = size.width * scale;
  const height = size.height * scale;
  const centred: SealPicture = { width, height, shapes: [{ fill: SEAL_RED, swell: INK_SPREAD_MM, path }] };
  return { width, height, shapes: placedShapes(centred, { x: width / 2, y: height / 2, scale }) };
}
