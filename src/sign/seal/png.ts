import { encode } from "fast-png";
import type { Bytes } from "../../kit/bytes.ts";
import type { Dots, SealPicture } from "./picture.ts";
import { rasterOf } from "./raster.ts";

/** Dots as an eight-bit PNG with alpha. */
export const pngOfDots = ({ columns, rows, rgba }: Dots): Bytes =>
  new Uint8Array(encode({ width: columns, height: rows, data: rgba, channels: 4, depth: 8 }));

/** The picture as a PNG on transparent ground, `dotsPerInch` fine (36 to 1200). For previews: no longer outlines. */
export const pngOf = (picture: SealPicture, dotsPerInch: number): Bytes =>
  pngOfDots(rasterOf(picture, dotsPerInch));
