import { afterAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/kit/bytes.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const first = makeSigner("first", root, { subject: "/CN=张三/O=石家庄某某知识产权服务有限公司" });
const second = makeSigner("second", root, { key: "rsa2048" });
const at = new Date("2026-11-22T00:00:00Z");
const verify = (pdf: Bytes, extra: object = {}) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at, ...extra });
const once = signField(writePdf(plainObjects()), { field: 7, party: first });
const twice = signField(once, { field: 8, party: second });

afterAll(forgetAuthorities);

describe("a sound file", () => {
  it("signed once is intact, trusted and valid, and says whose claim the time is", async () => {
    const report = await verify(once);
    expect(report).toMatchObject({
      file: "a.pdf",
      verdict: "valid",
      integrity: "intact",
      trust: "trusted",
      filed: null,
    });
    expect(report.sha256).toBe(await sha256Hex(once));
    expect(report.signatures).toEqual([
      {
        field: "甲方",
        kind: "signature",
        revision: 1,
        later: [],
        signer: "张三（石家庄某某知识产权服务有限公司）",
        integrity: "intact",
        coverage: "whole file",
        changes: "none",
        trust: "trusted",
        level: "B-B",
        time: { claimed: "2026-11-20T01:00:00.000Z", trusted: null, source: null },
        reasons: ["verify.time_claimed_only", "verify.revocation_not_checked"],
      },
    ]);
  });

  it("signed by two parties in turn keeps the first signature, extended by an allowed change", async () => {
    const report = await verify(twice);
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended", trust: "trusted" });
    expect(
      report.signatures.map(({ field, integrity, coverage, changes }) => [
        field,
        integrity,
        coverage,
        changes,
      ]),
    ).toEqual([
      ["甲方", "extended", "whole revision", "allowed"],
      ["乙方", "intact", "whole file", "none"],
    ]);
    expect(report.reasons).toContain("verify.later_signature");
  });

  it("unsigned is unsigned", async () => {
    expect(await verify(writePdf(plainObjects()))).toMatchObject({
      verdict: "unsigned",
      reasons: ["verify.no_signature"],
      signatures: [],
    });
  });
});
