import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { anchor, offset, shape } from "../fidelity/corpus/drawings.ts";
import { GRID, p, paragraphs, prose, r, sectPr, tbl, tc, tr } from "../fidelity/corpus/pieces.ts";
import { wordFile } from "../fidelity/corpus/word-file.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";
import { charactersOf, layOut, linesOf, textOf } from "./lay-out.ts";

const H = offset("H", "column", 10);
const V = offset("V", "paragraph", 0);
const box = (text: string, wrap: string, order = 1): string =>
  shape({ x: H, y: V, width: 5, height: 3, wrap, order }, p(text));
const SQUARE = '<wp:wrapSquare wrapText="bothSides"/>';
const linesIn = async (body: string) => linesOf((await layOut(wordFile({ body: body + sectPr() }))).pdf);
const lengthAt = (lines: readonly { readonly text: string }[], index: number): number =>
  lines[index]?.text.length ?? 0;

describe("text around a float", () => {
  it("is narrower beside it and as wide as ever below it", async () => {
    const lines = await linesIn(p(box("框", SQUARE) + r(prose(9)), '<w:jc w:val="both"/>'));
    expect(lengthAt(lines, 0)).toBeLessThan(28);
    expect(lengthAt(lines, 8)).toBeGreaterThan(38);
    expect(lines[9]?.x).toBeCloseTo(72, 0);
  });

  it("goes on in the paragraphs after the one that holds it", async () => {
    const lines = await linesIn(p(box("框", SQUARE) + r("短。")) + p(prose(4)));
    expect(lengthAt(lines, 1)).toBeLessThan(28);
  });

  it("stands above and below when nothing may stand beside it", async () => {
    const lines = await linesIn(p(box("框", "<wp:wrapTopAndBottom/>") + r("正文。")));
    expect(lines.find((line) => line.text === "正文。")?.y).toBeGreaterThan(72 + 3 * 28);
  });

  it("takes no notice of one in front of it, whose text is read after that of the page", async () => {
    const lines = await linesIn(p(box("框", "<wp:wrapNone/>") + r(prose(3))));
    expect(lengthAt(lines, 0)).toBeGreaterThan(38);
    expect(lines.at(-1)?.text).toBe("框");
  });

  it("is bounded in time, however many floats there are", async () => {
    const body = Array.from({ length: 4_000 }, () => p(box("", SQUARE) + r("甲"))).join("");
    const docx = wordFile({ body: body + sectPr() });
    const before = process.cpuUsage();
    const { pdf } = await layOut(docx);
    expect(textOf(pdf).replaceAll("甲", "")).toBe("");
    expect(cpuMillisecondsSince(before)).toBeLessThan(20_000);
  });
});

describe("a floating table", () => {
  const table = (width: number): string =>
    tbl(
      [width / 2, width / 2],
      tr(tc(width / 2, "表一") + tc(width / 2, "表二")),
      `<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="right" w:tblpY="1"/>${GRID}`,
    );

  it("narrower than the text has text beside it", async () => {
    const lines = await linesIn(table(3000) + p(prose(5)));
    expect(lengthAt(lines, 0)).toBeLessThan(32);
  });

  it("as wide as the text stands in it", async () => {
    const lines = await linesIn(table(9000) + p(prose(5)));
    expect(lines[0]?.text).toContain("表一");
    expect(lengthAt(lines, 1)).toBeGreaterThan(38);
  });
});

describe("a cell whose lines run down", () => {
  it("has its characters under each other, upright and in order", async () => {
    const body = tbl(
      [700, 5000],
      tr(
        tc(700, p("基本情况", '<w:jc w:val="center"/>'), '<w:textDirection w:val="tbRlV"/>') +
          tc(5000, "内容"),
        '<w:trHeight w:val="2400"/>',
      ),
    );
    const { pdf } = await layOut(wordFile({ body: body + sectPr() }));
    const head = charactersOf(pdf).filter(({ character }) => "基本情况".includes(character));
    expect(head.map((each) => each.character).join("")).toBe("基本情况");
    expect(new Set(head.map((each) => each.x.toFixed(1))).size).toBe(1);
    const steps = head.slice(1).map((each, index) => each.y - (head[index]?.y ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(10.5, 1);
  });

  it("makes its row as high as its text needs when nobody says how high", async () => {
    const body = tbl(
      [700, 5000],
      tr(tc(700, p("一二三四五六七八九十"), '<w:textDirection w:val="tbRlV"/>') + tc(5000, "内容")),
    );
    const lines = await linesIn(body + p("之后"));
    expect(lines.find((line) => line.text === "之后")?.y).toBeGreaterThan(72 + 100);
  });
});

describe("a footnote", () => {
  it("longer than a page goes on at the foot of the next, and nothing of it is lost", async () => {
    const note = Array.from({ length: 90 }, (_, index) => p(`注${index}。`)).join("");
    const docx = wordFile({
      footnotes: `<w:footnote w:id="1">${note}</w:footnote>`,
      body: `${p(`${r("正文")}<w:r><w:footnoteReference w:id="1"/></w:r>`)}${paragraphs(2)}${sectPr()}`,
    });
    const { pdf, pages } = await layOut(docx);
    const text = textOf(pdf);
    for (let index = 0; index < 90; index += 1) expect(text).toContain(`注${index}。`);
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(5);
  });
});

describe("what stands in other clothes", () => {
  it("a text box is found under whatever prefixes its file uses", async () => {
    const files = unzipSync(wordFile({ body: p(box("框中文字", "<wp:wrapNone/>") + r("正文")) + sectPr() }));
    const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array(0))
      .replaceAll(/(<\/?|xmlns:)wps(?=[:=])/g, "$1q1")
      .replaceAll('Requires="wps"', 'Requires="q1"');
    const { pdf, notes } = await layOut(zipSync({ ...files, "word/document.xml": strToU8(xml) }));
    expect(textOf(pdf)).toBe("正文框中文字");
    expect(notes).toEqual([]);
  });

  it("bullets of symbol fonts are Unicode, and no font is missed", async () => {
    const docx = wordFile({
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uF0B7"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      body: p("条目", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + sectPr(),
    });
    const { pdf, notes } = await layOut(docx);
    expect(textOf(pdf)).toBe("•条目");
    expect(notes).toEqual([]);
  });

  it("a table is as wide as it states, not as its grid", async () => {
    const wide = tbl([1000, 1000], tr(tc(1000, "甲") + tc(1000, "乙")), GRID).replace(
      '<w:tblW w:w="2000" w:type="dxa"/>',
      '<w:tblW w:w="5000" w:type="pct"/>',
    );
    const { pdf } = await layOut(wordFile({ body: wide + sectPr() }));
    const [first, second] = charactersOf(pdf);
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo(225.6, 0);
  });

  it("a formula is set on one line, and that is noted", async () => {
    const math = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    const formula = `<m:oMath xmlns:m="${math}"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`;
    const { pdf, notes } = await layOut(wordFile({ body: p(`${r("公式")}${formula}`) + sectPr() }));
    expect(textOf(pdf)).toBe("公式(a+b)/2");
    expect(notes.map((note) => note.code)).toEqual(["layout.formula_in_line"]);
  });

  it("deleted text of a revision is not set, and that is noted", async () => {
    const body = p('<w:del w:id="1" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>' + r("新"));
    const { pdf, notes } = await layOut(wordFile({ body: body + sectPr() }));
    expect(textOf(pdf)).toBe("新");
    expect(notes.map((note) => note.code)).toEqual(["layout.tracked_change"]);
  });

  it("a picture in a cell whose text goes around it stays in the cell", async () => {
    const picture = anchor("none", { width: 2, height: 2, x: offset("H", "column", 0), y: V, wrap: SQUARE });
    const { notes } = await layOut(
      wordFile({ body: tbl([5000], tr(tc(5000, p(picture + r(prose(2)))))) + sectPr() }),
    );
    expect(notes.map((note) => note.code)).toEqual(["layout.image_not_embedded"]);
  });

  it("heading rows do not stay alone at the end of a page", async () => {
    const line = '<w:spacing w:line="400" w:lineRule="exact"/>';
    const before = Array.from({ length: 32 }, (_, index) => p(`第${index}行`, line)).join("");
    const rows =
      tr(tc(5000, p("表头", line)), "<w:tblHeader/>") +
      tr(tc(5000, p("甲", line) + p("乙", line)), "<w:cantSplit/>");
    const lines = await linesIn(before + tbl([5000], rows));
    expect(lines.filter((each) => each.text === "表头").map((each) => each.page)).toEqual([1]);
  });
});
