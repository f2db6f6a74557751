import { z } from "zod";
import { conditionsOf, needed, SINCE, stated, toReview, ZHOUKOU } from "../conditions.ts";
import { count, day, line, measure, number, passage, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./park-application.sample.json" with { type: "json" };

const schema = z.strictObject({
  year: count("申报年度"),
  park: line("园区名称"),
  establishedBy: line("设立机关"),
  kind: line("园区类型"),
  administration: line("管理机构"),
  address: line("地址"),
  ipDepartment: line("知识产权管理部门"),
  contactPerson: line("专门联系人"),
  phone: number("联系电话"),
  email: number("电子邮箱"),
  enterprises: count("入园企业数"),
  techEnterprises: count("科技企业数"),
  industrialEnterprises: count("规模以上工业企业数"),
  plannedEnterprises: count("拟入托企业数"),
  inventionPatents: count("有效发明专利（件）"),
  zeroPatentEnterprises: count("零专利工业企业数"),
  setUpByGovernment: statement("各级政府设立的企业集聚园区"),
  approvalDocument: line("设立文件"),
  hasIpDepartment: statement("设有知识产权管理部门并配备专门的联系人员"),
  hasGroundwork: statement("拥有一定的知识产权托管工作基础"),
  freeOffice: statement("为入驻的服务机构免费提供办公场所等便利"),
  officeArea: measure("办公场所面积（平方米）"),
  groundwork: passage("托管工作基础"),
  convenience: passage("办公场所及其他便利"),
  plan: passage("工作计划"),
  appliedOn: day("申报日期"),
  districtOpinion: passage("县（市、区）市场监管局意见"),
  cityOpinion: passage("市市场监管局（知识产权局）确认意见"),
});

/** 托管单位申报表: in Zhoukou the 托管单位 is the park. Five conditions, all of them. */
export const zhoukouParkApplication: FormKind = {
  id: "zhoukou-park-application",
  title: "周口市知识产权托管单位申报表",
  titleEn: "Application of a park as custody unit (Zhoukou)",
  jurisdiction: "zhoukou",
  template: "zhoukou/park-application.docx",
  schema,
  sample,
  conditions: conditionsOf(ZHOUKOU, SINCE.zhoukou)(
    {
      ...stated("ZKP-01", "/setUpByGovernment", "各级政府设立的企业集聚园区"),
      article: "五（一）1（1）",
    },
    {
      ...stated("ZKP-02", "/hasIpDepartment", "设有知识产权管理部门并配备专门的联系人员"),
      article: "五（一）1（2）",
    },
    {
      id: "ZKP-03",
      article: "五（一）1（3）",
      at: "/techEnterprises",
      place: "科技企业数",
      asks: "科技企业数量是否在20家以上（含20家）",
      holds: { kind: "number", least: 20 },
      missing: { severity: "B" },
      failing: toReview("科技企业不足20家", "核对科技企业名单；不足20家的，由市局决定是否受理"),
    },
    { ...stated("ZKP-04", "/hasGroundwork", "拥有一定的知识产权托管工作基础"), article: "五（一）1（4）" },
    {
      ...stated("ZKP-05", "/freeOffice", "为入驻的服务机构免费提供办公场所等便利"),
      article: "五（一）1（5）",
    },
    { ...needed("ZKP-06", "/park", "园区名称"), article: "五（一）" },
    { ...needed("ZKP-07", "/contactPerson", "专门联系人"), article: "五（一）1（2）" },
    { ...needed("ZKP-08", "/groundwork", "托管工作基础"), article: "五（一）1（4）" },
    { ...needed("ZKP-09", "/year", "申报年度"), article: "五（一）" },
  ),
  formats: ["docx", "pdf"],
};
