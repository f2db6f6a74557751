import { z } from "zod";
import { conditionsOf, needed, period, scored, SINCE, totalled, ZHOUKOU } from "../conditions.ts";
import { count, day, line, measure, number, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import score from "./agency-score.sample.json" with { type: "json" };
import proposal from "./subsidy-proposal.sample.json" with { type: "json" };

const state = conditionsOf(ZHOUKOU, SINCE.zhoukou);
const written = { jurisdiction: "zhoukou", formats: ["docx", "pdf"] } as const;

/** 企业评分表: the enterprise scores its agency; items and their worth are data. */
export const zhoukouAgencyScore: FormKind = {
  id: "zhoukou-agency-score",
  title: "知识产权托管企业对服务机构评分表",
  titleEn: "Enterprise's scores for its agency (Zhoukou)",
  ...written,
  template: "zhoukou/agency-score.docx",
  schema: z.strictObject({
    enterprise: line("托管企业"),
    agency: line("服务机构"),
    park: line("托管单位"),
    contractNo: number("合同编号"),
    periodStart: day("评价时段（起）"),
    periodEnd: day("评价时段（止）"),
    items: rows(
      "评分内容",
      { content: line("评分内容"), full: measure("分值"), score: measure("得分"), reason: line("理由") },
      40,
    ),
    fullTotal: measure("分值合计"),
    total: measure("得分合计"),
    comments: passage("评价意见"),
    scoredBy: line("评分人"),
    phone: number("联系电话"),
    scoredOn: day("评分日期"),
  }),
  sample: score,
  conditions: state(
    { ...needed("ZKS-01", "/enterprise", "托管企业"), article: "六" },
    { ...needed("ZKS-02", "/agency", "服务机构"), article: "六" },
    { ...needed("ZKS-03", "/items", "评分内容"), article: "六" },
    { ...scored("ZKS-04", "/items", "第{n}项得分"), article: "六" },
    { ...totalled("ZKS-05", "/total", { of: "/items/*/score", place: "得分合计" }), article: "六" },
    { ...totalled("ZKS-06", "/fullTotal", { of: "/items/*/full", place: "分值合计" }), article: "六" },
    { ...period("ZKS-07", { from: "/periodStart", until: "/periodEnd" }, "评价时段"), article: "六" },
  ),
};

/** 补贴建议表: what the bureau's desk proposes to pay agencies for custody that was free to enterprises. */
export const zhoukouSubsidyProposal: FormKind = {
  id: "zhoukou-subsidy-proposal",
  title: "知识产权托管服务经费补贴建议表",
  titleEn: "Subsidy proposal for agencies (Zhoukou)",
  ...written,
  template: "zhoukou/subsidy-proposal.docx",
  schema: z.strictObject({
    year: count("考核年度"),
    budget: measure("预算安排（元）"),
    basis: passage("考核依据"),
    rows: rows("服务机构", {
      agency: line("服务机构"),
      enterprises: count("完全式托管企业数"),
      averageScore: measure("企业评分（平均）"),
      bureauScore: measure("考核得分"),
      grade: line("考核等次"),
      amount: measure("建议补贴金额（元）"),
    }),
    total: measure("补贴合计（元）"),
    reason: passage("理由"),
    proposal: passage("经办意见"),
    proposedBy: line("经办人"),
    proposedOn: day("经办日期"),
    approval: passage("审批意见"),
    approvedBy: line("审批人"),
    approvedOn: day("审批日期"),
  }),
  sample: proposal,
  conditions: state(
    { ...needed("ZKB-01", "/rows", "服务机构"), article: "六" },
    { ...needed("ZKB-02", "/basis", "考核依据"), article: "六" },
    { ...needed("ZKB-03", "/rows/*/averageScore", "第{n}行企业评分"), article: "六" },
    { ...needed("ZKB-04", "/rows/*/amount", "第{n}行建议补贴金额"), article: "六" },
    { ...totalled("ZKB-05", "/total", { of: "/rows/*/amount", place: "补贴合计" }), article: "六" },
    {
      id: "ZKB-06",
      article: "六",
      at: "/total",
      place: "补贴合计",
      asks: "补贴合计是否不超过预算安排",
      holds: { kind: "atMostOther", other: "/budget" },
      failing: {
        ground: "Q",
        severity: "W",
        message: "补贴合计超过预算安排",
        fix: "调整各机构金额，或者另行落实资金",
      },
    },
  ),
};
