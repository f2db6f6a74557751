import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { day, group, line, number, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./performance-summary.sample.json" with { type: "json" };
import { TOPICS } from "./topics.ts";

const topic = (label: string) =>
  group(label, { target: passage(`${label}：合同或方案的目标`), result: passage(`${label}：完成情况`) });

const schema = z.strictObject({
  agency: line("托管机构"),
  enterprise: line("托管服务企业"),
  contractNo: number("合同编号"),
  filingNo: number("备案号"),
  termStart: day("托管期限（起）"),
  termEnd: day("托管期限（止）"),
  overview: passage("工作概述"),
  satisfaction: passage("企业满意度"),
  suggestions: passage("问题与建议"),
  topics: z
    .strictObject({
      applications: topic("知识产权申请"),
      standards: topic("知识产权管理体系贯标"),
      recognition: topic("企业评价认定"),
      use: topic("知识产权转化运用"),
      training: topic("人才培养"),
      rules: topic("管理制度"),
      strategy: topic("战略规划"),
      protection: topic("权益维护"),
    })
    .nullish()
    .describe("绩效评价内容"),
  evidence: rows("证明材料", { name: line("材料名称"), topic: line("对应方面") }, 100),
  filledOn: day("填报日期"),
});

/** 托管工作绩效评价总结: what the agency hands in when the term ends, on the eight aspects. */
export const hebeiPerformanceSummary: FormKind = {
  id: "hebei-performance-summary",
  title: "中小微企业知识产权托管工作绩效评价总结",
  titleEn: "Performance summary at the end of custody (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/performance-summary.docx",
  schema,
  sample,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    { ...needed("HPS-01", "/agency", "托管机构"), article: "六（三）" },
    { ...needed("HPS-02", "/enterprise", "托管服务企业"), article: "六（三）" },
    ...TOPICS.map(([key, name], at) => ({
      ...needed(`HPS-${String(at + 3).padStart(2, "0")}`, `/topics/${key}/result`, `${name}完成情况`),
      article: "表二备注",
    })),
    { ...needed("HPS-11", "/evidence", "证明材料"), article: "六（三）" },
    { ...needed("HPS-12", "/satisfaction", "企业满意度"), article: "六（一）" },
    {
      id: "HPS-13",
      article: "六（三）",
      at: "/filledOn",
      place: "填报日期",
      asks: "是否在托管期结束时提供",
      holds: { kind: "dayAfter", other: "/termEnd" },
      missing: { severity: "B" },
      failing: {
        ground: "Q",
        severity: "W",
        message: "填报日期早于托管期结束日",
        fix: "托管期结束时再提供总结，或者写明提前总结的原因",
      },
    },
  ),
  formats: ["docx", "pdf"],
};
