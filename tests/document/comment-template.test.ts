import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commentTemplate } from "../../src/document/lint/comment-template.ts";
import { lintTemplate } from "../../src/document/lint/lint-template.ts";
import { variantFields } from "../../src/document/fields/known-fields.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import type { XmlElement } from "../../src/formats/docx/xml-tree.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { requireTool } from "../tools.ts";
import { fileAt, minimalParts, paragraph, textOf } from "./docx.ts";

const at = new Date("2026-11-22T02:00:00Z");
const hebei = variantFields("HB-2P");

async function commented(template: Bytes): Promise<Bytes> {
  return commentTemplate(
    template,
    await lintTemplate(template, { ...hebei, seats: undefined, elements: [] }),
    at,
  );
}

const all = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element === undefined
    ? []
    : [...(element.name === name ? [element] : []), ...element.children.flatMap((part) => all(part, name))];
const ids = (elements: readonly XmlElement[]): string[] =>
  elements.map((each) => each.attributes["w:id"] ?? "");
const words = (element: XmlElement): string => element.text + element.children.map(words).join("");

const faulty = packDocx(
  minimalParts(
    [
      paragraph("前言"),
      `<w:p><w:r><w:t>名称：</w:t></w:r><w:r><w:t>{{tittle}}</w:t></w:r></w:p>`,
      "<w:p/>",
      `<w:tbl><w:tr><w:tc>${paragraph("{{IF fee.paid}}")}</w:tc></w:tr></w:tbl>`,
      paragraph("{{END-FOR p}}"),
    ].join(""),
  ),
  "packed",
);

describe("problems as Word comments", () => {
  it("each has an anchor around its run, a reference, and its words", async () => {
    const opened = openDocx(await commented(faulty));
    const body = opened.xml("word/document.xml");
    const comments = all(opened.xml("word/comments.xml"), "w:comment");
    expect(comments.length).toBeGreaterThanOrEqual(3);
    expect(ids(all(body, "w:commentRangeStart"))).toEqual(ids(comments));
    expect(ids(all(body, "w:commentRangeEnd"))).toEqual(ids(comments));
    expect(ids(all(body, "w:commentReference"))).toEqual(ids(comments));
    expect(comments.map(words).join("\n")).toContain("没有名为 tittle 的内容。是不是 title？");
    const second = all(body, "w:p")[1]?.children.map(({ name }) => name);
    expect(second).toEqual(["w:r", "w:commentRangeStart", "w:r", "w:commentRangeEnd", "w:r"]);
  });

  it("changes no text, and can be done again", async () => {
    const once = await commented(faulty);
    expect(textOf(once)).toBe(textOf(faulty));
    const twice = openDocx(await commented(once));
    const numbers = ids(all(twice.xml("word/comments.xml"), "w:comment"));
    expect(new Set(numbers).size).toBe(numbers.length);
    // the second time they are told to be left in, too
    expect(numbers.length).toBe(2 * all(openDocx(once).xml("word/comments.xml"), "w:comment").length + 1);
  });

  it("problems of a header and of the whole hang on the first paragraph and say where they belong", async () => {
    const parts = minimalParts(paragraph("正文"));
    const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph("{{tittle}}")}</w:hdr>`;
    const opened = openDocx(await commented(packDocx(parts.set("word/header1.xml", utf8(header)), "packed")));
    expect(words(opened.xml("word/comments.xml") ?? empty)).toContain("word/header1.xml");
    expect(all(all(opened.xml("word/document.xml"), "w:p")[0], "w:commentReference")).toHaveLength(1);
  });

  it("a clean template comes back without comments", async () => {
    const clean = fileAt("templates/hebei/custody-contract.docx");
    const report = await lintTemplate(clean, hebei);
    expect(openDocx(commentTemplate(clean, report, at)).parts).not.toContain("word/comments.xml");
  });

  it("LibreOffice opens the copy and keeps every comment with its words", async () => {
    const soffice = requireTool("soffice");
    const folder = mkdtempSync(join(tmpdir(), "zhiqi-comments-"));
    try {
      const docx = await commented(faulty);
      writeFileSync(join(folder, "in.docx"), docx);
      const profile = `-env:UserInstallation=file://${join(folder, "office")}`;
      execFileSync(
        soffice,
        [profile, "--headless", "--convert-to", "fodt", "--outdir", folder, join(folder, "in.docx")],
        { stdio: "ignore" },
      );
      const read = readFileSync(join(folder, "in.fodt"), "utf8");
      const found = read.match(/<office:annotation /g) ?? [];
      const made = all(openDocx(docx).xml("word/comments.xml"), "w:comment");
      expect(found).toHaveLength(made.length);
      expect(read).toContain("<dc:creator>知契</dc:creator>");
      expect(read).toContain("没有名为 tittle 的内容");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const empty: XmlElement = { name: "", attributes: {}, children: [], text: "" };
