import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { builtInPki } from "../../../src/adapters/ca/built-in-pki.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { memorySecrets } from "../../../src/adapters/keys/memory-secrets.ts";
import { rotateSecrets } from "../../../src/adapters/keys/rotate-secrets.ts";
import { httpRevocation } from "../../../src/adapters/revocation/http-revocation.ts";
import { ownRevocation } from "../../../src/adapters/revocation/own-revocation.ts";
import type { Bytes } from "../../../src/kit/bytes.ts";
import { reachLevel } from "../../../src/sign/archive/reach-level.ts";
import { placeSignatureFields } from "../../../src/sign/fields.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { signatureTimestamp } from "../../../src/sign/timestamp/timestamp-signature.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";

const NOW = new Date("2026-11-22T02:00:00Z");

/** One page with two seats. */
async function contract(): Promise<Bytes> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([595, 842]);
  const pdf = new Uint8Array(await document.save({ useObjectStreams: false }));
  return placeSignatureFields(pdf, [
    { name: "甲方", page: 0, rect: [60, 420, 290, 548], label: "甲方签章" },
    { name: "乙方", page: 0, rect: [305, 420, 535, 548], label: "乙方签章" },
  ]);
}

describe("levels in workerd", () => {
  it("two parties sign at B-T with the built-in PKI, B-LTA is reached and renewed, our verifier finds it valid", async () => {
    const clock = fixedClock(NOW);
    const ids = cryptoIds(clock);
    const parts = { secrets: memorySecrets(), masterKey: new Uint8Array(32).fill(7), ids, clock };
    const pki = builtInPki({ ...parts, publicUrl: "https://zhiqi.example" });
    const timestamping = { authority: pki.timestamps, ids };
    let pdf = await contract();
    for (const [field, commonName] of [
      ["甲方", "赵磊"],
      ["乙方", "孙静"],
    ] as const) {
      const key = await keyVault(parts).ephemeralKey();
      const organisation = "石家庄恒砺传感科技有限公司";
      const subject = { commonName, organisation, uscc: "91130100MA0EXAMPL1" };
      const issued = await pki.issuer.issue({ subject, key, notBefore: NOW, hours: 24 });
      const finish = signatureTimestamp(timestamping);
      const signing = { field, key, ...issued, signerName: commonName, organisation, signedAt: NOW, finish };
      pdf = await signRevision({ pdf, ...signing });
    }
    const archive = { timestamping, source: ownRevocation(pki, httpRevocation()), now: NOW };
    const archived = await reachLevel(pdf, "B-LTA", archive);
    const renewed = await reachLevel(archived.pdf, "B-LTA", archive);
    expect(renewed.pdf.slice(0, pdf.length)).toEqual(pdf);
    const anchors = [...(await pki.issuer.anchors())];
    const report = await verifyDocument(renewed.pdf, { file: "x.pdf", anchors, at: NOW });
    expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    const { secrets, masterKey } = parts;
    const to = new Uint8Array(32).fill(8);
    expect(await rotateSecrets({ secrets, from: masterKey, to, ids })).toMatchObject({ already: 0 });
  });
});
