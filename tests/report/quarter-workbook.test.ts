import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { QuarterTableOne, QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import { formOf } from "../../schemas/forms/index.ts";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { tableOneWorkbook, tableTwoWorkbook } from "../../src/report/quarter-workbook.ts";

const one = QuarterTableOne.parse(formOf("hebei-quarter-table-1")?.sample);
const two = QuarterTableTwo.parse(formOf("hebei-quarter-table-2")?.sample);

const partOf = (xlsx: Uint8Array, name: string): string =>
  fromUtf8(unzipSync(xlsx)[name] ?? new Uint8Array(0));

/** The texts of the filled cells, row by row. */
function cellsOf(xlsx: Uint8Array): string[][] {
  const shared = textsIn(partOf(xlsx, "xl/sharedStrings.xml"), "si").flat();
  const sheet = partOf(xlsx, "xl/worksheets/sheet1.xml");
  const kinds = [...sheet.matchAll(/<c [^>]*?(t="s")?[^>]*?><v>/g)].map(([cell]) => cell.includes('t="s"'));
  let at = 0;
  return textsIn(sheet, "row").map((row) =>
    row.map((value) => (kinds[at++] === true ? (shared[Number(value)] ?? "") : value)),
  );
}

/** The texts inside each element of this name. */
function textsIn(xml: string, name: string): string[][] {
  const parser = new SaxesParser();
  const found: string[][] = [];
  let inside = false;
  parser.on("opentag", (tag) => {
    if (tag.name === name) found.push([]);
    inside = tag.name === "v" || tag.name === "t";
  });
  parser.on("text", (text) => {
    if (inside) found.at(-1)?.push(text);
  });
  parser.on("closetag", () => {
    inside = false;
  });
  parser.write(xml).close();
  return found;
}

describe("the quarterly tables as spreadsheets", () => {
  it("give the same bytes for the same data", async () => {
    const first = await tableTwoWorkbook(two);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(Buffer.from(await tableTwoWorkbook(two)).equals(Buffer.from(first))).toBe(true);
  });

  it("hold a name that looks like a formula as a name", async () => {
    const trick = { ...one, rows: [{ ...one.rows[0], agency: '=HYPERLINK("http://x","y")' }] };
    const xlsx = await tableOneWorkbook(QuarterTableOne.parse(trick));
    expect(partOf(xlsx, "xl/worksheets/sheet1.xml")).not.toContain("<f>");
    expect(partOf(xlsx, "xl/sharedStrings.xml")).toContain("=HYPERLINK(");
  });

  it.each(["constructor", "__proto__", "toString"])("show an agency called %s by its name", async (name) => {
    const trick = QuarterTableOne.parse({ ...one, rows: [{ ...one.rows[0], agency: name }] });
    expect(cellsOf(await tableOneWorkbook(trick))[3]?.[1]?.trim()).toBe(name);
  });

  it("can be made of a table without rows", async () => {
    const xlsx = await tableOneWorkbook(QuarterTableOne.parse({}));
    expect(partOf(xlsx, "xl/sharedStrings.xml")).toContain("托管机构名称");
  });

  it("lie on a landscape page with their head repeated", async () => {
    const sheet = partOf(await tableTwoWorkbook(two), "xl/worksheets/sheet1.xml");
    expect(sheet).toContain('orientation="landscape"');
    expect(sheet).toContain("mergeCell");
  });
});

describe("large tables", () => {
  const table = (count: number) => ({
    ...two,
    rows: Array.from({ length: count }, (_, at) => ({ ...two.rows[0], supervision: `现场检查${at}次` })),
  });

  it("a hundred and eighty rows are one sheet", async () => {
    expect(cellsOf(await tableTwoWorkbook(QuarterTableTwo.parse(table(180))))).toHaveLength(180 + 4);
  });

  it("more than a sheet is made of is refused, never half written", async () => {
    await expect(tableTwoWorkbook(QuarterTableTwo.parse(table(500)))).rejects.toMatchObject({
      code: "report.table_too_large",
    });
  });
});

describe("what a reader finds in the sheets", () => {
  it("table one has its six columns in order, the head, and every row", async () => {
    const rows = cellsOf(await tableOneWorkbook(one));
    expect(rows[0]).toEqual(["表一：2022年河北省中小微企业知识产权托管工作季报表"]);
    expect(rows[1]).toEqual([
      "填报单位：石家庄市市场监督管理局（盖章）",
      "第 2 季度",
      "填报时间：2022年7月8日",
    ]);
    expect(rows[2]).toEqual([
      "序号",
      "托管机构名称",
      "托管服务企业名称",
      "托管合同签订时间",
      "合同\n有效期",
      "是否初次签订",
    ]);
    expect(rows.slice(3)).toHaveLength(3);
    expect(rows[3]).toEqual([
      "1",
      "河北云衡知识产权代理有限公司",
      "石家庄恒砺传感科技有限公司",
      "2022年3月28日",
      "2022年4月1日至2023年3月31日",
      "是",
    ]);
  });

  it("table two has its eight columns, eight topics a row, and the note", async () => {
    const rows = cellsOf(await tableTwoWorkbook(two));
    expect(rows[2]?.map((head) => head.replaceAll("\n", ""))).toEqual([
      "序号",
      "托管机构名称",
      "托管服务企业名称",
      "托管期开始时间",
      "托管期结束时间",
      "日常监督情况",
      "绩效评估情况",
      "是否续签合同",
    ]);
    expect(rows[3]?.[6]?.split("\n")).toHaveLength(8);
    expect(rows.at(-1)?.[0]).toContain("备注：本表应填写（且仅填写）2021年");
  });
});
