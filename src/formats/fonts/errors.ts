import { HouseError } from "../../kit/errors.ts";

/** `font.malformed`: the bytes are not a TrueType (glyf) font that can be read safely. */
export type FontFault = "font.malformed";

/** A font file that cannot be used. `facts.why` says which table or rule. */
export class FontError extends HouseError<FontFault> {}

/** Throws `font.malformed`. */
export function malformed(why: string, cause?: unknown): never {
  throw new FontError(
    "font.malformed",
    `font file cannot be read (${why}); replace it by an intact TrueType font with glyf outlines`,
    { why },
    { cause },
  );
}

/** Runs a read; an offset outside the file (RangeError of DataView) becomes `font.malformed`. */
export function guarded<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return malformed(what, error);
    throw error;
  }
}
