import { z } from "zod";
import { needed } from "../conditions.ts";
import { count, day, line, measure, number, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import {
  contractFields,
  copyFields,
  notBefore,
  soundCode,
  twoPartiesAtLeast,
  underCivilCode,
} from "./civil-code.ts";
import sample from "./termination-agreement.sample.json" with { type: "json" };

const schema = z.strictObject({
  agreementNo: number("协议编号"),
  signedOn: day("签订日期"),
  signPlace: line("签订地点"),
  ...contractFields,
  reason: passage("解除原因"),
  terminatedOn: day("解除日期"),
  completed: rows(
    "已完成的工作",
    { item: line("服务事项"), result: line("完成情况和成果"), amount: measure("结算金额（元）") },
    100,
  ),
  settlementPayer: line("结算付款方"),
  settlementPayee: line("结算收款方"),
  settlementAmount: measure("结算金额合计（元）"),
  settlementDue: day("结算付款期限"),
  pending: rows(
    "未了事项",
    { matter: line("事项"), dueOn: day("法定或者指定期限"), takenBy: line("接办方") },
    100,
  ),
  handover: rows("移交材料", { name: line("材料名称"), copies: count("份数"), dueOn: day("移交期限") }, 100),
  notice: passage("解除情况的报告"),
  ...copyFields,
});

const conditions = underCivilCode(
  { ...needed("END-01", "/contractNo", "原合同编号"), article: "第五百六十二条" },
  { ...needed("END-02", "/contractSignedOn", "原合同签订日期"), article: "第五百六十二条" },
  twoPartiesAtLeast("END-03", "第五百六十二条"),
  { ...needed("END-04", "/parties/*/name", "第{n}方名称"), article: "第五百六十二条" },
  { ...soundCode("END-05", "/parties/*/uscc", "第{n}方统一社会信用代码"), article: "第五百六十二条" },
  {
    ...notBefore("END-06", {
      at: "/terminatedOn",
      other: "/contractSignedOn",
      place: "解除日期",
      than: "原合同签订日期",
    }),
    article: "第五百六十二条",
  },
  { ...needed("END-07", "/settlementAmount", "结算金额合计"), article: "第五百六十六条" },
  { ...needed("END-08", "/settlementPayer", "结算付款方"), article: "第五百六十六条" },
  { ...needed("END-09", "/handover", "移交材料"), article: "第五百五十八条" },
  { ...needed("END-10", "/signedOn", "签订日期"), article: "第四百九十条" },
);

/** 解除协议: all parties end a custody contract, settle, and hand over what is pending. */
export const terminationAgreement: FormKind = {
  id: "termination-agreement",
  title: "知识产权托管合同解除协议",
  titleEn: "Agreement ending a custody contract",
  jurisdiction: "common",
  template: "common/termination-agreement.docx",
  schema,
  sample,
  conditions,
  formats: ["docx", "pdf"],
};
