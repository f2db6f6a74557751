import { encode } from "fast-png";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { PDFDocument } from "pdf-lib";
import { checkDocument } from "../../src/app/check-document.ts";
import { contractFile } from "../../src/app/contract-file.ts";
import { draftPdf } from "../../src/app/draft-document.ts";
import { shownContractText } from "../../src/contract/shown-contract.ts";
import { type Bytes, utf8 } from "../../src/kit/bytes.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import { signedContract } from "../app/signed-contract.ts";
import { demoHouse } from "../app/test-house.ts";
import { contractWith } from "../completeness/samples.ts";
import { AS_OF, asDocx, asPdf, checked, idsOf } from "./documents.ts";
import { pdfOf } from "./pdf-file.ts";

const desk = buildDesk();

async function codeOf(file: Bytes): Promise<string> {
  const fault: unknown = await checked(file).then(
    () => undefined,
    (error: unknown) => error,
  );
  return fault instanceof Error && "code" in fault ? String(fault.code) : "none";
}

describe("findings of a document", () => {
  const defective = contractWith("V1", [
    { path: "/parties/1/uscc", value: "91130104MAXX00015Q" },
    { path: "/parties/0/legalRep", value: "总经理" },
    { path: "/breach", value: "" },
    { path: "/scope/1/due", value: "尽快" },
    { path: "/dispute/body", value: "" },
  ]);

  it("each have their place: page or paragraph or cell, clause and the words that stand there", async () => {
    for (const file of [await asDocx(defective), await asPdf(defective)]) {
      const { findings, document } = await checked(file);
      expect(findings.length).toBeGreaterThan(3);
      for (const { at } of findings) {
        expect(at?.quote).toBeTruthy();
        expect(at?.page ?? at?.paragraph ?? at?.cell).toBeDefined();
      }
      expect(findings.find(({ id }) => id === "PTY-03.U")?.at).toMatchObject({
        quote: expect.stringContaining("91130104MAXX00015Q"),
      });
      expect(findings.find(({ id }) => id === "LIA-01.M")?.at).toMatchObject({
        clause: expect.stringContaining("违约责任"),
      });
      for (const { confidence, at } of document?.values ?? []) {
        expect(confidence).toBeGreaterThan(0);
        expect(at.quote).toBeTypeOf("string");
      }
    }
  });

  it("say when the names under the signatures are not those of the head", async () => {
    const docx = await asDocx(contractWith("V1"));
    expect(idsOf(await checked(docx, { stage: "sign" }))).toContain("SIG-01.M");
    expect(idsOf(await checked(docx))).toEqual([]);
  });
});

describe("our own PDF", () => {
  const drafted = async () => (await draftPdf(desk, contractWith("V1"))).pdf;

  it("is judged by its data, the text compared value by value", async () => {
    const report = await checked(await drafted());
    expect(report).toMatchObject({ verdict: "ready", findings: [], document: { data: "attached" } });
  });

  it("shows where its text says something else than its data", async () => {
    // the pages of one contract with the data of the other
    const bare = await asPdf(
      contractWith("V1", [
        { path: "/contractNo", value: "HBTG-2022-000999" },
        { path: "/fee/account/no", value: "1300000000000000019" },
        { path: "/mode", value: "完全式" },
        { path: "/fee/payer", value: "乙方" },
      ]),
    );
    const file = await PDFDocument.load(bare);
    await file.attach(utf8(shownContractText(contractWith("V1"))), "contract.json");
    const report = await checked(new Uint8Array(await file.save({ useObjectStreams: false })));
    const differing = report.findings.filter(({ id }) => id === "TXT-03.U").map(({ pointer }) => pointer);
    expect(differing).toEqual(
      expect.arrayContaining(["/contractNo", "/fee/account/no", "/mode", "/fee/payer"]),
    );
    expect(report.verdict).toBe("blocked");
  });

  it("with data that are no text in UTF-8 is a coded problem", async () => {
    const file = await PDFDocument.load(await asPdf(contractWith("V1")));
    await file.attach(Uint8Array.of(0x7b, 0xba, 0xcf, 0x7d), "contract.json");
    const pdf = new Uint8Array(await file.save({ useObjectStreams: false }));
    await expect(checked(pdf)).rejects.toMatchObject({ code: "desk.no_contract_inside" });
  });

  it("signed by both is seen signed: names, days and digests, at stage sign", async () => {
    const { house, callers } = await demoHouse();
    const envelope = await signedContract(house, callers);
    const { bytes } = await contractFile(house, callers.agency, { id: envelope.contract_id, kind: "pdf" });
    const report = await checkDocument(house, { file: bytes, name: "signed.pdf" });
    expect(report.stage).toBe("sign");
    expect(report.document?.notes.join()).toContain("2 个电子签名");
    for (const id of ["SIG-01.M", "SIG-02.U", "SIG-03.U", "SIG-05.M", "SIG-08.M", "SIG-08.U", "DOC-04.M"])
      expect(idsOf(report)).not.toContain(id);
  });
});

describe("a scan without text", () => {
  const scan = async (): Promise<Bytes> => {
    const file = await PDFDocument.create();
    const picture = await file.embedPng(
      encode({ width: 40, height: 56, channels: 1, data: new Uint8Array(40 * 56).fill(200) }),
    );
    for (const _ of [1, 2])
      file.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
    return new Uint8Array(await file.save());
  };

  it("goes to a reviewer: no finding, nothing guessed, a form with every rule that could not be asked", async () => {
    const report = await checked(await scan());
    expect(report).toMatchObject({
      verdict: "review",
      findings: [],
      document: { text: "none", pages: 2, values: [] },
    });
    const form = report.document?.unread ?? [];
    expect(form.length).toBeGreaterThan(30);
    expect(form.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["PTY-02", "FEE-02", "DSP-01"]));
    expect(form.every(({ question, answer }) => question.length > 6 && answer === null)).toBe(true);
  });
});

describe("a PDF nothing can be read of", () => {
  const blank = async (): Promise<Bytes> => {
    const file = await PDFDocument.create();
    file.addPage([595, 842]);
    return new Uint8Array(await file.save());
  };
  const undecodable = (): Bytes =>
    pdfOf([
      { body: "<< /Type /Catalog /Pages 2 0 R >>" },
      { body: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>" },
      { body: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>" },
      { body: "<< /Filter /LZWDecode >>", stream: Uint8Array.of(255, 255, 255, 0, 1, 2) },
    ]);

  it.each([
    ["blank pages", blank],
    ["a page no filter unpacks", undecodable],
  ])("%s: nothing is missing for certain, a person looks", async (_, file) => {
    const report = await checked(await file());
    expect(report).toMatchObject({ verdict: "review", findings: [] });
    expect(report.document?.notes[0]).toContain("读不出合同的文字");
    expect(report.document?.unread.length).toBeGreaterThan(30);
  });
});

describe("what is no document to check", () => {
  it.each([
    ["nothing at all", new Uint8Array(0), "extract.empty_file"],
    [
      "a picture that calls itself .pdf",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
      "extract.unknown_type",
    ],
    ["an old .doc", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "extract.old_word"],
    [
      "a Word file with a password",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...utf8("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")]),
      "extract.encrypted_word",
    ],
    ["a zip that is no Word file", utf8("PK\u0003\u0004 rest"), "docx.not_a_zip"],
    ["a PDF of two lines", utf8("%PDF-1.7\n%%EOF"), "pdf.malformed"],
  ])("%s is %s", async (_, bytes, code) => {
    expect(await codeOf(new Uint8Array(bytes))).toBe(code);
  });

  it("a PDF cut short is told to be damaged instead of judged by what is left", async () => {
    const { pdf: whole } = await draftPdf(desk, contractWith("V1"));
    for (const part of [0.5, 0.9, 0.99])
      expect(await codeOf(whole.slice(0, Math.floor(whole.length * part)))).toBe("extract.file_cut_short");
  });

  it("a Word file that unpacks to far more than it weighs is docx.too_large, and the next one is read as ever", async () => {
    const bomb = zipSync({
      "[Content_Types].xml": utf8("<Types/>"),
      "word/document.xml": new Uint8Array(19_000_000).fill(32),
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(new Uint8Array(bomb))).toBe("docx.too_large");
    expect(idsOf(await checked(await asDocx(contractWith("V1"))))).toEqual([]);
  });

  it("an unknown kind of contract is refused before the file is read", async () => {
    await expect(
      checkDocument(desk, { file: utf8("%PDF-1.7"), variant: "constructor", asOf: AS_OF }),
    ).rejects.toMatchObject({ code: "desk.unknown_variant" });
  });
});
