import { readFont } from "../formats/fonts/read-font.ts";
import { missingCharacters, sealFont } from "../sign/seal/seal-font.ts";
import type { SealFont } from "../sign/seal/spec.ts";
import type { House } from "./house.ts";
import { assetBytes } from "./stored-file.ts";

/** Fonts of rare characters, the smallest first: each is read only when a word needs it. */
const RARE = ["fonts/rare-planes.ttf", "fonts/rare.ttf", "fonts/rare-hangul.ttf"];

/**
 * 宋体 for seals and captions with these words on them; characters that 宋体 lacks come from the rare fonts. What none has
 * stays missing: `glyphOf` is 0 for it. Throws `app.asset_missing` without 宋体.
 */
export async function fontForSeals(
  house: Pick<House, "assets">,
  ...words: readonly string[]
): Promise<SealFont> {
  let font: SealFont = readFont(await assetBytes(house, "fonts/song.ttf"));
  for (const path of RARE) {
    if (missingCharacters(font, words.join("")).length === 0) return font;
    const bytes = await house.assets.read(path);
    if (bytes !== undefined) font = sealFont(font, readFont(bytes));
  }
  return font;
}
