import { describe, expect, it } from "vitest";
import { sm2Authority } from "../../src/adapters/ca/sm2-ca.ts";
import { fixedClock } from "../../src/adapters/clock.ts";
import { cryptoIds } from "../../src/adapters/ids.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";
import { type Sm2Form, signSm2Revision } from "../../src/sign/sm2/sign-sm2-revision.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { makeContract, song, TODAY } from "../sign/fixtures.ts";

const clock = fixedClock(TODAY);
const authority = sm2Authority({ clock, ids: cryptoIds(clock) });
const subject = {
  commonName: "赵磊",
  organisation: "石家庄恒砺传感科技有限公司",
  uscc: "91130108MAXX00138J",
};
const seal = drawSeal({ kind: "公章", name: subject.organisation }, { song });

async function signed(form: Sm2Form): Promise<Bytes> {
  return signSm2Revision({
    pdf: await makeContract(),
    field: "甲方",
    form,
    signer: authority.signer(subject),
    maker: authority.maker,
    seal,
    sealName: subject.organisation,
    esId: "ZQ20261122000001",
    signerName: subject.commonName,
    signedAt: TODAY,
  });
}

const verify = (pdf: Bytes) => verifyDocument(pdf, { file: "sm2.pdf", anchors: [], at: TODAY });
const flipped = (pdf: Bytes, at: number): Bytes => pdf.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe("the SM2 profile", () => {
  it.each(["seal", "signed-data"] as const)(
    "a signature as %s is intact, and says that it is SM2",
    async (form) => {
      const report = await verify(await signed(form));
      expect(report).toMatchObject({ integrity: "intact", verdict: "indeterminate" });
      expect(report.signatures[0]?.signer).toContain("赵磊");
      expect(report.reasons).toContain("verify.national_algorithms");
    },
  );

  it.each(["seal", "signed-data"] as const)("a changed byte breaks a signature as %s", async (form) => {
    const pdf = await signed(form);
    const report = await verify(flipped(pdf, 400));
    expect(report.verdict).toBe("invalid");
    expect(["tampered", "malformed"]).toContain(report.integrity);
  });
});
