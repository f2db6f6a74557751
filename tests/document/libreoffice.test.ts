import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractDocument } from "../../src/document/contract-document.ts";
import { type ReceiptFacts, receiptDocument } from "../../src/document/receipt-document.ts";
import { hasTools } from "../tools.ts";
import { fileAt, sample } from "./docx.ts";
import { receiptOfV1 } from "./receipt-facts.ts";

const here = hasTools("soffice", "pdftotext", "pdfinfo", "pdftoppm");

const longest = (facts: ReceiptFacts): ReceiptFacts => ({
  ...facts,
  parties: [
    ...facts.parties,
    { seat: "丙方", name: "河北某某高新技术产业开发区管理委员会科技创新局", uscc: "11130000MAXX00001X" },
  ],
});

describe.runIf(here)("what LibreOffice makes of the documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-document-"));
  const run = (tool: string, ...rest: string[]): string =>
    execFileSync(tool, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const pages = (name: string): number =>
    Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", join(folder, `${name}.pdf`)))?.[1]);

  beforeAll(async () => {
    const contract = fileAt("templates/hebei/custody-contract.docx");
    const receipt = fileAt("templates/hebei/filing-receipt.docx");
    writeFileSync(join(folder, "contract.docx"), await contractDocument(sample("V1"), contract));
    writeFileSync(join(folder, "receipt.docx"), await receiptDocument(receiptOfV1(), receipt));
    writeFileSync(join(folder, "receipt3.docx"), await receiptDocument(longest(receiptOfV1()), receipt));
    const files = ["contract", "receipt", "receipt3"].map((name) => join(folder, `${name}.docx`));
    run(
      "soffice",
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      ...files,
    );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("opens both without repair and shows their words", () => {
    const text = run("pdftotext", "-raw", join(folder, "contract.pdf"), "-");
    expect(text).toContain("石家庄恒砺传感科技有限公司");
    expect(text).toContain(`第 1 页 共 ${pages("contract")} 页`);
  });

  it("lays the contract out on eight to ten pages and a receipt on one, also with three parties", () => {
    expect(pages("contract")).toBeGreaterThanOrEqual(8);
    expect(pages("contract")).toBeLessThanOrEqual(10);
    expect(pages("receipt")).toBe(1);
    expect(pages("receipt3")).toBe(1);
  });

  it("draws the QR code black on white", () => {
    run("pdftoppm", "-r", "60", "-gray", join(folder, "receipt.pdf"), join(folder, "receipt"));
    const pgm = readFileSync(join(folder, "receipt-1.pgm"));
    const header = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.subarray(0, 40).toString("latin1"));
    const [start, width] = [header?.[0].length ?? 0, Number(header?.[1])];
    const height = Number(header?.[2]);
    // The lower left quarter holds only the code and the lines beside it.
    let dark = 0;
    for (let y = Math.floor(height * 0.55); y < height * 0.9; y += 1)
      for (let x = 0; x < width * 0.3; x += 1) if ((pgm[start + y * width + x] ?? 255) < 128) dark += 1;
    expect(dark).toBeGreaterThan(400);
  });
});
