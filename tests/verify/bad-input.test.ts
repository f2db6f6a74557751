import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat, latin1 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { append, latin1Bytes, plainObjects, signField, writePdf } from "./craft.ts";
import { thousandsOfSignatures } from "./hostile-files.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const replaced = (from: string, to: string): Bytes => latin1Bytes(latin1(writePdf(plain)).replace(from, to));

afterAll(forgetAuthorities);

describe("bad input has a coded answer", () => {
  it.each<[name: string, pdf: Bytes, code: string]>([
    ["no bytes at all", new Uint8Array(), "verify.not_a_pdf"],
    ["one byte", Uint8Array.of(0x25), "verify.not_a_pdf"],
    ["text", latin1Bytes("not a PDF"), "verify.not_a_pdf"],
    ["a header alone", latin1Bytes("%PDF-1.7\n"), "verify.malformed"],
    ["zeros", new Uint8Array(100_000), "verify.not_a_pdf"],
    ["an encrypted file", replaced("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R"), "verify.encrypted"],
    [
      "a table of two thousand million objects",
      replaced("xref\n0 10", "xref\n0 2000000000"),
      "verify.too_large",
    ],
    ["a stream of two gigabytes", replaced("/Length ", "/Length 2147483648 % "), "verify.malformed"],
  ])("%s", async (_, pdf, code) => {
    const report = await verify(pdf);
    expect(report.verdict === "unsigned" ? "verify.malformed" : report.reasons[0]).toBe(code);
    expect(report.verdict).not.toBe("valid");
  });

  it("structures that go round in circles, at every place", async () => {
    const circles = [
      { ...plain, 2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" },
      { ...plain, 6: "<< /Fields [7 0 R] >>", 7: "<< /T (a) /Kids [7 0 R] >>" },
      { ...plain, 4: "<< /Length 4 0 R >>\nstream\n\nendstream" },
      { ...plain, 6: "6 0 R" },
    ];
    for (const objects of circles) expect((await verify(writePdf(objects))).verdict).not.toBe("valid");
  });

  it("deep nesting", async () => {
    const deep = { ...plain, 10: `${"[".repeat(5000)}${"]".repeat(5000)}` };
    const signed = signField(writePdf(plain), { field: 7, party });
    const report = await verify(append(signed, { 10: deep[10] }));
    expect(report.verdict).toBe("invalid");
  });

  it("thousands of signatures are refused, not endured", async () => {
    const pdf = thousandsOfSignatures();
    const before = process.cpuUsage();
    const report = await verify(pdf);
    expect(report.reasons).toContain("verify.too_large");
    expect(cpuMillisecondsSince(before)).toBeLessThan(2000);
  });

  it("hundreds of revisions take time in proportion", async () => {
    let pdf = signField(writePdf(plain), { field: 7, party });
    for (let count = 0; count < 300; count += 1) pdf = append(pdf, { 9: `<< /Producer (${count}) >>` });
    const before = process.cpuUsage();
    const report = await verify(concat(pdf));
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect(cpuMillisecondsSince(before)).toBeLessThan(3000);
  });
});
