import { z } from "zod";
import { conditionsOf, needed, SINCE, XUHUI } from "../conditions.ts";
import { choice, count, day, group, line, passage, rows, statement, number } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import { copyFields, notBefore, partyFields, soundCode } from "./civil-code.ts";
import sample from "./xuhui-cooperation-agreement.sample.json" with { type: "json" };

const schema = z.strictObject({
  agreementNo: number("协议编号"),
  signedOn: day("签订日期"),
  signPlace: line("签订地点"),
  organiser: group("甲方（园区、协会等组织）", partyFields),
  organiserKind: choice("组织类别", ["园区", "协会", "其他组织"]),
  agency: group("乙方（托管机构）", partyFields),
  agencyKind: choice("机构类别", [
    "知识产权代理机构",
    "知识产权代理公司",
    "律师事务所",
    "知识产权研究机构",
    "外地驻沪分支机构",
  ]),
  selection: choice("选择方式", ["招投标", "邀请", "委托"]),
  area: passage("服务的园区和企业范围"),
  termStart: day("合作期限起始日"),
  termEnd: day("合作期限届满日"),
  fullForm: statement("提供完全式托管"),
  advisoryForm: statement("提供顾问式托管"),
  singleForm: statement("提供单项式托管"),
  services: rows("服务事项", { item: line("事项"), content: passage("内容") }, 11),
  team: rows("服务团队", { name: line("姓名"), qualification: line("资格"), phone: number("联系电话") }, 60),
  enterprises: rows("意向托管企业", { name: line("企业名称"), uscc: number("统一社会信用代码") }),
  conveniences: passage("甲方提供的便利"),
  reporting: passage("工作汇报的频次和方式"),
  archive: passage("企业知识产权档案"),
  trainings: count("每年宣传培训次数"),
  assessment: passage("年度考核的时间和标准"),
  fees: passage("费用安排"),
  confidentiality: passage("保密约定"),
  breach: passage("违约责任"),
  dispute: passage("争议解决方式"),
  ...copyFields,
});

const conditions = conditionsOf(XUHUI, SINCE.xuhui)(
  { ...needed("XHC-01", "/organiser/name", "园区、协会等组织名称"), article: "6.2.3" },
  { ...soundCode("XHC-02", "/organiser/uscc", "甲方统一社会信用代码"), article: "6.2.3" },
  { ...needed("XHC-03", "/agency/name", "托管机构名称"), article: "6.2.3" },
  { ...soundCode("XHC-04", "/agency/uscc", "乙方统一社会信用代码"), article: "6.2.3" },
  { ...needed("XHC-05", "/agencyKind", "机构类别"), article: "6.1" },
  { ...needed("XHC-06", "/selection", "选择方式"), article: "6.1" },
  { ...needed("XHC-07", "/services", "服务事项"), article: "5.2" },
  {
    ...notBefore("XHC-08", {
      at: "/termEnd",
      other: "/termStart",
      place: "合作期限届满日",
      than: "起始日",
    }),
    article: "6.2.3",
  },
  { ...needed("XHC-09", "/conveniences", "甲方提供的便利"), article: "6.2.2 b)" },
  { ...needed("XHC-10", "/archive", "企业知识产权档案"), article: "6.2.3 d)" },
  { ...needed("XHC-11", "/reporting", "工作汇报的频次和方式"), article: "6.2.3 e)" },
  { ...needed("XHC-12", "/assessment", "年度考核的时间和标准"), article: "7" },
  { ...needed("XHC-13", "/confidentiality", "保密约定"), article: "前言" },
  { ...needed("XHC-14", "/signedOn", "签订日期"), article: "6.2.3" },
);

/** 合作协议 between organiser and agency, beside the contract of three parties (domain.md T15). */
export const xuhuiCooperationAgreement: FormKind = {
  id: "xuhui-cooperation-agreement",
  title: "徐汇区知识产权托管合作协议",
  titleEn: "Cooperation agreement of organiser and agency (Xuhui)",
  jurisdiction: "xuhui",
  template: "xuhui/cooperation-agreement.docx",
  schema,
  sample,
  conditions,
  formats: ["docx", "pdf"],
};
