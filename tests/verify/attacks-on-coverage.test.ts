import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { append, overwrite, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const request = { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") };
const verify = (pdf: Bytes) => verifyDocument(pdf, request);
const once = signField(writePdf(plainObjects()), { field: 7, party });
const text = latin1(once);
const range = /\/ByteRange (\[0[ 0-9]+\])/.exec(text)?.[1] ?? "";
const [, gapStart = 0, gapEnd = 0, rest = 0] = [...range.matchAll(/\d+/g)].map(Number);

/** The file with another /ByteRange of the same length. */
const withRange = (next: string): Bytes => overwrite(once, range, next.padEnd(range.length, " "));

afterAll(forgetAuthorities);

describe("attacks on what the signature covers", () => {
  const ranges: [name: string, next: string][] = [
    ["negative numbers", `[0 ${gapStart} -${gapEnd} ${rest}]`],
    ["overlapping ranges", `[0 ${gapEnd} ${gapStart} ${rest}]`],
    ["a gap shifted by one byte", `[0 ${gapStart + 1} ${gapEnd + 1} ${rest - 1}]`],
    ["a wider gap", `[0 ${gapStart - 20} ${gapEnd} ${rest}]`],
    ["a range that ends early", `[0 ${gapStart} ${gapEnd} ${rest - 30}]`],
    ["a range beyond the file", `[0 ${gapStart} ${gapEnd} ${rest + 9}]`],
    ["a range that does not begin at 0", `[8 ${gapStart - 8} ${gapEnd} ${rest}]`],
    ["an empty array", "[]"],
    ["two numbers", `[0 ${once.length}]`],
    ["a null", "null"],
    ["a comment inside", `[0 ${gapStart}%\n ${gapEnd} ${rest}]`],
  ];
  it.each(ranges)("a ByteRange with %s is refused", async (_, next) => {
    const report = await verify(withRange(next));
    expect(report.verdict).toBe("invalid");
    expect(["malformed", "tampered"]).toContain(report.integrity);
  });

  it("a missing ByteRange is refused", async () => {
    expect(await verify(overwrite(once, "/ByteRange", "/ByteRangf"))).toMatchObject({
      verdict: "invalid",
      integrity: "malformed",
    });
  });

  it("a missing Contents is refused", async () => {
    expect(await verify(overwrite(once, "/Contents <", "/Cantents <"))).toMatchObject({
      verdict: "invalid",
      integrity: "malformed",
    });
  });

  it("a duplicate ByteRange is refused even when the signature was made over it", async () => {
    const pdf = signField(writePdf(plainObjects()), { field: 7, party, entries: "/ByteRange [0 1 2 3]" });
    expect((await verify(pdf)).signatures[0]).toMatchObject({
      integrity: "malformed",
      reasons: expect.arrayContaining(["verify.byte_range_unsound"]),
    });
  });

  it("a duplicate Contents is refused even when the signature was made over it", async () => {
    const pdf = signField(writePdf(plainObjects()), { field: 7, party, entries: "/Contents <00>" });
    expect((await verify(pdf)).signatures[0]).toMatchObject({
      integrity: "malformed",
      reasons: expect.arrayContaining(["verify.contents_unsound"]),
    });
  });

  it("a payload hidden in the padding of Contents is refused", async () => {
    const pdf = once.slice();
    pdf.set(utf8("4869"), gapEnd - 9);
    expect((await verify(pdf)).reasons).toContain("verify.contents_padding");
  });

  it("white space inside Contents is refused", async () => {
    const pdf = once.slice();
    pdf.set(utf8("  "), gapEnd - 9);
    expect((await verify(pdf)).reasons).toContain("verify.contents_unsound");
  });

  it("an emptied Contents is refused", async () => {
    const pdf = once.slice();
    pdf.fill(0x30, gapStart + 1, gapEnd - 1);
    expect((await verify(pdf)).verdict).toBe("invalid");
  });

  it("a tail after %%EOF is a tampered file, though the signature is still named", async () => {
    const report = await verify(
      concat(once, utf8("5 0 obj << /Type /Catalog >> endobj trailer << /Root 5 0 R >>")),
    );
    expect(report).toMatchObject({
      verdict: "invalid",
      integrity: "tampered",
      reasons: expect.arrayContaining(["verify.bytes_after_end"]),
    });
    expect(report.signatures).toHaveLength(1);
  });

  it("one line end after %%EOF harms nothing", async () => {
    expect(await verify(concat(once, utf8("\r\n")))).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it.each([1, 7, 40, 400, 5000, 12_500])("a file cut short by %i bytes is refused", async (bytes) => {
    const report = await verify(once.slice(0, once.length - bytes));
    expect(report.verdict === "invalid" || report.verdict === "unsigned").toBe(true);
    expect(report.verdict).not.toBe("valid");
  });

  it("a CMS copied from another file is refused", async () => {
    const other = latin1(
      signField(writePdf(plainObjects("Custody fee: 1 yuan a year")), { field: 7, party }),
    );
    const contents = /\/Contents <([0-9a-f]+)>/.exec(other)?.[1] ?? "";
    const pdf = once.slice();
    pdf.set(utf8(contents), gapStart + 1);
    expect(await verify(pdf)).toMatchObject({
      verdict: "invalid",
      integrity: "tampered",
      reasons: expect.arrayContaining(["verify.digest_mismatch"]),
    });
  });

  it("a signature whose field was unlinked does not become an unsigned file", async () => {
    const pdf = append(once, { 1: "<< /Type /Catalog /Pages 2 0 R >>" });
    expect(await verify(pdf)).toMatchObject({ verdict: "invalid", integrity: "tampered" });
    expect(await verify(overwrite(once, "/AcroForm", "/AcroFirm"))).toMatchObject({
      verdict: "invalid",
      integrity: "malformed",
    });
  });

  it("an appended part without %%EOF is refused", async () => {
    const pdf = append(once, { 40: "<< >>" });
    expect((await verify(pdf.slice(0, pdf.length - 6))).verdict).toBe("invalid");
  });
});
