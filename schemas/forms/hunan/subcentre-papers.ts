import { z } from "zod";
import { conditionsOf, HUNAN, needed, scored, SINCE, totalled, toReview, unclear } from "../conditions.ts";
import {
  choice,
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
import assessment from "./annual-assessment.sample.json" with { type: "json" };
import plan from "./construction-plan.sample.json" with { type: "json" };
import preparation from "./preparation-statement.sample.json" with { type: "json" };

const state = conditionsOf(HUNAN, SINCE.hunan);
const written = { jurisdiction: "hunan", formats: ["docx", "pdf"] } as const;

/** 建设方案: the five constructions, the systems and the public services of section 二. */
export const hunanConstructionPlan: FormKind = {
  id: "hunan-construction-plan",
  title: "知识产权综合服务分中心建设方案",
  titleEn: "Construction plan of a sub-centre (Hunan)",
  ...written,
  template: "hunan/construction-plan.docx",
  schema: z.strictObject({
    park: line("园区名称"),
    background: paragraphs("园区基本情况"),
    goals: paragraphs("建设目标"),
    mechanisms: z
      .strictObject({
        rules: paragraphs("管理规范建设"),
        people: paragraphs("人员能力建设"),
        liaison: paragraphs("联络机制建设"),
        agencies: paragraphs("外协机制建设"),
        policy: paragraphs("配套政策建设"),
      })
      .prefault({})
      .describe("基础条件及机制建设"),
    systems: paragraphs("专业化信息服务系统建设"),
    services: paragraphs("公共服务"),
    schedule: rows(
      "进度安排",
      { stage: line("阶段"), start: day("开始时间"), end: day("结束时间"), work: passage("主要工作与成果") },
      40,
    ),
    budget: rows(
      "经费预算",
      { name: line("支出内容"), amount: number("金额（元）"), from: line("资金来源") },
      60,
    ),
    safeguards: paragraphs("保障措施"),
    writtenOn: day("编制日期"),
  }),
  sample: plan,
  conditions: state(
    { ...needed("HNP-01", "/park", "园区名称"), article: "四（一）" },
    { ...needed("HNP-02", "/mechanisms/rules", "管理规范建设"), article: "二（一）" },
    { ...needed("HNP-03", "/mechanisms/people", "人员能力建设"), article: "二（一）" },
    { ...needed("HNP-04", "/mechanisms/liaison", "联络机制建设"), article: "二（一）" },
    { ...needed("HNP-05", "/mechanisms/agencies", "外协机制建设"), article: "二（一）" },
    { ...needed("HNP-06", "/mechanisms/policy", "配套政策建设"), article: "二（一）" },
    { ...needed("HNP-07", "/systems", "专业化信息服务系统建设"), article: "二（二）" },
    { ...needed("HNP-08", "/services", "公共服务"), article: "二（三）" },
    { ...needed("HNP-09", "/schedule", "进度安排"), article: "四（二）" },
  ),
};

const item = (label: string) =>
  group(label, { done: statement(`${label}：是否完成`), remark: passage(`${label}：说明`) });

/** 筹建情况说明: what is ready and what is not. */
export const hunanPreparationStatement: FormKind = {
  id: "hunan-preparation-statement",
  title: "知识产权综合服务分中心筹建情况说明",
  titleEn: "Statement of preparations for a sub-centre (Hunan)",
  ...written,
  template: "hunan/preparation-statement.docx",
  schema: z.strictObject({
    park: line("园区名称"),
    course: paragraphs("筹建过程"),
    items: group("筹建事项完成情况", {
      office: item("办公场所"),
      window: item("对外服务窗口"),
      equipment: item("办公设备和网络"),
      staff: item("专职工作人员"),
      systems: item("信息服务系统"),
      rules: item("管理制度"),
      agencies: item("服务机构入驻"),
      funding: item("配套政策和资金"),
    }),
    remaining: paragraphs("尚需完成的工作"),
    evidence: rows("证明材料", { name: line("材料名称"), copies: count("份数") }, 60),
    statedOn: day("说明日期"),
  }),
  sample: preparation,
  conditions: state(
    { ...needed("HNT-01", "/park", "园区名称"), article: "四（一）" },
    { ...needed("HNT-02", "/items/office/done", "办公场所"), article: "三（二）" },
    { ...needed("HNT-03", "/items/window/done", "对外服务窗口"), article: "三（二）" },
    { ...needed("HNT-04", "/items/equipment/done", "办公设备和网络"), article: "三（三）" },
    { ...needed("HNT-05", "/items/staff/done", "专职工作人员"), article: "三（四）" },
    { ...needed("HNT-06", "/items/funding/done", "配套政策和资金"), article: "三（五）" },
    { ...needed("HNT-07", "/evidence", "证明材料"), article: "四（一）" },
  ),
};

/** 年度考核: 不通过, 合格, 优秀; the grade decides the title and the next year's money. */
export const hunanAnnualAssessment: FormKind = {
  id: "hunan-annual-assessment",
  title: "湖南省知识产权综合服务分中心年度考核表",
  titleEn: "Annual assessment of a sub-centre (Hunan)",
  ...written,
  template: "hunan/annual-assessment.docx",
  schema: z.strictObject({
    subcentre: line("分中心名称"),
    park: line("依托园区"),
    year: count("考核年度"),
    yearOfTerm: count("建设期第几年"),
    assessedOn: day("考核日期"),
    items: rows(
      "年度工作考核",
      {
        content: line("考核内容"),
        result: passage("完成情况"),
        full: measure("分值"),
        score: measure("得分"),
      },
      60,
    ),
    fullTotal: measure("分值合计"),
    total: measure("得分合计"),
    grade: choice("考核结果", ["不通过", "合格", "优秀"]),
    titleKept: statement("是否保留称号"),
    nextFunding: measure("下一年度资金支持（元）"),
    fundingSoFar: measure("累计支持（元，含下一年度）"),
    opinion: passage("考核意见"),
    assessedBy: line("考核组"),
  }),
  sample: assessment,
  conditions: state(
    { ...needed("HNY-01", "/subcentre", "分中心名称"), article: "四（二）" },
    { ...needed("HNY-02", "/items", "年度工作考核"), article: "四（二）" },
    { ...scored("HNY-03", "/items", "第{n}项得分"), article: "四（二）" },
    { ...totalled("HNY-04", "/total", { of: "/items/*/score", place: "得分合计" }), article: "四（二）" },
    { ...needed("HNY-05", "/grade", "考核结果"), article: "四（二）" },
    {
      id: "HNY-06",
      article: "四（二）",
      at: "/titleKept",
      place: "称号",
      asks: "称号是否与考核结果相符",
      holds: {
        kind: "follows",
        other: "/grade",
        pairs: [
          { when: "不通过", is: false },
          { when: "合格", is: true },
          { when: "优秀", is: true },
        ],
      },
      missing: { severity: "B" },
      failing: unclear("称号与考核结果不符", "合格、优秀的保留称号，不通过的取消称号"),
    },
    {
      id: "HNY-07",
      article: "五（二）",
      at: "/nextFunding",
      place: "下一年度资金支持",
      asks: "考核不通过的是否终止资助",
      holds: { kind: "follows", other: "/grade", pairs: [{ when: "不通过", is: 0 }] },
      missing: { severity: "B" },
      failing: unclear("考核不通过，仍安排了下一年度资金", "考核不通过的终止资助，金额填0"),
    },
    {
      id: "HNY-08",
      article: "五（二）",
      at: "/fundingSoFar",
      place: "累计支持",
      asks: "三年累计是否不超过80万元",
      holds: { kind: "number", most: 800_000 },
      missing: { severity: "B" },
      failing: toReview("累计支持超过80万元", "三年支持不超过80万元，请减少下一年度金额"),
    },
    {
      id: "HNY-09",
      article: "四（二）",
      at: "/yearOfTerm",
      place: "建设期第几年",
      asks: "是否在3年建设期内",
      holds: { kind: "number", least: 1, most: 3 },
      missing: { severity: "B" },
      failing: unclear("建设期为3年，只有第1、2、3年", "核对考核年度"),
    },
  ),
};
