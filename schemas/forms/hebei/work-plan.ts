import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { day, line, number, paragraphs, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./work-plan.sample.json" with { type: "json" };

const schema = z.strictObject({
  enterprise: line("托管服务对象"),
  agency: line("托管机构"),
  contractNo: number("合同编号"),
  mode: line("托管形式"),
  termStart: day("托管期限（起）"),
  termEnd: day("托管期限（止）"),
  leader: line("项目负责人"),
  enterpriseContact: line("企业联系人"),
  situation: paragraphs("企业现状与需求"),
  goals: paragraphs("工作目标"),
  steps: rows("工作安排", {
    stage: line("阶段"),
    start: day("开始时间"),
    end: day("结束时间"),
    work: passage("工作内容"),
    deliverable: passage("形成的成果"),
  }),
  people: rows("服务人员", {
    name: line("姓名"),
    qualification: line("专业或资格"),
    duty: passage("分工"),
  }),
  visits: passage("现场指导"),
  training: passage("培训与咨询"),
  review: passage("检查、调整与资料"),
  preparedOn: day("制定日期"),
});

/** 托管服务工作方案: the plan an agency makes to fit the enterprise and carries out from the contract's first day. */
export const hebeiWorkPlan: FormKind = {
  id: "hebei-work-plan",
  title: "知识产权托管服务工作方案",
  titleEn: "Work plan of a custody service (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/work-plan.docx",
  schema,
  sample,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    { ...needed("HWP-01", "/enterprise", "托管服务对象"), article: "五" },
    { ...needed("HWP-02", "/agency", "托管机构"), article: "五" },
    { ...needed("HWP-03", "/situation", "企业现状与需求"), article: "五" },
    { ...needed("HWP-04", "/goals", "工作目标"), article: "五" },
    { ...needed("HWP-05", "/steps", "工作安排"), article: "五" },
    { ...needed("HWP-06", "/visits", "现场指导"), article: "五" },
    { ...needed("HWP-07", "/training", "培训与咨询"), article: "五" },
    {
      id: "HWP-08",
      article: "五",
      at: "/steps/*/end",
      place: "第{n}项工作的时间",
      asks: "每项工作的结束时间是否不早于开始时间",
      holds: { kind: "dayAfter", other: "/steps/*/start" },
      missing: { severity: "B" },
      failing: {
        ground: "U",
        severity: "B",
        message: "结束时间早于开始时间，或者不是日历上有的日期",
        fix: "核对这项工作的起止时间",
      },
    },
  ),
  formats: ["docx", "pdf"],
};
