import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { count, day, group, line, passage, rows, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sampleOne from "./quarter-table-1.sample.json" with { type: "json" };
import sampleTwo from "./quarter-table-2.sample.json" with { type: "json" };
import { TOPICS } from "./topics.ts";

const head = {
  reportingUnit: line("填报单位"),
  quarter: count("第几季度"),
  filledOn: day("填报时间"),
};

/** 表一 as data: custody projects newly implemented in the quarter. */
export const QuarterTableOne = z.strictObject({
  year: count("年度"),
  ...head,
  rows: rows("新实施的托管项目", {
    agency: line("托管机构名称"),
    enterprise: line("托管服务企业名称"),
    signedOn: day("托管合同签订时间"),
    termStart: day("合同有效期（起）"),
    termEnd: day("合同有效期（止）"),
    firstSigning: statement("是否初次签订"),
  }),
});
export type QuarterTableOne = z.infer<typeof QuarterTableOne>;

/** 表二 as data: enterprises of the subsidy project whose custody ended in the quarter, all of them and only them. */
export const QuarterTableTwo = z.strictObject({
  projectYear: count("补助项目年度"),
  ...head,
  rows: rows("本季度内结束托管期的企业", {
    agency: line("托管机构名称"),
    enterprise: line("托管服务企业名称"),
    termStart: day("托管期开始时间"),
    termEnd: day("托管期结束时间"),
    supervision: passage("日常监督情况"),
    evaluation: group("绩效评估情况", {
      applications: passage("知识产权申请"),
      standards: passage("知识产权管理体系贯标"),
      recognition: passage("企业评价认定"),
      use: passage("知识产权转化运用"),
      training: passage("人才培养"),
      rules: passage("管理制度"),
      strategy: passage("战略规划"),
      protection: passage("权益维护"),
    }),
    renewed: statement("是否续签合同"),
  }),
});
export type QuarterTableTwo = z.infer<typeof QuarterTableTwo>;

const quarterly = (prefix: string) => [
  { ...needed(`${prefix}-01`, "/reportingUnit", "填报单位"), article: "六" },
  {
    id: `${prefix}-02`,
    article: "六",
    at: "/quarter",
    place: "季度",
    asks: "季度是否为一至四",
    holds: { kind: "number", least: 1, most: 4 },
    missing: { severity: "B" },
    failing: { ground: "U", severity: "B", message: "季度应当是 1 至 4", fix: "填写 1、2、3 或 4" },
  } as const,
  { ...needed(`${prefix}-03`, "/filledOn", "填报时间"), article: "六" },
  { ...needed(`${prefix}-04`, "/rows/*/agency", "第{n}行托管机构名称"), article: "六" },
  { ...needed(`${prefix}-05`, "/rows/*/enterprise", "第{n}行托管服务企业名称"), article: "六" },
];

const later = {
  ground: "U",
  severity: "B",
  message: "结束日期应当晚于开始日期，并且是日历上有的日期",
  fix: "按合同核对起止日期",
} as const;

/** 表一: six columns. */
export const hebeiQuarterTableOne: FormKind = {
  id: "hebei-quarter-table-1",
  title: "表一：河北省中小微企业知识产权托管工作季报表",
  titleEn: "Quarterly table one: newly implemented custody (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/quarter-table-1.docx",
  schema: QuarterTableOne,
  sample: sampleOne,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    ...quarterly("HQA"),
    { ...needed("HQA-06", "/rows/*/signedOn", "第{n}行托管合同签订时间"), article: "六（一）" },
    {
      id: "HQA-07",
      article: "六（一）",
      at: "/rows/*/termEnd",
      place: "第{n}行合同有效期",
      asks: "合同有效期是否有起止",
      holds: { kind: "dayAfter", other: "/rows/*/termStart" },
      missing: { severity: "B" },
      failing: later,
    },
    { ...needed("HQA-08", "/rows/*/firstSigning", "第{n}行是否初次签订"), article: "六（一）" },
  ),
  formats: ["docx", "pdf", "xlsx"],
};

/** 表二: eight columns; its note names eight aspects of 绩效评估情况. */
export const hebeiQuarterTableTwo: FormKind = {
  id: "hebei-quarter-table-2",
  title: "表二：河北省中小微企业知识产权托管服务补助项目季报表",
  titleEn: "Quarterly table two: subsidised custody that ended (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/quarter-table-2.docx",
  schema: QuarterTableTwo,
  sample: sampleTwo,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    ...quarterly("HQB"),
    {
      id: "HQB-06",
      article: "六（二）",
      at: "/rows/*/termEnd",
      place: "第{n}行托管期",
      asks: "托管期是否有起止",
      holds: { kind: "dayAfter", other: "/rows/*/termStart" },
      missing: { severity: "B" },
      failing: later,
    },
    {
      id: "HQB-07",
      article: "表二备注",
      at: "/rows/*/termEnd",
      place: "第{n}行托管期结束时间",
      asks: "托管期是否在本季度内结束",
      holds: { kind: "inQuarter", quarter: "/quarter", filledOn: "/filledOn" },
      failing: {
        ground: "U",
        severity: "B",
        message: "托管期不在本季度内结束；本表填写且仅填写本季度内结束托管期的企业",
        fix: "删去这一行，或者核对季度、填报时间和结束时间",
      },
    },
    { ...needed("HQB-08", "/rows/*/supervision", "第{n}行日常监督情况"), article: "表二备注" },
    ...TOPICS.map(([key, name], at) => ({
      ...needed(`HQB-${String(at + 9).padStart(2, "0")}`, `/rows/*/evaluation/${key}`, `第{n}行${name}`),
      article: "表二备注",
    })),
    { ...needed("HQB-17", "/rows/*/renewed", "第{n}行是否续签合同"), article: "六（二）" },
  ),
  formats: ["docx", "pdf", "xlsx"],
};
