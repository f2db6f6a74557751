import { describe, expect, it } from "vitest";
import { docxOf, paragraph, section } from "./docx-of.ts";
import { charactersOf, layOut, linesOf } from "./lay-out.ts";

/** A column of exactly ten characters of 12 points. */
const narrow = section().replace('w:right="1440"', `w:right="${11906 - 1440 - 2400}"`);
const linesIn = async (body: string, parts = {}): Promise<readonly string[]> =>
  linesOf((await layOut(docxOf(body + narrow, parts))).pdf).map((line) => line.text);

describe("lines", () => {
  it("break between any two ideographs, and Latin words stay whole", async () => {
    expect(await linesIn(paragraph("一二三四五六七八九十甲乙"))).toEqual(["一二三四五六七八九十", "甲乙"]);
    expect(await linesIn(paragraph("一二三四五六七contract"))).toEqual(["一二三四五六七", "contract"]);
  });

  it("no line begins with a closing or ends with an opening mark", async () => {
    expect(await linesIn(paragraph("一二三四五六七八九十）甲"))).toEqual(["一二三四五六七八九", "十）甲"]);
    expect(await linesIn(paragraph("一二三四五六七八九（十）"))).toEqual(["一二三四五六七八九", "（十）"]);
  });

  it("no line begins with a closing quote even where a word longer than the line has to be cut", async () => {
    const lines = await linesIn(paragraph(`“${"_".repeat(18)}”甲`));
    expect(lines.join("")).toBe(`“${"_".repeat(18)}”甲`);
    expect(lines.filter((line) => /^[”’]|[“‘]$/u.test(line))).toEqual([]);
  });

  it("a stop hangs over the margin unless the paragraph forbids it", async () => {
    expect(await linesIn(paragraph("一二三四五六七八九十，甲"))).toEqual(["一二三四五六七八九十，", "甲"]);
    expect(await linesIn(paragraph("一二三四五六七八九十，甲", '<w:overflowPunct w:val="0"/>'))).toEqual([
      "一二三四五六七八九",
      "十，甲",
    ]);
  });

  it("a word longer than the line is cut and nothing is lost", async () => {
    const word = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
    const lines = await linesIn(paragraph(word));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe(word);
  });

  it("a justified line reaches the margin and the last line does not", async () => {
    const seen = charactersOf(
      (await layOut(docxOf(paragraph("一二三四五六七八contract乙", '<w:jc w:val="both"/>') + narrow))).pdf,
    );
    expect(seen.find((each) => each.character === "八")?.x).toBeCloseTo(72 + 108, 0);
    expect(seen.find((each) => each.character === "乙")?.x).toBeLessThan(72 + 100);
  });

  it("Latin beside Chinese gets a quarter of an em, and a fifth in the lo profile", async () => {
    const gapIn = async (profile: "word" | "lo"): Promise<number> => {
      const seen = charactersOf((await layOut(docxOf(paragraph("中A")), { profile })).pdf);
      return (seen[1]?.x ?? 0) - (seen[0]?.x ?? 0) - 12;
    };
    expect(await gapIn("word")).toBeCloseTo(3, 1);
    expect(await gapIn("lo")).toBeCloseTo(2.4, 1);
  });

  it("tabs go to their stops: left, right with leader, default", async () => {
    const tabs =
      '<w:tabs><w:tab w:val="left" w:pos="1200"/><w:tab w:val="right" w:pos="4000" w:leader="dot"/></w:tabs>';
    const body = `<w:p><w:pPr>${tabs}</w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:tab/><w:t>丙丁</w:t></w:r></w:p><w:p><w:r><w:tab/><w:t>戊</w:t></w:r></w:p>`;
    const x = new Map(charactersOf((await layOut(docxOf(body))).pdf).map((each) => [each.character, each.x]));
    expect(x.get("乙")).toBeCloseTo(72 + 60, 1);
    expect(x.get("丁")).toBeCloseTo(72 + 200 - 12, 1);
    expect(x.get("戊")).toBeCloseTo(72 + 36, 1);
  });

  it("quotes are Chinese in Chinese text and Latin inside a Latin word", async () => {
    const seen = charactersOf((await layOut(docxOf(paragraph("“甲”don’t")))).pdf);
    expect((seen[1]?.x ?? 0) - (seen[0]?.x ?? 0)).toBeCloseTo(12, 1);
    const [n, quote, t] = [seen.at(-3), seen.at(-2), seen.at(-1)];
    expect(n?.character).toBe("n");
    expect((t?.x ?? 0) - (quote?.x ?? 0)).toBeLessThan(5);
  });

  it("lists count in Chinese and by levels", async () => {
    const level = (index: number, format: string, text: string): string =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:suff w:val="nothing"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "第%1条")}${level(1, "decimal", "%1.%2")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
    const item = (text: string, depth: number): string =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr>`);
    const items = [
      ...Array.from({ length: 10 }, () => item("甲", 0)),
      item("乙", 1),
      item("丙", 1),
      item("丁", 0),
      item("戊", 1),
    ].join("");
    const lines = await linesIn(items, { numbering });
    expect(lines.slice(8)).toEqual(["第九条甲", "第十条甲", "十.1乙", "十.2丙", "第十一条丁", "十一.1戊"]);
  });
});
