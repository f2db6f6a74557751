import { z } from "zod";
import { conditionsOf, needed, SINCE, unclear, XUHUI } from "../conditions.ts";
import { day, line, number, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./ip-archive.sample.json" with { type: "json" };

const schema = z.strictObject({
  enterprise: line("企业名称"),
  uscc: number("统一社会信用代码"),
  organiser: line("组织单位"),
  agency: line("托管机构"),
  builtOn: day("建档日期"),
  updatedOn: day("更新日期"),
  contactPerson: line("企业联系人"),
  phone: number("联系电话"),
  rights: rows("知识产权权利", {
    kind: line("类别"),
    name: line("名称"),
    owner: line("权利人"),
    filingDate: day("申请日"),
    number: line("申请号或注册号"),
    validUntil: day("有效期至"),
    status: line("状态"),
  }),
  uses: rows("转让、许可、质押", {
    kind: line("方式"),
    subject: line("标的"),
    counterparty: line("相对方"),
    on: day("日期"),
    amount: number("金额（元）"),
  }),
  papers: rows("制度、记录与其他文件", {
    name: line("文件名称"),
    number: line("编号"),
    on: day("日期"),
    keeper: line("保管人"),
  }),
  events: rows("培训、检索、预警与争议", {
    kind: line("类别"),
    subject: line("内容"),
    on: day("日期"),
    result: line("结果"),
  }),
});

/** 企业知识产权档案清单: the archive that the agency helps the organiser to build for each enterprise. */
export const xuhuiIpArchive: FormKind = {
  id: "xuhui-ip-archive",
  title: "企业知识产权档案清单",
  titleEn: "Enterprise IP archive list (Xuhui)",
  jurisdiction: "xuhui",
  template: "xuhui/ip-archive.docx",
  schema,
  sample,
  conditions: conditionsOf(XUHUI, SINCE.xuhui)(
    { ...needed("XHF-01", "/enterprise", "企业名称"), article: "4.2 d)" },
    {
      id: "XHF-02",
      article: "4.2 d)",
      at: "/uscc",
      place: "统一社会信用代码",
      asks: "统一社会信用代码是否有效",
      holds: { kind: "creditCode" },
      missing: { severity: "B" },
      failing: unclear("统一社会信用代码不符合 GB 32100 的规定", "按营业执照核对 18 位代码"),
    },
    { ...needed("XHF-03", "/rights", "知识产权权利"), article: "4.2 d)" },
    { ...needed("XHF-04", "/rights/*/number", "第{n}项权利的申请号或注册号"), article: "4.2 d)" },
    { ...needed("XHF-05", "/rights/*/owner", "第{n}项权利的权利人"), article: "4.2 d)" },
    { ...needed("XHF-06", "/updatedOn", "更新日期"), article: "4.1" },
  ),
  formats: ["docx", "pdf"],
};
