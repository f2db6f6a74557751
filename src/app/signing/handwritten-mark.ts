import { z } from "zod";
import type { Bytes } from "../../kit/bytes.ts";
import { drawHandwriting } from "../../sign/seal/handwriting.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";

const Strokes = z.array(z.array(z.object({ x: z.number(), y: z.number(), pressure: z.number().optional() })));

/** A name written by hand, from the blob of its strokes. Throws `sign.picture_unreadable`, `sign.picture_out_of_bounds`. */
export const handwrittenMark = (strokes: Bytes): SealPicture =>
  drawHandwriting(Strokes.parse(JSON.parse(new TextDecoder().decode(strokes))));
