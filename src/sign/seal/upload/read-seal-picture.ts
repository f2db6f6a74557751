import type { Bytes } from "../../../kit/bytes.ts";
import { SignError } from "../../errors.ts";
import { POINTS_PER_MM, type SealPicture } from "../picture.ts";
import { fitted, inkedShare } from "./fit-dots.ts";
import { readPng } from "./read-png.ts";
import { readSvg } from "./read-svg.ts";
import { type Ground, withoutGround } from "./without-ground.ts";

/** How an uploaded picture is to be taken. */
export type PictureWish = {
  /** Real width of the seal in millimetres, 10 to 100; the height follows from the picture. */
  readonly widthMm: number;
  /** What becomes transparent of a PNG: nothing, white paper, or all that is not red. SVG has no ground. */
  readonly ground?: Ground | undefined;
};

const MOST_BYTES = 8_000_000;
const [NARROWEST_MM, WIDEST_MM] = [10, 100];
/** With less ink than this part of its area a picture shows no seal. */
const LEAST_INK = 0.002;

/**
 * An organisation's own seal picture in its real size: PNG (any kind) or SVG of paths. Bounded in time and memory whatever
 * the file claims. Throws `sign.picture_unreadable` (damaged, not PNG or SVG, nothing to see), `sign.picture_out_of_bounds`
 * (too small, too large, too heavy), `sign.picture_unsafe` (an SVG that runs, refers or embeds).
 */
export function readSealPicture(file: Bytes, wish: PictureWish): SealPicture {
  if (file.length > MOST_BYTES) outOfBounds(`the picture has ${file.length} bytes, at most ${MOST_BYTES}`);
  if (!(wish.widthMm >= NARROWEST_MM && wish.widthMm <= WIDEST_MM))
    outOfBounds(`a seal is ${NARROWEST_MM} to ${WIDEST_MM} mm wide`);
  const picture = file[0] === 0x89 ? fromPng(file, wish) : fromSvg(file, wish);
  if (picture.height > WIDEST_MM * POINTS_PER_MM || picture.height < (NARROWEST_MM / 2) * POINTS_PER_MM)
    outOfBounds("the picture is far too tall or too flat for a seal");
  return picture;
}

function outOfBounds(why: string): never {
  throw new SignError("sign.picture_out_of_bounds", why);
}

function fromPng(file: Bytes, { widthMm, ground = "white" }: PictureWish): SealPicture {
  const dots = fitted(withoutGround(readPng(file), ground));
  if (inkedShare(dots) < LEAST_INK) {
    throw new SignError(
      "sign.picture_unreadable",
      "nothing is left to see: the picture is empty, or all of it was taken for paper",
    );
  }
  const width = widthMm * POINTS_PER_MM;
  const height = (width * dots.rows) / dots.columns;
  return { width, height, shapes: [], bitmaps: [{ ...dots, frame: { x: 0, y: 0, width, height } }] };
}

function fromSvg(file: Bytes, { widthMm }: PictureWish): SealPicture {
  return readSvg(file, widthMm * POINTS_PER_MM);
}
