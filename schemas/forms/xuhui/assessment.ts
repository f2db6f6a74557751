import { z } from "zod";
import { conditionsOf, needed, scored, SINCE, totalled, unclear, XUHUI } from "../conditions.ts";
import { count, day, line, measure, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./assessment.sample.json" with { type: "json" };
import { ASSESSMENT_INDICATORS } from "./indicators.ts";

const Indicator = z.enum(ASSESSMENT_INDICATORS).nullish().describe("指标编号");

const schema = z.strictObject({
  organiser: line("组织单位"),
  agency: line("托管机构"),
  enterprise: line("托管企业"),
  year: count("考核年度"),
  assessedOn: day("考核日期"),
  scores: rows(
    "评分记录",
    {
      indicator: Indicator,
      full: measure("分值"),
      score: measure("得分"),
      evidence: line("依据"),
    },
    33,
  ),
  fullTotal: measure("分值合计"),
  total: measure("得分合计"),
  passMark: measure("合格线"),
  yearly: rows(
    "业绩指标逐年数据",
    {
      indicator: Indicator,
      name: line("数据名称"),
      previous: measure("上年度"),
      current: measure("本年度"),
      unit: line("单位"),
    },
    20,
  ),
  opinion: passage("考核意见"),
});

/** 考核表: 33 indicators; their worth and the pass mark are data that organiser, enterprise and agency settle together. */
export const xuhuiAssessment: FormKind = {
  id: "xuhui-assessment",
  title: "知识产权托管工作考核表",
  titleEn: "Assessment of custody, 33 indicators (Xuhui)",
  jurisdiction: "xuhui",
  template: "xuhui/assessment.docx",
  schema,
  sample,
  conditions: conditionsOf(XUHUI, SINCE.xuhui)(
    { ...needed("XHA-01", "/organiser", "组织单位"), article: "7" },
    { ...needed("XHA-02", "/agency", "托管机构"), article: "7" },
    { ...needed("XHA-03", "/enterprise", "托管企业"), article: "7" },
    { ...needed("XHA-04", "/year", "考核年度"), article: "7" },
    {
      id: "XHA-05",
      article: "附录A",
      at: "/scores",
      place: "评分记录",
      asks: "33项考核内容是否都有评分",
      holds: { kind: "count", least: ASSESSMENT_INDICATORS.length, most: ASSESSMENT_INDICATORS.length },
      missing: { severity: "B" },
      failing: unclear("评分记录不是33项", "按附录A逐项评分，不适用的记明原因"),
    },
    {
      id: "XHA-06",
      article: "附录A",
      at: "/scores",
      place: "评分记录",
      asks: "同一指标是否只评一次",
      holds: { kind: "distinct", field: "indicator" },
      failing: unclear("同一指标评了两次", "删去重复的指标"),
    },
    { ...scored("XHA-07", "/scores", "第{n}项得分"), article: "7" },
    { ...needed("XHA-08", "/scores/*/evidence", "第{n}项依据"), article: "7" },
    { ...totalled("XHA-09", "/total", { of: "/scores/*/score", place: "得分合计" }), article: "7" },
    { ...totalled("XHA-10", "/fullTotal", { of: "/scores/*/full", place: "分值合计" }), article: "7" },
    {
      id: "XHA-11",
      article: "附录A四",
      at: "/yearly",
      place: "业绩指标逐年数据",
      asks: "“逐年提高”的指标是否有上年度和本年度的数据",
      holds: { kind: "count", least: 1 },
      missing: { severity: "W" },
    },
    { ...needed("XHA-12", "/yearly/*/previous", "逐年数据第{n}行上年度"), article: "附录A四" },
    { ...needed("XHA-13", "/yearly/*/current", "逐年数据第{n}行本年度"), article: "附录A四" },
  ),
  formats: ["docx", "pdf"],
};
