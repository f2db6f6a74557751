import { z } from "zod";
import { CNIPA, conditionsOf, needed, SINCE, toReview } from "../conditions.ts";
import {
  count,
  day,
  group,
  line,
  measure,
  number,
  paragraphs,
  passage,
  rows,
  statement,
} from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import outline from "./application-outline.sample.json" with { type: "json" };
import { PILOT_TASKS } from "./pilot-tasks.ts";
import recommendation from "./recommendation.sample.json" with { type: "json" };
import summary from "./yearly-summary.sample.json" with { type: "json" };

const state = conditionsOf(CNIPA, SINCE.cnipa);
const written = { jurisdiction: "cnipa", formats: ["docx", "pdf"] } as const;

/** A statement of work for each of the six tasks, as the notice lists them. */
const tasksOf = (id: string, from: number, field: string) =>
  PILOT_TASKS.map(([key, name], at) => ({
    ...needed(`${id}-${String(from + at).padStart(2, "0")}`, `/tasks/${key}${field}`, name),
    article: `三（${"一二三四五六"[at]}）`,
  }));

/** 申报方案: follows an outline of ours; the notice's own annex is not public. */
export const cnipaApplicationOutline: FormKind = {
  id: "cnipa-application-outline",
  title: "中小企业知识产权战略推进工程试点城市申报方案",
  titleEn: "Plan that goes with a pilot city application",
  ...written,
  template: "cnipa/application-outline.docx",
  schema: z.strictObject({
    city: line("申报城市"),
    foundation: paragraphs("工作基础"),
    parks: paragraphs("中小企业集聚的园区"),
    goals: paragraphs("总体思路与目标"),
    tasks: z
      .strictObject({
        navigation: paragraphs("建立专利导航产业和企业发展工作机制"),
        operation: paragraphs("提升中小企业知识产权运营能力"),
        protection: paragraphs("加强中小企业知识产权保护力度"),
        management: paragraphs("提升中小企业知识产权管理水平"),
        services: paragraphs("优化中小企业知识产权公共服务"),
        talent: paragraphs("加强中小企业知识产权人才培养"),
      })
      .prefault({})
      .describe("重点任务"),
    schedule: rows(
      "进度安排",
      { year: line("年度"), period: line("起止时间"), work: passage("主要工作") },
      40,
    ),
    leadership: paragraphs("组织领导"),
    funding: paragraphs("资金与政策"),
    evaluation: paragraphs("监督与评价"),
    ipOffice: line("知识产权局"),
    smeOffice: line("中小企业主管部门"),
    writtenOn: day("编制日期"),
  }),
  sample: outline,
  conditions: state(
    { ...needed("CNO-01", "/city", "申报城市"), article: "二（一）" },
    { ...needed("CNO-02", "/foundation", "工作基础"), article: "一（二）" },
    ...tasksOf("CNO", 3, ""),
    { ...needed("CNO-09", "/schedule", "进度安排"), article: "二" },
    { ...needed("CNO-10", "/funding", "资金与政策"), article: "一（二）1" },
  ),
};

/** 推荐函: a province recommends one or two cities, districts of 计划单列市 not counted. */
export const cnipaRecommendation: FormKind = {
  id: "cnipa-recommendation",
  title: "关于推荐中小企业知识产权战略推进工程试点城市的函",
  titleEn: "Province's recommendation of pilot cities",
  ...written,
  template: "cnipa/recommendation.docx",
  schema: z.strictObject({
    documentNo: number("文号"),
    cities: rows(
      "推荐的城市",
      {
        name: line("城市"),
        parks: passage("中小企业集聚的园区"),
        parkCount: count("园区数"),
        outsideQuota: statement("是否计划单列市市辖区"),
      },
      40,
    ),
    contactPerson: line("联系人"),
    phone: number("联系电话"),
    ipOffice: line("省级知识产权局"),
    smeOffice: line("省级中小企业主管部门"),
    issuedOn: day("发文日期"),
  }),
  sample: recommendation,
  conditions: state(
    {
      id: "CNR-01",
      article: "二（二）",
      at: "/cities",
      place: "推荐的城市",
      asks: "推荐的城市是否不超过2个（计划单列市的市辖区不占名额）",
      holds: { kind: "count", most: 2, where: [{ field: "outsideQuota", is: [false] }] },
      missing: { severity: "B" },
      failing: toReview("占用名额的城市超过2个", "各省（区、市）可推荐1至2个城市，请减少"),
    },
    { ...needed("CNR-02", "/cities/*/outsideQuota", "第{n}个城市是否计划单列市市辖区"), article: "二（二）" },
    {
      id: "CNR-03",
      article: "二（二）",
      at: "/cities/*/parkCount",
      place: "第{n}个城市的园区数",
      asks: "园区是否为2至3个",
      holds: { kind: "number", least: 2, most: 3 },
      missing: { severity: "B" },
      failing: toReview("园区不是2至3个", "每个申报城市可包括2至3个园区，请核对"),
    },
    {
      id: "CNR-04",
      article: "二（二）",
      at: "/issuedOn",
      place: "发文日期",
      asks: "是否于2017年7月31日前上报",
      holds: { kind: "until", day: "2017-07-31" },
      missing: { severity: "B" },
      failing: toReview("发文日期在2017年7月31日之后", "首批申报已经截止，请核实是否仍可受理"),
    },
    { ...needed("CNR-05", "/ipOffice", "省级知识产权局"), article: "二（二）" },
    { ...needed("CNR-06", "/smeOffice", "省级中小企业主管部门"), article: "二（二）" },
  ),
};

const yearTask = (label: string) =>
  group(label, { done: passage(`${label}：本年度进展与成效`), planned: passage(`${label}：下一年度计划`) });

/** 年度工作总结和下一年度工作计划: due at the end of each pilot year. */
export const cnipaYearlySummary: FormKind = {
  id: "cnipa-yearly-summary",
  title: "试点城市年度工作总结和下一年度工作计划",
  titleEn: "Pilot city's yearly summary and next year's plan",
  ...written,
  template: "cnipa/yearly-summary.docx",
  schema: z.strictObject({
    city: line("试点城市"),
    year: count("年度"),
    overview: paragraphs("总体进展"),
    tasks: group("试点任务", {
      navigation: yearTask("建立专利导航产业和企业发展工作机制"),
      operation: yearTask("提升中小企业知识产权运营能力"),
      protection: yearTask("加强中小企业知识产权保护力度"),
      management: yearTask("提升中小企业知识产权管理水平"),
      services: yearTask("优化中小企业知识产权公共服务"),
      talent: yearTask("加强中小企业知识产权人才培养"),
    }),
    figures: rows("主要指标", {
      name: line("指标"),
      previous: measure("上年度"),
      current: measure("本年度"),
      next: measure("下年度目标"),
    }),
    cases: rows("典型案例", { name: line("案例名称"), practice: passage("主要做法与成效") }, 40),
    problems: paragraphs("问题与建议"),
    plan: paragraphs("下一年度工作安排"),
    ipOffice: line("知识产权局"),
    smeOffice: line("中小企业主管部门"),
    reportedOn: day("报送日期"),
  }),
  sample: summary,
  conditions: state(
    { ...needed("CNY-01", "/city", "试点城市"), article: "三" },
    {
      id: "CNY-02",
      article: "二",
      at: "/year",
      place: "年度",
      asks: "年度是否在首批试点期内（2017年至2020年）",
      holds: { kind: "number", least: 2017, most: 2020 },
      missing: { severity: "B" },
      failing: toReview("年度不在2017年至2020年的首批试点期内", "核对年度；其他批次按当年通知办理"),
    },
    ...tasksOf("CNY", 3, "/done"),
    { ...needed("CNY-09", "/plan", "下一年度工作安排"), article: "三" },
    {
      id: "CNY-10",
      article: "三",
      at: "/cases",
      place: "典型案例",
      asks: "到2020年是否编制典型成功案例",
      holds: { kind: "count", least: 1 },
      missing: { severity: "W" },
    },
  ),
};
