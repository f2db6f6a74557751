import type { Bytes } from "../../kit/bytes.ts";
import type { OrganisationRecord, SealRecord } from "../../ports/records.ts";
import { drawSeal } from "../../sign/seal/draw-seal.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { asSample } from "../../sign/seal/seal-ink.ts";
import { SEAL_KINDS, type SealFont } from "../../sign/seal/spec.ts";
import { readSealPicture } from "../../sign/seal/upload/read-seal-picture.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { fontForSeals } from "../seal-font.ts";
import { storedBytes } from "../stored-file.ts";
import { nameOnSeal } from "./own-seal.ts";
import { standingOf } from "./standing.ts";

/** What a seal record needs to be drawn, kept or not. */
export type SealToDraw = Pick<SealRecord, "kind" | "mode" | "drawing" | "pictureDigest">;

/**
 * The picture of an organisation's seal as it stands today: drawn with the organisation's registered name, or its own
 * picture; 样章 wherever `standingOf` says so. Throws `sign.wrong_seal`, `sign.glyph_missing`, `sign.picture_*`.
 */
export async function drawOwnSeal(
  house: House,
  seal: SealToDraw,
  owner: OrganisationRecord,
): Promise<SealPicture> {
  const { drawing, pictureDigest } = seal;
  const words = [nameOnSeal(seal, owner), drawing.line ?? "", ...(drawing.details ?? [])];
  const song = await fontForSeals(house, ...words);
  if (pictureDigest !== null) return ownPicture(await storedBytes(house, pictureDigest), { seal, song });
  const kind = SEAL_KINDS.find((each) => each === seal.kind);
  if (kind === undefined) throw new AppError("app.not_found", "没有这种印章", { kind: seal.kind });
  const { shape, line, code, details, diameter_mm: diameterMm } = drawing;
  const standing = standingOf(house, seal, owner);
  const name = nameOnSeal(seal, owner);
  return drawSeal({ kind, name, shape, line, code, details, diameterMm, standing }, { song });
}

/** A picture of one's own always carries 样章: what it shows is not ours to prove. */
export function ownPicture(
  file: Bytes,
  given: { readonly seal: Pick<SealRecord, "drawing">; readonly song: SealFont },
): SealPicture {
  const { width_mm: widthMm = 40, ground } = given.seal.drawing;
  return asSample(readSealPicture(file, { widthMm, ground }), given.song);
}
