import { z } from "zod";
import { conditionsOf, needed, SINCE, ZHOUKOU } from "../conditions.ts";
import { choice, count, day, group, line, measure, number, passage, rows, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import { copyFields, partyFields, soundCode } from "./civil-code.ts";
import sample from "./zhoukou-custody-agreement.sample.json" with { type: "json" };

const schema = z.strictObject({
  agreementNo: number("协议编号"),
  signedOn: day("签订日期"),
  signPlace: line("签订地点"),
  batch: line("托管批次"),
  park: group("甲方（托管单位）", { ...partyFields, department: line("知识产权管理部门") }),
  agency: group("乙方（服务机构）", { ...partyFields, licenceNo: number("专利代理机构执业许可证号") }),
  awardNo: number("中标通知书编号"),
  awardedOn: day("中标日期"),
  techEnterprises: count("园区科技企业数量（家）"),
  termStart: day("托管期限起始日"),
  termEnd: day("托管期限届满日"),
  officeAddress: line("办公场所地址"),
  officeArea: measure("办公场所面积（平方米）"),
  officeFree: statement("办公场所免费提供"),
  conveniences: passage("其他便利"),
  staff: rows("驻园人员", { name: line("姓名"), post: line("职务或资格"), phone: number("联系电话") }, 60),
  enterprises: rows("首批托管对象", {
    name: line("企业名称"),
    uscc: number("统一社会信用代码"),
    form: choice("托管形式", ["完全式托管", "部分托管"]),
  }),
  reporting: passage("工作报告的频次和方式"),
  summary: passage("期满总结的要求"),
  confidentiality: passage("保密约定"),
  breach: passage("违约责任"),
  dispute: passage("争议解决方式"),
  ...copyFields,
});

const conditions = conditionsOf(ZHOUKOU, SINCE.zhoukou)(
  { ...needed("ZKA-01", "/park/name", "托管单位名称"), article: "五（一）" },
  { ...soundCode("ZKA-02", "/park/uscc", "托管单位统一社会信用代码"), article: "五（一）" },
  { ...needed("ZKA-03", "/park/department", "知识产权管理部门"), article: "五（一）1（2）" },
  { ...needed("ZKA-04", "/agency/name", "服务机构名称"), article: "五（二）" },
  { ...soundCode("ZKA-05", "/agency/uscc", "服务机构统一社会信用代码"), article: "五（二）" },
  { ...needed("ZKA-06", "/agency/licenceNo", "专利代理机构执业许可证号"), article: "五（二）1" },
  { ...needed("ZKA-07", "/awardNo", "中标通知书编号"), article: "五（二）1" },
  {
    id: "ZKA-08",
    article: "五（一）1（3）",
    at: "/techEnterprises",
    place: "园区科技企业数量",
    asks: "园区的科技企业是否在 20 家以上",
    holds: { kind: "number", least: 20 },
    missing: { severity: "W" },
    failing: {
      ground: "Q",
      severity: "W",
      message: "园区的科技企业不足 20 家",
      fix: "核对园区的企业名录；请市市场监管局核实托管单位资格",
    },
  },
  {
    id: "ZKA-09",
    article: "五（一）1",
    at: "/termEnd",
    place: "托管期限",
    asks: "托管期限是否为一年",
    holds: { kind: "years", other: "/termStart", years: 1 },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: "托管期限不是一年，或者不是日历上有的日期",
      fix: "每批托管期限为一年，请改正起止日期",
    },
  },
  {
    id: "ZKA-10",
    article: "五（一）1（5）",
    at: "/officeFree",
    place: "办公场所",
    asks: "是否免费提供办公场所",
    holds: { kind: "is", value: true },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: "没有写明免费提供办公场所",
      fix: "托管单位为入驻的服务机构免费提供办公场所等便利，请写明",
    },
  },
  { ...needed("ZKA-11", "/officeAddress", "办公场所地址"), article: "五（一）1（5）" },
  { ...needed("ZKA-12", "/staff", "驻园人员"), article: "五（二）1" },
  { ...needed("ZKA-13", "/reporting", "工作报告的频次和方式"), article: "五（一）2（3）" },
  { ...needed("ZKA-14", "/summary", "期满总结的要求"), article: "五（一）2（3）" },
  { ...needed("ZKA-15", "/confidentiality", "保密约定"), article: "四" },
  { ...needed("ZKA-16", "/signedOn", "签订日期"), article: "五（一）2（1）" },
);

/** 托管协议 between the park and the agency. The contract with each enterprise is another paper. */
export const zhoukouCustodyAgreement: FormKind = {
  id: "zhoukou-custody-agreement",
  title: "周口市知识产权托管协议",
  titleEn: "Custody agreement of park and agency (Zhoukou)",
  jurisdiction: "zhoukou",
  template: "zhoukou/custody-agreement.docx",
  schema,
  sample,
  conditions,
  formats: ["docx", "pdf"],
};
