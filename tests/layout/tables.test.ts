import { describe, expect, it } from "vitest";
import { docxOf, paragraph } from "./docx-of.ts";
import { judge, layOut, linesOf } from "./lay-out.ts";

const LINE = '<w:spacing w:line="400" w:lineRule="exact"/>';
const BORDERS = `<w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="8" w:color="000000"/>`).join("")}</w:tblBorders>`;
const cell = (text: string, properties = ""): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text, LINE)}</w:tc>`;
const row = (cells: string, properties = ""): string => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
const table = (columns: number, rows: string, properties = BORDERS): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows}</w:tbl>`;

type Segment = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

/** The straight lines MuPDF draws, on a page read from the bottom left. */
async function segments(body: string): Promise<readonly Segment[]> {
  const trace = judge((await layOut(docxOf(body))).pdf, "mutool", "trace", "{}");
  return [
    ...trace.matchAll(/<moveto x="([\d.]+)" y="([\d.]+)"\/>\s*<lineto x="([\d.]+)" y="([\d.]+)"\/>/g),
  ].map((match) => ({
    x1: Number(match[1]),
    y1: Number(match[2]),
    x2: Number(match[3]),
    y2: Number(match[4]),
  }));
}

const level = (all: readonly Segment[]): readonly Segment[] => all.filter((each) => each.y1 === each.y2);

describe("tables", () => {
  it("a merged cell of a single row still has its bottom border", async () => {
    const rows =
      row(cell("甲", '<w:vMerge w:val="restart"/>') + cell("一")) +
      row(cell("乙", '<w:vMerge w:val="restart"/>') + cell("二"));
    const drawn = level(await segments(table(2, rows)));
    expect(drawn).toHaveLength(3);
    for (const each of drawn) expect(each.x2 - each.x1).toBeCloseTo(200, 1);
  });

  it("a cell merged over two rows has no line through it", async () => {
    const rows =
      row(cell("甲", '<w:vMerge w:val="restart"/>') + cell("一")) + row(cell("", "<w:vMerge/>") + cell("二"));
    expect(level(await segments(table(2, rows))).map((each) => Math.round(each.x2 - each.x1))).toEqual([
      200, 100, 200,
    ]);
  });

  it("every piece of a grid with spans is drawn once", async () => {
    const rows =
      row(cell("合计", '<w:gridSpan w:val="2"/>') + cell("一")) + row(cell("甲") + cell("乙") + cell("丙"));
    const drawn = await segments(table(3, rows));
    const keys = drawn.map((each) => `${each.x1} ${each.y1} ${each.x2} ${each.y2}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(drawn).toHaveLength(3 + 4);
  });

  it("the heavier of two borders wins, and a cell may have none", async () => {
    const heavy = '<w:tcBorders><w:right w:val="single" w:sz="24" w:color="FF0000"/></w:tcBorders>';
    const none =
      '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders>';
    const trace = judge(
      (await layOut(docxOf(table(2, row(cell("甲", heavy) + cell("乙")))))).pdf,
      "mutool",
      "trace",
      "{}",
    );
    expect(trace).toContain('linewidth="3"');
    expect(await segments(table(1, row(cell("甲", none))))).toEqual([]);
  });

  it("heading rows stand again on every page", async () => {
    const rows =
      row(cell("表头"), "<w:tblHeader/>") +
      Array.from({ length: 60 }, (_, index) => row(cell(`行${index}`))).join("");
    const { pdf, pages } = await layOut(docxOf(table(1, rows)));
    expect(pages).toBe(2);
    const lines = linesOf(pdf);
    expect(lines.filter((line) => line.text === "表头").map((line) => line.page)).toEqual([0, 1]);
    expect(lines.filter((line) => line.text.startsWith("行"))).toHaveLength(60);
  });

  it("a long row is cut over pages, one marked cantSplit moves whole", async () => {
    const long = `<w:tc><w:tcPr/>${Array.from({ length: 20 }, (_, index) => paragraph(`段${index}`, LINE)).join("")}</w:tc>`;
    const before = Array.from({ length: 24 }, () => paragraph("前", LINE)).join("");
    const cut = linesOf((await layOut(docxOf(before + table(1, row(long))))).pdf);
    expect(cut.find((line) => line.text === "段0")?.page).toBe(0);
    expect(cut.find((line) => line.text === "段19")?.page).toBe(1);
    expect(cut.filter((line) => line.text.startsWith("段"))).toHaveLength(20);
    const whole = linesOf((await layOut(docxOf(before + table(1, row(long, "<w:cantSplit/>"))))).pdf);
    expect(whole.find((line) => line.text === "段0")?.page).toBe(1);
  });

  it("a row taller than any page loses nothing", async () => {
    const long = `<w:tc><w:tcPr/>${Array.from({ length: 100 }, (_, index) => paragraph(`段${index}`, LINE)).join("")}</w:tc>`;
    const lines = linesOf((await layOut(docxOf(table(1, row(long))))).pdf);
    expect(lines.filter((line) => line.text.startsWith("段"))).toHaveLength(100);
    expect(new Set(lines.map((line) => line.page)).size).toBe(3);
  });

  it("text stands in the middle or at the bottom of a tall row as the cell asks", async () => {
    const tall = '<w:trHeight w:val="2000" w:hRule="atLeast"/>';
    const cells =
      cell("上") + cell("中", '<w:vAlign w:val="center"/>') + cell("下", '<w:vAlign w:val="bottom"/>');
    const y = new Map(
      linesOf((await layOut(docxOf(table(3, row(cells, tall), "")))).pdf).map((line) => [line.text, line.y]),
    );
    expect((y.get("中") ?? 0) - (y.get("上") ?? 0)).toBeCloseTo(40, 1);
    expect((y.get("下") ?? 0) - (y.get("上") ?? 0)).toBeCloseTo(80, 1);
  });

  it("a nested table stands inside its cell", async () => {
    const inner = `<w:tc><w:tcPr/>${table(1, row(cell("内")))}${paragraph("后", LINE)}</w:tc>`;
    const lines = linesOf((await layOut(docxOf(table(1, row(inner))))).pdf);
    expect(lines.map((line) => line.text)).toEqual(["内", "后"]);
  });
});
