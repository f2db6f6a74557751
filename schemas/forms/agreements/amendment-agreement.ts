import { z } from "zod";
import { needed } from "../conditions.ts";
import { day, line, number, passage, rows } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./amendment-agreement.sample.json" with { type: "json" };
import {
  contractFields,
  copyFields,
  notBefore,
  soundCode,
  twoPartiesAtLeast,
  underCivilCode,
} from "./civil-code.ts";

const schema = z.strictObject({
  agreementNo: number("协议编号"),
  signedOn: day("签订日期"),
  signPlace: line("签订地点"),
  ...contractFields,
  reason: passage("变更原因"),
  changes: rows(
    "变更内容",
    { clause: line("条款"), before: passage("变更前"), after: passage("变更后") },
    60,
  ),
  effectiveOn: day("变更生效日期"),
  refiling: passage("变更备案的办理"),
  ...copyFields,
});

const conditions = underCivilCode(
  { ...needed("AMD-01", "/contractNo", "原合同编号"), article: "第五百四十三条" },
  { ...needed("AMD-02", "/contractSignedOn", "原合同签订日期"), article: "第五百四十三条" },
  twoPartiesAtLeast("AMD-03", "第五百四十三条"),
  { ...needed("AMD-04", "/parties/*/name", "第{n}方名称"), article: "第五百四十三条" },
  { ...soundCode("AMD-05", "/parties/*/uscc", "第{n}方统一社会信用代码"), article: "第五百四十三条" },
  { ...needed("AMD-06", "/changes", "变更内容"), article: "第五百四十四条" },
  { ...needed("AMD-07", "/changes/*/clause", "第{n}项变更的条款"), article: "第五百四十四条" },
  { ...needed("AMD-08", "/changes/*/after", "第{n}项变更后的内容"), article: "第五百四十四条" },
  {
    ...notBefore("AMD-09", {
      at: "/effectiveOn",
      other: "/contractSignedOn",
      place: "变更生效日期",
      than: "原合同签订日期",
    }),
    article: "第五百四十三条",
  },
  { ...needed("AMD-10", "/signedOn", "签订日期"), article: "第四百九十条" },
);

/** 变更协议: all parties of a custody contract change some of its words. */
export const amendmentAgreement: FormKind = {
  id: "amendment-agreement",
  title: "知识产权托管合同变更协议",
  titleEn: "Agreement amending a custody contract",
  jurisdiction: "common",
  template: "common/amendment-agreement.docx",
  schema,
  sample,
  conditions,
  formats: ["docx", "pdf"],
};
