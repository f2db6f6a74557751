import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { type Draft, draftPdf } from "../../src/app/draft-document.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import type { XmlElement } from "../../src/formats/docx/xml-tree.ts";
import { openPdf, signatureFields } from "../../src/formats/pdf/index.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import { FILING_MARK } from "../../src/sign/field-plans.ts";
import { hasTools } from "../tools.ts";
import { VARIANTS } from "./variants.ts";

const here = hasTools("soffice", "pdftotext", "pdfinfo");
const folder = mkdtempSync(join(tmpdir(), "zhiqi-variants-"));
const run = (tool: string, ...rest: string[]): string =>
  execFileSync(tool, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

const bare = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

/** The words of the body in reading order. */
function bodyOf(variant: string): string {
  const opened = openDocx(new Uint8Array(readFileSync(join(folder, `${variant}.docx`))));
  return bare(wordsIn(opened.xml(opened.main)));
}
const wordsIn = (element: XmlElement | undefined): string =>
  element === undefined
    ? ""
    : (element.name === "w:t" ? element.text : "") + element.children.map(wordsIn).join("");

/** Heads of tables, which stand on every page the table reaches. */
function headsOf(variant: string): readonly string[] {
  const opened = openDocx(new Uint8Array(readFileSync(join(folder, `${variant}.docx`))));
  const rows = (element: XmlElement | undefined): readonly XmlElement[] =>
    element === undefined ? [] : element.name === "w:tr" ? [element] : element.children.flatMap(rows);
  return rows(opened.xml(opened.main))
    .filter((row) => row.children.some(({ children }) => children.some(({ name }) => name === "w:tblHeader")))
    .map((row) => bare(wordsIn(row)));
}

const APART = /^第 \d+ 页\s*共 \d+ 页$|(?:HB|ZK|XH)-[A-Z0-9]+\s*合同编号|签章处/u;

/** The words of the pages without their heads, feet and the faint words in empty places to sign. */
function pagesOf(name: string): string {
  const lines = run("pdftotext", "-raw", join(folder, name), "-").split(/[\f\n]/);
  return bare(lines.filter((line) => !APART.test(line)).join(""));
}

/** Where the pages leave the document's words, but for repeated heads of tables; empty when nowhere. */
function departure(pages: string, body: string, heads: readonly string[]): string {
  let [at, read] = [0, 0];
  while (read < pages.length && at <= body.length) {
    const head = heads.find((words) => pages.startsWith(words, read));
    if (pages[read] === body[at]) [at, read] = [at + 1, read + 1];
    else if (head !== undefined) read += head.length;
    else return `pages: ${pages.slice(read - 20, read + 20)} document: ${body.slice(at - 20, at + 20)}`;
  }
  return body.slice(at);
}

/** Without punctuation: LibreOffice leaves hanging marks out of its text. */
const letters = (text: string): string => text.replaceAll(/[\p{P}\p{S}]/gu, "");

describe.runIf(here)("every variant drafted from a contract", () => {
  const drafts = new Map<string, Draft>();

  beforeAll(async () => {
    const desk = buildDesk();
    for (const { variant, contract } of VARIANTS) {
      const draft = await draftPdf(desk, contract());
      drafts.set(variant, draft);
      writeFileSync(join(folder, `${variant}.docx`), draft.docx);
      writeFileSync(join(folder, `${variant}.own.pdf`), draft.pdf);
    }
    const files = VARIANTS.map(({ variant }) => join(folder, `${variant}.docx`));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(VARIANTS)("$variant: nothing was left undrawn", ({ variant }) => {
    expect(drafts.get(variant)?.rendered.notes).toEqual([]);
  });

  it.each(VARIANTS)(
    "$variant: every seat has its signature field, and the filing its mark",
    ({ variant, seats }) => {
      const mark = lawFor(variant).variant.recipients.includes("bureau") ? [FILING_MARK] : [];
      const pdf = openPdf(drafts.get(variant)?.pdf ?? new Uint8Array());
      expect(signatureFields(pdf.at()).map(({ name }) => name)).toEqual([...seats, ...mark]);
    },
  );

  it.each(VARIANTS)("$variant: the pages say what the Word document says, in its order", ({ variant }) => {
    expect(departure(pagesOf(`${variant}.own.pdf`), bodyOf(variant), headsOf(variant))).toBe("");
  });

  it.each(VARIANTS)("$variant: LibreOffice opens it and shows the same words", ({ variant }) => {
    const heads = headsOf(variant).map(letters);
    expect(departure(letters(pagesOf(`${variant}.pdf`)), letters(bodyOf(variant)), heads)).toBe("");
  });
});
