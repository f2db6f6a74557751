import { z } from "zod";
import { ContractEvidence, SigningCertificate } from "./contract-evidence.ts";
import { AuthorityLetter, IpRight, ParkParty, PlanStep, Project } from "./contract-parts.ts";
import { atMost, code, text } from "./contract-text.ts";
import { VARIANT_IDS } from "./jurisdictions/variants.generated.ts";

/**
 * The wire shape `custody-contract/1`: strict about keys, types, sizes and characters, lenient about values. What a
 * draft may lack is optional and may be null; whether it is lacking is for completeness to say.
 */

/**
 * Kinds of custody contract, as the folders of law name them (schemas/jurisdictions): Hebei two parties / subsidy
 * project, Zhoukou full / partial, Xuhui full / advisory / single item.
 */
export const Variant = z.enum(VARIANT_IDS);
export type Variant = z.infer<typeof Variant>;

/** Place of a party in the contract. */
export const Seat = z.enum(["甲方", "乙方", "丙方", "丁方"]);
export type Seat = z.infer<typeof Seat>;

/** What a party does in custody, whatever the variant calls it (domain.md T1). `park` and `association` are organisers. */
export const Role = z.enum(["enterprise", "agency", "park", "association", "bureau"]);
export type Role = z.infer<typeof Role>;

/** Who answers for a party in daily work (托管专员). */
export const Contact = z.strictObject({
  name: text(60).nullish(),
  phone: code(40).nullish(),
  email: code(120).nullish(),
});
export type Contact = z.infer<typeof Contact>;

/** One party as the head of the contract names it. */
export const Party = z.strictObject({
  seat: Seat,
  role: Role.nullish(),
  name: text(120).nullish(),
  abbreviation: text(40).nullish().describe("合同中的简称，“甲方”等席位以外的"),
  uscc: code(40).nullish().describe("统一社会信用代码"),
  legalRep: text(60).nullish().describe("法定代表人或负责人姓名"),
  address: text(200).nullish(),
  regionCode: code(12).nullish().describe("住所地行政区划代码，GB/T 2260，六位"),
  taxRegionCode: code(12).nullish().describe("税务关系所在地行政区划代码"),
  licenceNo: code(60).nullish().describe("专利代理机构执业许可证号"),
  contact: Contact.nullish(),
});
export type Party = z.infer<typeof Party>;

/** One entrusted service: how many, until when, with what result. */
export const ScopeItem = z.strictObject({
  code: code(20).nullish(),
  name: text(120).nullish(),
  qty: code(40).nullish().describe("数量，正数，写作文字"),
  unit: text(20).nullish(),
  due: text(60).nullish().describe("完成期限，YYYY-MM-DD"),
  deliverable: text(300).nullish(),
});
export type ScopeItem = z.infer<typeof ScopeItem>;

/** One payment of the schedule. */
export const Instalment = z.strictObject({
  due: text(120).nullish(),
  amount: code(40).nullish(),
});
export type Instalment = z.infer<typeof Instalment>;

/** Who pays how much, to which account. Amounts are decimal yuan in text. */
export const Fee = z.strictObject({
  payer: text(120).nullish(),
  payee: text(120).nullish().describe("收款方；不填即托管机构"),
  amount: code(40).nullish(),
  amountCn: text(120).nullish().describe("大写金额"),
  free: z.boolean().nullish().describe("合同写明无偿"),
  waiver: text(300).nullish().describe("部分托管免费的，写明减免理由"),
  schedule: z.array(Instalment).max(120).nullish(),
  costs: text(500).nullish().describe("官费和其他费用由谁负担"),
  account: z
    .strictObject({ name: text(120).nullish(), bank: text(120).nullish(), no: code(60).nullish() })
    .nullish()
    .describe("收款账户"),
});
export type Fee = z.infer<typeof Fee>;

/** Attachment the contract lists; `present` says whether it came along. */
export const Attachment = z.strictObject({
  no: z.int().min(1).max(999),
  name: text(120).nullish(),
  present: z.boolean().nullish(),
  sha256: code(80).nullish().describe("合同所列附件的 SHA-256"),
  fileSha256: code(80).nullish().describe("收到的附件文件的 SHA-256"),
});
export type Attachment = z.infer<typeof Attachment>;

/** One party's signing: who signed, with which seal, when, over which bytes. */
export const PartySignature = z.strictObject({
  seat: Seat,
  partyName: text(120).nullish(),
  sealName: text(120).nullish(),
  sealType: text(40).nullish(),
  signer: text(60).nullish(),
  signerRole: text(40).nullish(),
  signedAt: code(40).nullish().describe("ISO 8601，带时区"),
  docSha256: code(80).nullish(),
  authority: AuthorityLetter.nullish().describe("授权委托书所载内容"),
  electronic: z.boolean().nullish().describe("以电子签名签署"),
  certificate: SigningCertificate.nullish().describe("签署所用的电子签名证书"),
});
export type PartySignature = z.infer<typeof PartySignature>;

/** What the agency states when it files the contract. */
export const ContractFiling = z.strictObject({
  authorityCode: code(12).nullish(),
  agencyFilingNo: code(80).nullish().describe("托管机构备案号"),
  filedAt: code(40).nullish().describe("备案日期，YYYY-MM-DD"),
  smeClass: text(20).nullish(),
  technologyBased: z
    .union([z.boolean(), z.literal("")])
    .nullish()
    .describe("科技型企业"),
  firstSigning: z
    .union([z.boolean(), z.literal("")])
    .nullish()
    .describe("是否初次签订"),
  earlierFilingNo: code(80).nullish().describe("以前备案过的，备案号"),
  sentTo: z
    .array(z.enum(["bureau", "park"]))
    .max(2)
    .nullish()
    .describe("合同报送的对象：主管部门、托管单位"),
  creditStatement: z.boolean().nullish().describe("已作近三年无不良信用记录的声明"),
  creditEntry: text(300).nullish().describe("查到的不良信用记录"),
  figures: z
    .strictObject({
      industry: text(40).nullish().describe("国统字〔2017〕213号所列行业"),
      persons: z.int().min(0).max(1e7).nullish().describe("从业人员"),
      revenue: z.number().min(0).max(1e9).nullish().describe("营业收入，万元"),
      assets: z.number().min(0).max(1e9).nullish().describe("资产总额，万元"),
    })
    .nullish()
    .describe("划型所用的数字"),
});
export type ContractFiling = z.infer<typeof ContractFiling>;

/** A count as written: a number, or text where the form was left blank. */
const count = z.union([z.number().min(-1e9).max(1e9), code(20)]);

/** A custody contract as it travels. */
export const Contract = z
  .strictObject({
    schema: z.literal("custody-contract/1"),
    variant: Variant,
    title: text(120).nullish(),
    contractNo: code(80).nullish(),
    basis: z.array(text(200)).max(40).nullish().describe("签订依据"),
    signDate: code(40).nullish(),
    signPlace: text(120).nullish(),
    mode: text(40).nullish().describe("托管形式"),
    parties: z.array(Party).max(6).nullish(),
    scope: z.array(ScopeItem).max(100).nullish(),
    ipInvolved: z.boolean().nullish().describe("托管涉及已有的知识产权"),
    ipList: z.array(IpRight).max(300).nullish(),
    term: z
      .strictObject({ start: code(40).nullish(), end: code(40).nullish(), duration: text(120).nullish() })
      .nullish(),
    place: text(200).nullish().describe("履行地点"),
    method: text(500).nullish().describe("履行方式"),
    reporting: text(500).nullish(),
    endSummary: text(500).nullish(),
    plan: z.array(PlanStep).max(60).nullish().describe("托管服务工作方案"),
    fee: Fee.nullish(),
    duties: z.partialRecord(Seat, text(4000).nullable()).nullish(),
    acceptance: z
      .strictObject({
        standard: text(1000).nullish(),
        method: text(1000).nullish(),
        indicators: z.array(code(20)).max(60).nullish(),
      })
      .nullish(),
    confidentiality: text(4000).nullish(),
    ipOwnership: text(2000).nullish(),
    breach: text(4000).nullish(),
    change: text(2000).nullish(),
    dispute: z.strictObject({ mode: text(60).nullish(), body: text(200).nullish() }).nullish(),
    effect: z
      .strictObject({
        clause: text(500).nullish(),
        copies: count.nullish(),
        holders: z
          .record(text(40), count.nullable())
          .superRefine(atMost(20))
          .meta({ maxProperties: 20 })
          .nullish(),
      })
      .nullish(),
    attachments: z.array(Attachment).max(60).nullish(),
    clauses: z
      .record(text(40), text(4000).nullable())
      .superRefine(atMost(100))
      .meta({ maxProperties: 100 })
      .nullish()
      .describe("其他条款：名称 → 文字"),
    park: ParkParty.nullish().describe("托管单位（周口）"),
    project: Project.nullish().describe("补助项目（河北）"),
    docSha256: code(80).nullish().describe("待签文件的 SHA-256"),
    docBuiltAt: code(40).nullish().describe("待签文件定稿的时间，ISO 8601，带时区"),
    signatures: z.array(PartySignature).max(12).nullish(),
    filing: ContractFiling.nullish(),
    evidence: ContractEvidence.nullish().describe("合同以外查到、收到的；没有的不判断"),
  })
  .meta({ id: "Contract", title: "知识产权托管合同" });
export type Contract = z.infer<typeof Contract>;
