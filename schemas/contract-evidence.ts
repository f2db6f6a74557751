import { z } from "zod";
import { code, text } from "./contract-text.ts";

/**
 * What is known around a contract and is not its text: registers, files, pages, certificates, consents. Each part is
 * judged only when it is there; a part that is absent was not looked at.
 */

/** A seat, written out here so that this file needs nothing of the contract's. */
const SeatName = z.enum(["甲方", "乙方", "丙方", "丁方"]);

/** The certificate a party signed with, and what is known of its key, issuer and time (电子签名法 13, 16, 21). */
export const SigningCertificate = z.strictObject({
  subject: text(200).nullish(),
  serial: code(80).nullish(),
  issuer: text(200).nullish(),
  notBefore: code(40).nullish().describe("ISO 8601，带时区"),
  notAfter: code(40).nullish().describe("ISO 8601，带时区"),
  revokedAt: code(40).nullish().describe("吊销时间，ISO 8601，带时区"),
  soleControl: z.boolean().nullish().describe("签名制作数据由签署人专有、专控"),
  licensedIssuer: z.boolean().nullish().describe("签发者是依法设立的电子认证服务提供者"),
  trustedTime: z.boolean().nullish().describe("有可信时间"),
});
export type SigningCertificate = z.infer<typeof SigningCertificate>;

/** What a register answers for the credit code of a seat; `found` false when it could not be asked. */
export const RegisterEntry = z.strictObject({
  seat: SeatName,
  found: z.boolean().nullish(),
  name: text(120).nullish(),
  status: text(40).nullish().describe("登记状态：存续、注销、吊销……"),
});

/** What is known of an agency's licence to practise (专利代理条例 7、8). */
export const LicenceEntry = z.strictObject({
  seat: SeatName,
  held: z.boolean().nullish().describe("持有专利代理机构执业许可证"),
  holder: text(120).nullish().describe("许可证所载名称"),
});

/** The person who signs for a seat: identity, notices, consents, traces of willing. */
export const SignerEntry = z.strictObject({
  seat: SeatName,
  idNo: code(40).nullish().describe("公民身份号码"),
  idConsentAt: code(40).nullish().describe("对处理身份号码的单独同意"),
  noticeVersion: code(40).nullish().describe("个人信息处理告知的版本"),
  noticeConsentAt: code(40).nullish(),
  agreedAt: code(40).nullish().describe("确认签署意愿的时间"),
  otpVerifiedAt: code(40).nullish(),
  linkOpenedAt: code(40).nullish(),
  samePhoneAs: z.array(SeatName).max(4).nullish().describe("与哪些席位的签署人用同一手机号或邮箱"),
  sameDeviceAs: z.array(SeatName).max(4).nullish().describe("与哪些席位的签署人用同一台设备打开链接"),
});

/** A paper that proves what a party is: licence, credit report, agency filing form. */
export const Qualification = z.strictObject({
  seat: SeatName,
  kind: text(60),
  issuedOn: code(40).nullish().describe("出具或者查询日期"),
});

/** Another filed contract of the same enterprise. */
export const OtherContract = z.strictObject({
  contractNo: code(80).nullish(),
  enterpriseUscc: code(40).nullish(),
  agencyUscc: code(40).nullish(),
  start: code(40).nullish(),
  end: code(40).nullish(),
});

/** Everything known around a contract; the parties' text shows none of it. */
export const ContractEvidence = z.strictObject({
  wholeText: z.boolean().nullish().describe("本 JSON 载有合同全文：没有的条款就是没有约定"),
  standardTerms: z.boolean().nullish().describe("由可重复使用的格式文本生成"),
  issuedNumbers: z.array(code(80)).max(1000).nullish().describe("发出方已用过的合同编号，不含本合同"),
  shown: z
    .array(z.strictObject({ pointer: code(200), text: text(4000) }))
    .max(300)
    .nullish()
    .describe("正文里各要素的文字：JSON Pointer 与原文"),
  pages: z
    .strictObject({
      numbers: z.array(z.int().min(1).max(9999)).max(2000).nullish().describe("各页印出的页码"),
      of: z.int().min(1).max(9999).nullish().describe("印出的总页数"),
      manifest: z.int().min(1).max(9999).nullish().describe("清单记载的页数"),
    })
    .nullish(),
  paper: z
    .strictObject({ pages: z.int().min(1).max(9999).nullish(), crossPageSeal: z.boolean().nullish() })
    .nullish()
    .describe("纸质扫描件"),
  slots: z
    .array(z.strictObject({ name: text(80), present: z.boolean().nullish() }))
    .max(100)
    .nullish()
    .describe("省模板的条款与本合同有没有"),
  files: z
    .array(z.strictObject({ name: text(120), sha256: code(80).nullish() }))
    .max(60)
    .nullish()
    .describe("随合同收到的附件文件"),
  register: z.array(RegisterEntry).max(6).nullish(),
  licences: z.array(LicenceEntry).max(6).nullish(),
  signers: z.array(SignerEntry).max(12).nullish(),
  qualifications: z.array(Qualification).max(60).nullish().describe("收到的主体资格材料"),
  otherContracts: z.array(OtherContract).max(300).nullish().describe("该企业已备案的其他合同"),
  quarterly: z
    .strictObject({
      listElectronic: z.boolean().nullish(),
      listPdf: z.boolean().nullish(),
      agencyForm: z.boolean().nullish(),
      contractPdf: z.boolean().nullish(),
    })
    .nullish()
    .describe("季报材料：电子版、PDF、机构备案登记表、代表性合同"),
});
export type ContractEvidence = z.infer<typeof ContractEvidence>;
