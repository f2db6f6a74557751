import type { House } from "../../src/app/house.ts";
import { fontForSeals } from "../../src/app/seal-font.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";
import type { SealPicture } from "../../src/sign/seal/picture.ts";

/** An organisation's 合同专用章 as a sample picture. */
export async function sampleSeal(house: Pick<House, "assets">, name: string): Promise<SealPicture> {
  const song = await fontForSeals(house, name);
  return drawSeal({ kind: "合同专用章", name, standing: "sample" }, { song });
}
