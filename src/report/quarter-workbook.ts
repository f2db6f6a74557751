import { unzipSync, zipSync } from "fflate";
import writeXlsxFile, { type CellObject, type Row } from "write-excel-file/universal";
import type { QuarterTableOne, QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import { TOPICS } from "../../schemas/forms/hebei/topics.ts";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import { chineseDate, readDay } from "../kit/dates.ts";
import { ReportError } from "./report-error.ts";

/** A table as a sheet shows it: heads and cells are the document's, in its order. */
type Sheet = {
  readonly name: string;
  readonly title: string;
  readonly head: readonly [unit: string, quarter: string, filledOn: string];
  readonly columns: readonly { readonly head: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly note?: string;
};

/** 表一 as XLSX: six columns. The same data give the same bytes. */
export const tableOneWorkbook = (table: QuarterTableOne): Promise<Bytes> =>
  workbook({
    name: "表一",
    title: `表一：${table.year ?? "　　"}年河北省中小微企业知识产权托管工作季报表`,
    head: headOf(table),
    columns: [
      { head: "序号", width: 6 },
      { head: "托管机构名称", width: 32 },
      { head: "托管服务企业名称", width: 32 },
      { head: "托管合同签订时间", width: 18 },
      { head: "合同\n有效期", width: 36 },
      { head: "是否初次签订", width: 10 },
    ],
    rows: table.rows.map((row, at) => [
      at + 1,
      row.agency ?? "",
      row.enterprise ?? "",
      dayText(row.signedOn),
      row.termStart || row.termEnd ? `${dayText(row.termStart)}至${dayText(row.termEnd)}` : "",
      yesOrNo(row.firstSigning),
    ]),
  });

/** 表二 as XLSX: eight columns and the note that says who belongs in it. */
export const tableTwoWorkbook = (table: QuarterTableTwo): Promise<Bytes> =>
  workbook({
    name: "表二",
    title: `表二：${table.projectYear ?? "　　"}年河北省中小微企业知识产权托管服务补助项目季报表`,
    head: headOf(table),
    columns: [
      { head: "序号", width: 6 },
      { head: "托管机构名称", width: 26 },
      { head: "托管服务企业名称", width: 26 },
      { head: "托管期\n开始时间", width: 15 },
      { head: "托管期\n结束时间", width: 15 },
      { head: "日常\n监督\n情况", width: 26 },
      { head: "绩效\n评估\n情况", width: 52 },
      { head: "是否\n续签\n合同", width: 7 },
    ],
    rows: table.rows.map((row, at) => [
      at + 1,
      row.agency ?? "",
      row.enterprise ?? "",
      dayText(row.termStart),
      dayText(row.termEnd),
      row.supervision ?? "",
      TOPICS.flatMap(([key, name]) =>
        row.evaluation?.[key] ? [`${name}：${row.evaluation[key]}`] : [],
      ).join("\n"),
      yesOrNo(row.renewed),
    ]),
    note: `备注：本表应填写（且仅填写）${table.projectYear ?? "　　"}年河北省中小微企业托管服务补助项目中本季度内结束托管期的托管服务企业相关情况。日常监督情况应侧重日常监督检查情况、企业对托管服务满意度调查情况，由知识产权行政管理部门填写；绩效评估情况应包括但不限于企业知识产权申请、知识产权管理体系贯标、企业评价认定、知识产权转化运用、人才培养、管理制度、战略规划、权益维护等方面，应突出重点、简明扼要。`,
  });

type Head = Pick<QuarterTableOne, "reportingUnit" | "quarter" | "filledOn">;

const headOf = ({ reportingUnit, quarter, filledOn }: Head): Sheet["head"] => [
  `填报单位：${reportingUnit ?? ""}（盖章）`,
  `第 ${quarter ?? "　"} 季度`,
  `填报时间：${dayText(filledOn) || "　　年　月　日"}`,
];

function dayText(text: string | null | undefined): string {
  const day = readDay(text);
  return day === undefined ? (text ?? "") : chineseDate(day);
}

const yesOrNo = (value: boolean | null | undefined): string =>
  value === true ? "是" : value === false ? "否" : "";

const SONG = { fontFamily: "宋体", fontSize: 11, wrap: true, alignVertical: "center" } as const;
const BOX = { borderStyle: "thin", borderColor: "#000000" } as const;
const text = (value: string, style: Partial<CellObject>): CellObject => ({
  value: tellable(value),
  type: String,
  ...SONG,
  ...style,
});

/** The library looks texts up in a plain object: one that every object has a member for would come out as another. */
const tellable = (value: string): string => (value in Object.prototype ? `${value} ` : value);

/** A cell over `count` columns: the columns it covers follow as nothing. */
const over = (count: number, cell: CellObject): Row => [
  { ...cell, columnSpan: count },
  ...Array.from({ length: count - 1 }, () => null),
];

async function workbook(sheet: Sheet): Promise<Bytes> {
  const count = sheet.columns.length;
  const [left, middle] = [Math.ceil(count / 2) - 1, 1];
  const [unit, quarter, filledOn] = sheet.head;
  const rows: Row[] = [
    over(
      count,
      text(sheet.title, { fontFamily: "方正小标宋简体", fontSize: 18, align: "center", height: 42 }),
    ),
    [
      ...over(left, text(unit, { align: "left", height: 24 })),
      ...over(middle, text(quarter, { align: "center" })),
      ...over(count - left - middle, text(filledOn, { align: "right" })),
    ],
    sheet.columns.map(({ head }) => text(head, { ...BOX, fontFamily: "黑体", align: "center", height: 48 })),
    ...sheet.rows.map((row) => row.map((value) => cellOf(value))),
    ...(sheet.note === undefined
      ? []
      : [over(count, text(sheet.note, { ...BOX, align: "left", height: 78 }))]),
  ];
  refuseTooLarge(rows);
  const columns = sheet.columns.map(({ width }) => ({ width }));
  const options = { sheet: sheet.name, columns, orientation: "landscape", stickyRowsCount: 3 } as const;
  const blob = await writeXlsxFile(rows, options).toBlob();
  return packed(new Uint8Array(await blob.arrayBuffer()));
}

/**
 * The library hands a part of 160,000 bytes or more to a worker thread made from text, which our runtimes do not have.
 * Both large parts stay below it: the texts, and the cells that point to them.
 */
const MOST_BYTES = 150_000;
const BYTES_PER_CELL = 60;
const BYTES_PER_TEXT = 40;

function refuseTooLarge(rows: readonly Row[]): void {
  const values = rows
    .flat()
    .map((cell) => (typeof cell === "object" && cell !== null && "value" in cell ? cell.value : ""));
  const texts = [...new Set(values.map((value) => String(value ?? "")))];
  const bytes = Math.max(
    values.length * BYTES_PER_CELL,
    texts.reduce((all, one) => all + utf8(escaped(one)).length + BYTES_PER_TEXT, 0),
  );
  if (bytes > MOST_BYTES)
    throw new ReportError("report.table_too_large", "季报表内容过多，请按托管机构分成几张表填写", {
      bytes,
      most: MOST_BYTES,
    });
}

const escaped = (words: string): string => words.replaceAll(/[&<>"']/g, "&quot;");

/** Cells are texts, never formulas: a name that begins with = stays a name. */
const cellOf = (value: string | number): CellObject =>
  typeof value === "number"
    ? { value, type: Number, ...SONG, ...BOX, align: "center" }
    : text(value, { ...BOX, align: value.length <= 11 ? "center" : "left" });

/** The library stamps the packing time into the archive; the same table must give the same bytes. */
function packed(xlsx: Uint8Array): Bytes {
  const files = unzipSync(xlsx);
  if (!("xl/workbook.xml" in files))
    throw new ReportError("report.workbook_broken", "电子表格没有写成，请联系我们");
  const names = Object.keys(files).sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  const entries = names.map((name) => {
    const content = name === "docProps/core.xml" ? untimed(files[name]) : files[name];
    return [name, content ?? new Uint8Array(0)] as const;
  });
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: ARCHIVE_TIME });
}

/** The list of parts stands first in the archive, as readers of old expect. */
const rank = (name: string): number => (name === "[Content_Types].xml" ? 0 : 1);

/** The first moment a zip archive can name. */
const ARCHIVE_TIME = "1980-01-01T00:00:00";

function untimed(core: Uint8Array | undefined): Uint8Array | undefined {
  if (core === undefined) return undefined;
  const xml = new TextDecoder()
    .decode(core)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "2026-11-01T00:00:00Z");
  return new TextEncoder().encode(xml);
}
