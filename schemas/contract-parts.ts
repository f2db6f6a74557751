import { z } from "zod";
import { code, text } from "./contract-text.ts";

/** What an authority letter (授权委托书) says: CC 165 asks for agent, matter, scope, term and the principal's seal. */
export const AuthorityLetter = z.strictObject({
  agent: text(60).nullish().describe("受托人姓名"),
  matter: text(300).nullish().describe("代理事项"),
  scope: text(500).nullish().describe("代理权限"),
  from: code(40).nullish(),
  until: code(40).nullish(),
  principalSealed: z.boolean().nullish().describe("委托人已签名或盖章"),
});
export type AuthorityLetter = z.infer<typeof AuthorityLetter>;

/** One existing right in custody: CC 845(3) asks for name, owner, filing date, numbers and validity. */
export const IpRight = z.strictObject({
  kind: text(40).nullish().describe("发明、实用新型、外观设计、商标……"),
  name: text(200).nullish(),
  owner: text(120).nullish().describe("申请人或权利人"),
  filingDate: code(40).nullish(),
  applicationNo: code(60).nullish(),
  patentNo: code(60).nullish().describe("专利号或注册号"),
  validUntil: code(40).nullish(),
});
export type IpRight = z.infer<typeof IpRight>;

/** One step of the work plan. */
export const PlanStep = z.strictObject({
  stage: text(60).nullish(),
  start: code(40).nullish(),
  end: code(40).nullish(),
  work: text(500).nullish(),
  deliverable: text(300).nullish(),
});
export type PlanStep = z.infer<typeof PlanStep>;

/** The park that Zhoukou calls 托管单位; it does not sign the contract. */
export const ParkParty = z.strictObject({
  name: text(120).nullish(),
  techEnterprises: z.int().min(0).max(1e6).nullish().describe("园区内科技型企业数"),
  enterpriseInPark: z.boolean().nullish().describe("托管对象在园区内"),
  confirmed: z.boolean().nullish().describe("已列入市局确认的托管单位名单"),
  bidNo: code(80).nullish().describe("中标通知书编号"),
  bidWinner: text(120).nullish().describe("中标通知书所载中标人"),
  ipContact: text(60).nullish().describe("园区知识产权部门的专职联系人"),
});
export type ParkParty = z.infer<typeof ParkParty>;

/** Subsidy project of the province: 丙方 supervises, the enterprises are listed. */
export const Project = z.strictObject({
  name: text(200).nullish(),
  no: code(80).nullish(),
  year: z.union([z.int().min(1900).max(2999), code(20)]).nullish(),
  subsidy: code(40).nullish().describe("补助金额，元"),
  use: text(500).nullish().describe("资金用途"),
  enterprises: z
    .array(
      z.strictObject({
        name: text(120).nullish(),
        uscc: code(40).nullish(),
        smeClass: text(20).nullish(),
        technologyBased: z.boolean().nullish(),
        start: code(40).nullish(),
        end: code(40).nullish(),
      }),
    )
    .max(300)
    .nullish(),
});
export type Project = z.infer<typeof Project>;
