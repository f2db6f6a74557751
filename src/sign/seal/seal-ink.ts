import { centredLine } from "./line-text.ts";
import {
  type Colour,
  type PathStep,
  placedLayers,
  placedShapes,
  POINTS_PER_MM,
  type SealPicture,
} from "./picture.ts";
import type { SealFont } from "./spec.ts";

/** The red of seal ink on paper. */
export const SEAL_RED: Colour = [0.84, 0.07, 0.09];
/** What every drawing carries that is not the tenant's registered seal. */
export const SAMPLE = "样章";
/** Ink swells the strokes a little on paper; mm at 40 mm. */
const INK_SPREAD_MM = 0.1;

/** 样章 in a line of two characters. */
export const sampleIn = (
  song: SealFont,
  place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly pitch: number;
  },
): PathStep[] => centredLine(song, SAMPLE, place);

/** From millimetres about the centre to points from the bottom left, in red ink. */
export function inRed(path: PathStep[], size: { width: number; height: number; scale: number }): SealPicture {
  const scale = size.scale * POINTS_PER_MM;
  const width = size.width * scale;
  const height = size.height * scale;
  const centred = { shapes: [{ fill: SEAL_RED, swell: INK_SPREAD_MM, path }] };
  return { width, height, shapes: placedShapes(centred, { x: width / 2, y: height / 2, scale }) };
}

/** Height of 样章 under a picture, and the room it takes, in millimetres. */
const CAPTION_MM = 2.9;
const CAPTION_ROOM_MM = 3.9;

/** A picture with 样章 under it: what somebody else drew is never ours to call registered. */
export function asSample(picture: SealPicture, song: SealFont): SealPicture {
  const room = CAPTION_ROOM_MM * POINTS_PER_MM;
  const size = CAPTION_MM * POINTS_PER_MM;
  const place = { x: picture.width / 2, y: room - size * 0.6, width: size, height: size, pitch: size * 1.14 };
  const { shapes, bitmaps } = placedLayers(picture, { x: 0, y: room, scale: 1 });
  const words = { fill: SEAL_RED, path: sampleIn(song, place) };
  return { width: picture.width, height: picture.height + room, shapes: [...shapes, words], bitmaps };
}
