import { z } from "zod";
import { conditionsOf, HEBEI, needed, SINCE } from "../conditions.ts";
import { count, day, group, line, number, rows, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./filing-application.sample.json" with { type: "json" };

const schema = z.strictObject({
  agency: group("申请人", {
    name: line("托管机构名称"),
    uscc: number("统一社会信用代码"),
    registrationNo: number("机构备案号"),
    contactPerson: line("联系人"),
    phone: number("联系电话"),
  }),
  enterprise: group("托管对象", {
    name: line("企业名称"),
    uscc: number("统一社会信用代码"),
    district: line("所在县（市、区）"),
    contactPerson: line("联系人"),
    phone: number("联系电话"),
  }),
  contract: group("合同", {
    title: line("合同名称"),
    contractNo: number("合同编号"),
    signedOn: day("签订日期"),
    mode: line("托管形式"),
    firstSigning: statement("是否初次签订"),
    termStart: day("托管期限（起）"),
    termEnd: day("托管期限（止）"),
    amount: number("合同金额（元）"),
    sha256: number("文件指纹（SHA-256）"),
  }),
  materials: rows("提交材料", { name: line("材料名称"), copies: count("份数"), form: line("形式") }, 40),
  authority: line("受理机关"),
  appliedOn: day("申请日期"),
});

const creditCode = (id: string, at: string, place: string) =>
  ({
    id,
    article: "四",
    at,
    place,
    asks: `${place}是否填写且有效`,
    holds: { kind: "creditCode" },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: `${place}不符合 GB 32100 的规定`,
      fix: "按营业执照核对 18 位代码",
    },
  }) as const;

/** 合同备案申请表: the agency's application to the city, within one month of signing. */
export const hebeiFilingApplication: FormKind = {
  id: "hebei-filing-application",
  title: "知识产权托管合同备案申请表",
  titleEn: "Application to file a custody contract (Hebei)",
  jurisdiction: "hebei",
  template: "hebei/filing-application.docx",
  schema,
  sample,
  conditions: conditionsOf(HEBEI, SINCE.hebei)(
    { ...needed("HFA-01", "/agency/name", "托管机构名称"), article: "四" },
    creditCode("HFA-02", "/agency/uscc", "托管机构统一社会信用代码"),
    { ...needed("HFA-03", "/agency/phone", "托管机构联系电话"), article: "四" },
    { ...needed("HFA-04", "/enterprise/name", "企业名称"), article: "四" },
    creditCode("HFA-05", "/enterprise/uscc", "企业统一社会信用代码"),
    { ...needed("HFA-06", "/contract/contractNo", "合同编号"), article: "四" },
    { ...needed("HFA-07", "/contract/signedOn", "合同签订日期"), article: "四" },
    {
      id: "HFA-08",
      article: "四",
      at: "/appliedOn",
      place: "申请日期",
      asks: "是否在合同签订一个月内申请备案",
      holds: { kind: "withinMonths", other: "/contract/signedOn", months: 1 },
      missing: { severity: "B" },
      failing: {
        ground: "Q",
        severity: "W",
        message: "申请日期不在合同签订后一个月内",
        fix: "说明逾期原因；是否备案由受理机关决定",
      },
    },
    { ...needed("HFA-09", "/materials", "提交材料"), article: "四" },
    { ...needed("HFA-10", "/authority", "受理机关"), article: "四" },
  ),
  formats: ["docx", "pdf"],
};
