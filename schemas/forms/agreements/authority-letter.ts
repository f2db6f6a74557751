import { z } from "zod";
import { needed } from "../conditions.ts";
import { day, group, line, number, passage, statement } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./authority-letter.sample.json" with { type: "json" };
import { notBefore, soundCode, underCivilCode } from "./civil-code.ts";

const schema = z.strictObject({
  letterNo: number("授权编号"),
  principal: group("委托人", {
    name: line("名称"),
    uscc: number("统一社会信用代码"),
    address: line("住所"),
    legalRepresentative: line("法定代表人（负责人）"),
  }),
  agent: group("受托人", {
    name: line("姓名"),
    post: line("职务"),
    phone: number("联系电话"),
  }),
  contractTitle: line("涉及的合同名称"),
  contractNo: number("涉及的合同编号"),
  matter: passage("代理事项"),
  scope: passage("代理权限"),
  from: day("授权起始日"),
  until: day("授权截止日"),
  subDelegation: statement("允许转委托"),
  signedOn: day("签发日期"),
});

const conditions = underCivilCode(
  { ...needed("AUT-01", "/principal/name", "委托人名称"), article: "第一百六十五条" },
  { ...soundCode("AUT-02", "/principal/uscc", "委托人统一社会信用代码"), article: "第一百六十五条" },
  { ...needed("AUT-03", "/agent/name", "受托人姓名"), article: "第一百六十五条" },
  { ...needed("AUT-04", "/matter", "代理事项"), article: "第一百六十五条" },
  { ...needed("AUT-05", "/scope", "代理权限"), article: "第一百六十五条" },
  { ...needed("AUT-06", "/from", "授权起始日"), article: "第一百六十五条" },
  {
    ...notBefore("AUT-07", { at: "/until", other: "/from", place: "授权截止日", than: "授权起始日" }),
    article: "第一百六十五条",
  },
  { ...needed("AUT-08", "/signedOn", "签发日期"), article: "第一百六十五条" },
);

/** 授权委托书: who may sign for a party, what, how far and how long. Identity numbers are not asked for. */
export const authorityLetter: FormKind = {
  id: "authority-letter",
  title: "授权委托书",
  titleEn: "Letter of authority",
  jurisdiction: "common",
  template: "common/authority-letter.docx",
  schema,
  sample,
  conditions,
  formats: ["docx", "pdf"],
};
