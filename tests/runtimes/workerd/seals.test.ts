import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { builtInPki } from "../../../src/adapters/ca/built-in-pki.ts";
import { sm2Authority } from "../../../src/adapters/ca/sm2-ca.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { memorySecrets } from "../../../src/adapters/keys/memory-secrets.ts";
import { packEvidence } from "../../../src/app/evidence/pack-evidence.ts";
import { type Bytes, latin1, utf8 } from "../../../src/kit/bytes.ts";
import { placeSignatureFields } from "../../../src/sign/fields.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { drawHandwriting } from "../../../src/sign/seal/handwriting.ts";
import { pngOf } from "../../../src/sign/seal/png.ts";
import { svgOf } from "../../../src/sign/seal/svg.ts";
import { readSealPicture } from "../../../src/sign/seal/upload/read-seal-picture.ts";
import { signSm2Revision } from "../../../src/sign/sm2/sign-sm2-revision.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const OUTLINES = utf8(
  '<svg viewBox="0 0 100 100"><circle cx="50" cy="50" r="48" fill="none" stroke="red"/></svg>',
);

/** Three pages, one seat, its 骑缝章 boxes. */
async function contract(): Promise<Bytes> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let page = 0; page < 3; page += 1) document.addPage([595, 842]);
  const pdf = new Uint8Array(await document.save({ useObjectStreams: false }));
  return placeSignatureFields(pdf, [
    { name: "甲方", page: 0, rect: [60, 420, 290, 548], label: "甲方签章" },
    { straddle: "甲方", rank: [0, 1] },
  ]);
}

describe("seals in workerd", () => {
  const clock = fixedClock(NOW);
  const ids = cryptoIds(clock);

  it("an uploaded SVG becomes a PNG, the PNG a seal again, and pen strokes outlines", () => {
    const drawn = readSealPicture(OUTLINES, { widthMm: 40 });
    const again = readSealPicture(pngOf(drawn, 150), { widthMm: 40, ground: "keep" });
    expect(svgOf(again)).toContain("data:image/png;base64,");
    expect(
      drawHandwriting([
        [
          { x: 0, y: 0 },
          { x: 9, y: 4, pressure: 1 },
        ],
      ]).shapes,
    ).toHaveLength(1);
  });

  it("a 骑缝章 is signed, verified, and packed as evidence", async () => {
    const parts = { secrets: memorySecrets(), masterKey: new Uint8Array(32).fill(7), ids, clock };
    const pki = builtInPki({ ...parts, publicUrl: "https://zhiqi.example" });
    const key = await keyVault(parts).ephemeralKey();
    const subject = {
      commonName: "赵磊",
      organisation: "石家庄恒砺传感科技有限公司",
      uscc: "91130100MA0EXAMPL1",
    };
    const issued = await pki.issuer.issue({ subject, key, notBefore: NOW, hours: 24 });
    const seal = readSealPicture(OUTLINES, { widthMm: 40 });
    const { commonName: signerName, organisation } = subject;
    const signing = { field: "甲方", key, ...issued, signerName, organisation, signedAt: NOW };
    const pdf = await signRevision({
      pdf: await contract(),
      ...signing,
      seal,
      straddle: seal,
      lock: "own-field",
    });
    const anchors = [...(await pki.issuer.anchors())];
    const report = await verifyDocument(pdf, { file: "x.pdf", anchors, at: NOW });
    expect(report).toMatchObject({ integrity: "intact", trust: "trusted" });
    const revisions = [{ name: "1-signed", pdf }];
    const zip = await packEvidence({ pdf, revisions, audit: {}, anchors, statement: {}, madeAt: NOW });
    expect(latin1(zip, 0, 2)).toBe("PK");
  });

  it("the SM2 profile signs", async () => {
    const authority = sm2Authority({ clock, ids });
    const signer = authority.signer({ commonName: "赵磊", organisation: "演示", uscc: "" });
    const pdf = await signSm2Revision({
      pdf: await contract(),
      field: "甲方",
      form: "seal",
      signer,
      maker: authority.maker,
      seal: readSealPicture(OUTLINES, { widthMm: 40 }),
      sealName: "演示",
      esId: "1",
      signerName: "赵磊",
      signedAt: NOW,
    });
    expect(latin1(pdf)).toContain("/SubFilter /GM.sm2seal");
  });
});
