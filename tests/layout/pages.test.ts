import { describe, expect, it } from "vitest";
import { docxOf, paragraph, section } from "./docx-of.ts";
import { layOut, linesOf } from "./lay-out.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

const LINE = '<w:spacing w:line="400" w:lineRule="exact"/>';
/** 841.9 - 144 points of body hold 34 lines of 20 points. */
const PER_PAGE = 34;
const many = (count: number, properties = ""): string =>
  Array.from({ length: count }, (_, index) => paragraph(`第${index}行`, properties + LINE)).join("");
const pageOf = (
  lines: readonly { readonly page: number; readonly text: string }[],
  text: string,
): number | undefined => lines.find((line) => line.text === text)?.page;
const field = (name: string): string =>
  `<w:fldSimple w:instr=" ${name} "><w:r><w:t>9</w:t></w:r></w:fldSimple>`;

describe("pages", () => {
  it("a full page holds what fits and no more", async () => {
    const lines = linesOf((await layOut(docxOf(many(PER_PAGE + 1)))).pdf);
    expect(pageOf(lines, `第${PER_PAGE - 1}行`)).toBe(0);
    expect(pageOf(lines, `第${PER_PAGE}行`)).toBe(1);
  });

  it("a heading that keeps with the next goes to the next page with it", async () => {
    const body = many(PER_PAGE - 1) + paragraph("标题", `<w:keepNext/>${LINE}`) + paragraph("正文", LINE);
    const lines = linesOf((await layOut(docxOf(body))).pdf);
    expect([pageOf(lines, "标题"), pageOf(lines, "正文")]).toEqual([1, 1]);
  });

  it("widow control takes a line to the next page, and without it none", async () => {
    const lines = (control: string): string =>
      `<w:p><w:pPr>${control}${LINE}</w:pPr><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:br/><w:t>三</w:t><w:br/><w:t>四</w:t></w:r></w:p>`;
    const on = linesOf((await layOut(docxOf(many(PER_PAGE - 2) + lines("")))).pdf);
    expect([pageOf(on, "一"), pageOf(on, "三")]).toEqual([0, 1]);
    const tail = linesOf((await layOut(docxOf(many(PER_PAGE - 1) + lines("")))).pdf);
    expect([pageOf(tail, "一"), pageOf(tail, "三")]).toEqual([1, 1]);
    const off = linesOf(
      (await layOut(docxOf(many(PER_PAGE - 1) + lines('<w:widowControl w:val="0"/>')))).pdf,
    );
    expect([pageOf(off, "一"), pageOf(off, "二")]).toEqual([0, 1]);
  });

  it("keepLines moves a paragraph whole", async () => {
    const three = `<w:p><w:pPr><w:keepLines/>${LINE}</w:pPr><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r></w:p>`;
    const lines = linesOf((await layOut(docxOf(many(PER_PAGE - 2) + three))).pdf);
    expect([pageOf(lines, "一"), pageOf(lines, "三")]).toEqual([1, 1]);
  });

  it("page breaks, before a paragraph and within one, begin a page", async () => {
    const body =
      paragraph("一") +
      paragraph("二", "<w:pageBreakBefore/>") +
      `<w:p><w:r><w:t>三</w:t><w:br w:type="page"/><w:t>四</w:t></w:r></w:p>`;
    const lines = linesOf((await layOut(docxOf(body))).pdf);
    expect(["一", "二", "三", "四"].map((text) => pageOf(lines, text))).toEqual([0, 1, 1, 2]);
  });

  it("page numbers and their sum stand in header, footer and body", async () => {
    const footer = `<w:p><w:r><w:t>第</w:t></w:r>${field("PAGE")}<w:r><w:t>页共</w:t></w:r>${field("NUMPAGES")}<w:r><w:t>页</w:t></w:r></w:p>`;
    const body = `${many(PER_PAGE + 1)}<w:p><w:r><w:t>见</w:t></w:r>${field("PAGE")}<w:r><w:t>之</w:t></w:r>${field("NUMPAGES")}</w:p>`;
    const texts = linesOf((await layOut(docxOf(body, { footer }))).pdf).map((line) => line.text);
    expect(texts).toContain("第1页共2页");
    expect(texts).toContain("第2页共2页");
    expect(texts).toContain("见2之2");
  });

  it("complex fields are computed, and other fields keep their stored result", async () => {
    const complex = (name: string, stored: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${stored}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const lines = linesOf(
      (await layOut(docxOf(`<w:p>${complex("PAGE", "7")}</w:p><w:p>${complex("DATE", "旧日期")}</w:p>`))).pdf,
    );
    expect(lines.map((line) => line.text)).toEqual(["1", "旧日期"]);
  });

  it("first, even and default headers go to their pages", async () => {
    const references =
      '<w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" r:id="firstHeader"/><w:headerReference w:type="even" r:id="evenHeader"/>';
    const end = section(references).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>");
    const parts = {
      header: paragraph("奇数页"),
      firstHeader: paragraph("首页"),
      evenHeader: paragraph("偶数页"),
      settings: "<w:evenAndOddHeaders/>",
    };
    const lines = linesOf((await layOut(docxOf(many(PER_PAGE * 3) + end, parts))).pdf);
    expect(["首页", "偶数页", "奇数页"].map((text) => pageOf(lines, text))).toEqual([0, 1, 2]);
  });

  it("a landscape section has its own page", async () => {
    const wide = section().replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"');
    const body = `<w:p><w:pPr>${section()}</w:pPr><w:r><w:t>竖</w:t></w:r></w:p>${paragraph("横")}${wide}`;
    const { pdf, pages } = await layOut(docxOf(body));
    expect(pages).toBe(2);
    expect(new TextDecoder("latin1").decode(pdf)).toContain("/MediaBox [ 0 0 841.9 595.3 ]");
  });

  it("the document grid snaps single lines to its pitch", async () => {
    const grid = section("").replace(
      "</w:sectPr>",
      '<w:docGrid w:type="lines" w:linePitch="560"/></w:sectPr>',
    );
    const [first, second] = linesOf((await layOut(docxOf(paragraph("一") + paragraph("二") + grid))).pdf);
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeCloseTo(28, 1);
  });

  it("a header taller than the margin pushes the text down", async () => {
    const plain = linesOf((await layOut(docxOf(paragraph("正文")))).pdf).at(-1);
    const pushed = linesOf((await layOut(docxOf(paragraph("正文"), { header: many(6) }))).pdf).at(-1);
    expect((pushed?.y ?? 0) - (plain?.y ?? 0)).toBeCloseTo(36 + 6 * 20 - 72, 1);
  });
});

describe("a document without end", () => {
  it("that needs too many pages is layout.too_long", async () => {
    await expect(layOut(docxOf(paragraph("甲", "<w:pageBreakBefore/>").repeat(2_100)))).rejects.toMatchObject(
      { code: "layout.too_long" },
    );
  });

  it("whose header is repeated on thousands of pages is layout.too_long in bounded time", async () => {
    const started = process.cpuUsage();
    const body = paragraph("甲", "<w:pageBreakBefore/>").repeat(1_900);
    await expect(
      layOut(docxOf(body, { header: paragraph("很长的页眉".repeat(4_000)) })),
    ).rejects.toMatchObject({ code: "layout.too_long" });
    expect(cpuMillisecondsSince(started)).toBeLessThan(20_000);
  });
});
