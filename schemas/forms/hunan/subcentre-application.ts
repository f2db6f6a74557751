import { z } from "zod";
import {
  conditionsOf,
  HUNAN,
  needed,
  SINCE,
  type Statement,
  stated,
  totalled,
  toReview,
  unclear,
} from "../conditions.ts";
import { count, day, group, line, measure, number, passage, rows, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./subcentre-application.sample.json" with { type: "json" };

const state = conditionsOf(HUNAN, SINCE.hunan);

const schema = z.strictObject({
  park: line("园区名称"),
  level: line("园区级别"),
  kind: line("园区类型"),
  prefecture: line("所在市州"),
  address: line("地址"),
  leader: line("负责人"),
  contactPerson: line("联系人"),
  phone: number("联系电话"),
  email: number("电子邮箱"),
  industrialEnterprises: count("工业企业数"),
  highTechEnterprises: count("高新技术企业数"),
  officeArea: measure("独立办公场所面积（平方米）"),
  officeLocation: line("场所位置"),
  officeIndependent: statement("办公场所独立使用"),
  serviceWindow: statement("设对外服务窗口"),
  staff: rows(
    "驻中心专职工作人员",
    {
      name: line("姓名"),
      qualification: line("所学专业或资格"),
      years: measure("知识产权领域从业年限"),
      fullTime: statement("是否专职"),
    },
    60,
  ),
  equipment: rows("办公设备", { name: line("名称"), quantity: line("数量"), use: line("用途") }, 60),
  funding: group("资金安排（元）", {
    yearOne: measure("第一年"),
    yearTwo: measure("第二年"),
    yearThree: measure("第三年"),
    total: measure("三年合计"),
  }),
  venues: passage("培训宣传场地"),
  parkPromise: passage("园区承诺"),
  appliedOn: day("申报日期"),
  prefecturePromise: passage("市州承诺和推荐意见"),
  termStart: day("建设期（起）"),
  termEnd: day("建设期（止）"),
});

const threeYears = ["/funding/yearOne", "/funding/yearTwo", "/funding/yearThree"];

const money: readonly Statement[] = [
  {
    id: "HNS-09",
    article: "五（二）",
    at: "/funding/yearOne",
    place: "第一年资金",
    asks: "第一年启动资金是否为20万元以内",
    holds: { kind: "number", most: 200_000 },
    failing: toReview("第一年资金超过20万元的启动资金", "第一年按启动资金20万元安排"),
  },
  {
    ...totalled("HNS-10", "/funding/total", { of: "/funding/yearOne", place: "三年合计" }),
    article: "五（二）",
    holds: { kind: "total", of: threeYears },
  },
  {
    id: "HNS-11",
    article: "五（二）",
    at: "/funding/total",
    place: "三年合计",
    asks: "三年资金支持是否不超过80万元",
    holds: { kind: "number", most: 800_000 },
    failing: toReview("三年合计超过80万元", "省局三年支持不超过80万元，请减少，或者把配套资金分列"),
  },
];

/** 分中心申报表: a park of provincial level or above applies; the conditions of section 三, the term and the money. */
export const hunanSubcentreApplication: FormKind = {
  id: "hunan-subcentre-application",
  title: "湖南省知识产权综合服务分中心申报表",
  titleEn: "Application for an IP service sub-centre (Hunan)",
  jurisdiction: "hunan",
  template: "hunan/subcentre-application.docx",
  schema,
  sample,
  conditions: state(
    { ...needed("HNS-01", "/park", "园区名称"), article: "三（一）" },
    {
      id: "HNS-02",
      article: "三（一）",
      at: "/level",
      place: "园区级别",
      asks: "是否为省级及以上产业园区",
      holds: { kind: "startsWith", prefixes: ["省级", "国家级"] },
      missing: { severity: "B" },
      failing: toReview("不是省级及以上产业园区", "由省级及以上产业园区申报"),
    },
    {
      id: "HNS-03",
      article: "三（二）",
      at: "/officeArea",
      place: "独立办公场所面积",
      asks: "独立办公场所是否不小于30平方米",
      holds: { kind: "number", least: 30 },
      missing: { severity: "B" },
      failing: toReview("独立办公场所小于30平方米", "提供不小于30平方米的独立办公场所"),
    },
    { ...stated("HNS-04", "/officeIndependent", "办公场所独立使用"), article: "三（二）" },
    { ...stated("HNS-05", "/serviceWindow", "配备对外服务窗口"), article: "三（二）" },
    { ...needed("HNS-06", "/equipment", "办公设备"), article: "三（三）" },
    {
      id: "HNS-07",
      article: "三（四）",
      at: "/staff",
      place: "驻中心专职工作人员",
      asks: "专职工作人员是否在2名以上（含2名）",
      holds: { kind: "count", least: 2, where: [{ field: "fullTime", is: [true] }] },
      missing: { severity: "B" },
      failing: toReview("专职工作人员不足2名", "配备2名以上驻中心专职工作人员"),
    },
    {
      id: "HNS-08",
      article: "三（四）",
      at: "/staff",
      place: "驻中心专职工作人员",
      asks: "是否至少1名专职人员有1年以上（含1年）知识产权领域从业经验",
      holds: {
        kind: "count",
        least: 1,
        where: [
          { field: "fullTime", is: [true] },
          { field: "years", least: 1 },
        ],
      },
      failing: toReview("没有1名专职人员具有1年以上知识产权领域从业经验", "配备有1年以上从业经验的专职人员"),
    },
    ...money,
    {
      id: "HNS-12",
      article: "四（二）",
      at: "/termEnd",
      place: "建设期",
      asks: "建设期是否为3年",
      holds: { kind: "years", other: "/termStart", years: 3 },
      missing: { severity: "B" },
      failing: unclear("建设期不是3年", "建设期从开始日起满3年，止于第三年对应日的前一日"),
    },
    { ...needed("HNS-13", "/parkPromise", "园区承诺"), article: "三（五）" },
    { ...needed("HNS-14", "/prefecturePromise", "市州承诺和推荐意见"), article: "三（五）" },
  ),
  formats: ["docx", "pdf"],
};
