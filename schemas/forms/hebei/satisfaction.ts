import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { choice, day, line, number, passage, rows, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./satisfaction.sample.json" with { type: "json" };

const GRADES = ["非常满意", "满意", "基本满意", "不满意"] as const;

const schema = z.strictObject({
  enterprise: line("托管服务企业"),
  agency: line("托管机构"),
  contractNo: number("合同编号"),
  periodStart: day("评价时段（起）"),
  periodEnd: day("评价时段（止）"),
  items: rows(
    "评价内容",
    { content: line("评价内容"), grade: choice("评价", GRADES), remark: line("备注") },
    40,
  ),
  overall: choice("总体评价", GRADES),
  renewal: statement("是否愿意续签"),
  comments: passage("意见与建议"),
  filledBy: line("填表人"),
  phone: number("联系电话"),
  filledOn: day("填表日期"),
});

/** 满意度评价表: filled in by the enterprise alone. The items are data, so a bureau may ask others. */
export const hebeiSatisfaction: FormKind = {
  id: "hebei-satisfaction",
  title: "知识产权托管服务满意度评价表",
  titleEn: "Satisfaction with a custody service (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/satisfaction.docx",
  schema,
  sample,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    { ...needed("HSA-01", "/enterprise", "托管服务企业"), article: "六（一）" },
    { ...needed("HSA-02", "/agency", "托管机构"), article: "六（一）" },
    { ...needed("HSA-03", "/items", "评价内容"), article: "六（一）" },
    { ...needed("HSA-04", "/items/*/grade", "第{n}项的评价"), article: "六（一）" },
    { ...needed("HSA-05", "/overall", "总体评价"), article: "六（一）" },
  ),
  formats: ["docx", "pdf"],
};
