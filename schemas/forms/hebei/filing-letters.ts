import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { choice, count, day, line, number, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import acceptance from "./filing-acceptance.sample.json" with { type: "json" };
import correction from "./filing-correction.sample.json" with { type: "json" };
import refusal from "./filing-refusal.sample.json" with { type: "json" };
import review from "./review-opinion.sample.json" with { type: "json" };

const letter = {
  documentNo: number("文号"),
  recipient: line("收件单位"),
  receivedOn: day("提交日期"),
  contractTitle: line("合同名称"),
  contractNo: number("合同编号"),
  registerNo: number("受理编号"),
  contactPerson: line("联系人"),
  phone: number("联系电话"),
  authority: line("受理机关"),
  issuedOn: day("发文日期"),
};

/** The findings table of every answer: element → value → place → basis → what to change. */
const found = {
  element: line("要素"),
  value: passage("所载内容"),
  place: line("所在位置"),
  basis: passage("依据"),
  fix: passage("改正要求"),
};

const common = (prefix: string) => [
  { ...needed(`${prefix}-01`, "/documentNo", "文号"), article: "四" },
  { ...needed(`${prefix}-02`, "/recipient", "收件单位"), article: "四" },
  { ...needed(`${prefix}-03`, "/contractNo", "合同编号"), article: "四" },
  { ...needed(`${prefix}-04`, "/authority", "受理机关"), article: "四" },
  { ...needed(`${prefix}-05`, "/issuedOn", "发文日期"), article: "四" },
];

const eachFinding = (prefix: string, from: number) =>
  (["element", "place", "basis", "fix"] as const).map((key, at) => ({
    ...needed(
      `${prefix}-${String(from + at).padStart(2, "0")}`,
      `/findings/*/${key}`,
      `第{n}项的${{ element: "要素", place: "所在位置", basis: "依据", fix: "改正要求" }[key]}`,
    ),
    article: "四",
  }));

const state = conditionsOf(HEBEI, SINCE.hebei);
const written = { jurisdiction: "hebei", formats: ["docx", "pdf"] } as const;

/** 受理通知书: the application is complete; nothing is filed yet. */
export const hebeiFilingAcceptance: FormKind = {
  id: "hebei-filing-acceptance",
  title: "知识产权托管合同备案受理通知书",
  titleEn: "Notice that a filing is under review (Hebei)",
  ...written,
  template: "hebei/filing-acceptance.docx",
  schema: z.strictObject({
    ...letter,
    enterprise: line("托管服务对象"),
    materials: rows("收到的材料", { name: line("材料名称"), copies: count("份数") }, 40),
  }),
  sample: acceptance,
  conditions: state(...common("HNA"), { ...needed("HNA-06", "/materials", "收到的材料"), article: "四" }),
};

/** 补正通知书: which elements are absent or unclear, and until when they may be mended. */
export const hebeiFilingCorrection: FormKind = {
  id: "hebei-filing-correction",
  title: "知识产权托管合同备案补正通知书",
  titleEn: "Notice to correct a contract before filing (Hebei)",
  ...written,
  template: "hebei/filing-correction.docx",
  schema: z.strictObject({
    ...letter,
    dueOn: day("补正期限"),
    reason: passage("说明"),
    findings: rows("需要补正的要素", found, 200),
  }),
  sample: correction,
  conditions: state(
    ...common("HNC"),
    { ...needed("HNC-06", "/findings", "需要补正的要素"), article: "四" },
    ...eachFinding("HNC", 7),
    {
      id: "HNC-11",
      article: "四",
      at: "/dueOn",
      place: "补正期限",
      asks: "补正期限是否在发文之后",
      holds: { kind: "dayAfter", other: "/issuedOn" },
      missing: { severity: "B" },
      failing: {
        ground: "U",
        severity: "B",
        message: "补正期限早于发文日期，或者不是日历上有的日期",
        fix: "另定补正期限",
      },
    },
  ),
};

/** 不予备案通知书: the only grounds are elements that are absent or unclear. */
export const hebeiFilingRefusal: FormKind = {
  id: "hebei-filing-refusal",
  title: "知识产权托管合同不予备案通知书",
  titleEn: "Notice that a contract is not filed (Hebei)",
  ...written,
  template: "hebei/filing-refusal.docx",
  schema: z.strictObject({
    ...letter,
    reason: passage("说明"),
    findings: rows("空缺、不明晰的要素", found, 200),
  }),
  sample: refusal,
  conditions: state(
    ...common("HNR"),
    { ...needed("HNR-06", "/findings", "空缺、不明晰的要素"), article: "四" },
    ...eachFinding("HNR", 7),
  ),
};

/** 审查意见表: the bureau's own record of the review. */
export const hebeiReviewOpinion: FormKind = {
  id: "hebei-review-opinion",
  title: "知识产权托管合同备案审查意见表",
  titleEn: "Reviewer's opinion on a filing (Hebei)",
  ...written,
  template: "hebei/review-opinion.docx",
  schema: z.strictObject({
    contractTitle: line("合同名称"),
    contractNo: number("合同编号"),
    registerNo: number("受理编号"),
    agency: line("托管机构"),
    enterprise: line("托管服务对象"),
    receivedOn: day("收到日期"),
    reviewedOn: day("审查日期"),
    sha256: number("审查文本指纹（SHA-256）"),
    findings: rows(
      "规范性审查发现",
      { ...found, ground: choice("情形", ["空缺", "不明晰", "条件核验"]) },
      200,
    ),
    conclusion: choice("审查结论", ["予以备案", "退回补正", "不予备案"]),
    opinion: passage("审查意见"),
    reviewer: line("审查人"),
    approval: passage("负责人意见"),
    approver: line("负责人"),
    approvedOn: day("负责人签署日期"),
    authority: line("审查机关"),
  }),
  sample: review,
  conditions: state(
    { ...needed("HRO-01", "/contractNo", "合同编号"), article: "四" },
    { ...needed("HRO-02", "/conclusion", "审查结论"), article: "四" },
    { ...needed("HRO-03", "/opinion", "审查意见"), article: "四" },
    { ...needed("HRO-04", "/reviewer", "审查人"), article: "四" },
    {
      id: "HRO-05",
      article: "四",
      at: "/findings",
      place: "审查结论",
      asks: "退回补正、不予备案是否有空缺或者不明晰的要素作为理由",
      holds: {
        kind: "count",
        least: 1,
        where: [{ field: "ground", is: ["空缺", "不明晰"] }],
        when: { at: "/conclusion", is: ["退回补正", "不予备案"] },
      },
      failing: {
        ground: "U",
        severity: "B",
        message: "结论是退回补正或者不予备案，却没有一项要素空缺或者不明晰",
        fix: "列明空缺、不明晰的要素，或者改为予以备案",
      },
    },
  ),
};
