import { describe, expect, it } from "vitest";
import { draftPdf } from "../../src/app/draft-document.ts";
import { parseContract } from "../../src/contract/parse.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";
import { readSealPicture } from "../../src/sign/seal/upload/read-seal-picture.ts";
import { pngOf } from "../../src/sign/seal/png.ts";
import { demoHouse } from "../app/test-house.ts";
import { samples } from "../completeness/samples.ts";
import { makeAuthority, partyOf, song } from "../sign/fixtures.ts";
import { put, scratch } from "../sign/judges.ts";
import { hasVeraPdf, judgeAll } from "./verapdf.ts";

/** The three-party contract of Xuhui, signed by all three: drawn seals and, for the last, an uploaded picture with alpha. */
async function signedByThree(): Promise<Bytes> {
  const { house } = await demoHouse();
  const contract = parseContract(samples.valid["V5"]);
  const authority = makeAuthority();
  const party = await partyOf("甲方", authority);
  let { pdf } = await draftPdf(house, contract);
  for (const [at, { seat, name = "" }] of (contract.parties ?? []).entries()) {
    const drawn = drawSeal({ kind: "公章", name: name ?? "" }, { song });
    const seal = at < 2 ? drawn : readSealPicture(pngOf(drawn, 200), { widthMm: 40, ground: "keep" });
    pdf = await signRevision({ ...party, pdf, field: seat, seal, straddle: seal, lock: "own-field" });
  }
  return pdf;
}

describe("a three-party contract with 骑缝章 and an uploaded seal", () => {
  it("is PDF/A-3b with all three signatures in it", async () => {
    if (!hasVeraPdf()) return;
    const path = put(scratch(), "three.pdf", await signedByThree());
    expect(judgeAll("3b", [path]).get(path)).toEqual([]);
  }, 300_000);
});
