import { degrees, PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { assertNothingBroken, assertSignable } from "../../../src/app/desk/assert-signable.ts";
import type { Bytes } from "../../../src/kit/bytes.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../../sign/fixtures.ts";

const desk = { clock: fixedClock(TODAY) };
const authority = makeAuthority();
let once: Bytes;
let twice: Bytes;

/** A page turned after it was signed: what a lock or certification would be broken by, at its plainest. */
async function turned(pdf: Bytes): Promise<Bytes> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  document.getPage(0).setRotation(degrees(90));
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

beforeAll(async () => {
  const sign = async (pdf: Bytes, field: "甲方" | "乙方") =>
    signRevision({ ...(await partyOf(field, authority)), pdf, field });
  once = await sign(await makeContract(), "甲方");
  twice = await sign(once, "乙方");
});

describe("a file that somebody signs next", () => {
  it("tells how many signatures stand in it", async () => {
    expect(await assertSignable(desk, once)).toEqual({ signatures: 1 });
  });

  it("is refused when a signature in it does not hold", async () => {
    await expect(assertSignable(desk, await turned(once))).rejects.toMatchObject({
      code: "desk.earlier_signature_broken",
    });
  });

  it("is handed out when the earlier signature is left whole", async () => {
    const whole = assertNothingBroken(desk, { before: { signatures: 1 }, pdf: twice });
    await expect(whole).resolves.toBeUndefined();
  });

  it("is not handed out when what was added breaks an earlier signature", async () => {
    const broken = assertNothingBroken(desk, { before: { signatures: 1 }, pdf: await turned(once) });
    await expect(broken).rejects.toMatchObject({
      code: "desk.signing_not_allowed",
      facts: { integrity: "tampered" },
    });
  });
});
