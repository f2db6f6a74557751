import { at, gone } from "./case.ts";
import { pair, type Pair } from "./pair.ts";
import { certified } from "./pairs-of-clauses.ts";

const agreed = at("/effect/clause", "双方同意以电子签名订立本合同，双方签章之日起生效");
const signer = (more: object) =>
  at("/evidence/signers", [
    {
      seat: "甲方",
      noticeVersion: "2022-01",
      noticeConsentAt: "2022-03-15T09:00:00+08:00",
      agreedAt: "2022-03-15T09:05:00+08:00",
      ...more,
    },
  ]);
const certificate = (more: object) => [
  agreed,
  ...certified(0),
  ...Object.entries(more).map(([key, value]) => at(`/signatures/0/certificate/${key}`, value)),
];

/** Rules about places, people and signatures. */
export const factPairs: readonly Pair[] = [
  pair(
    "DOC-05.M",
    "V1",
    ["no place of signing", at("/signPlace", "")],
    ["a city", at("/signPlace", "定州市")],
  ),
  pair(
    "DOC-05.U",
    "V1",
    ["a place that is nowhere", at("/signPlace", "公司会议室")],
    ["a meeting room in a district", at("/signPlace", "石家庄市裕华区甲方会议室")],
  ),
  pair(
    "DOC-09.M",
    "V1",
    ["page three is not there", at("/evidence/pages", { numbers: [1, 2, 4], of: 4 })],
    ["every page, in any order", at("/evidence/pages", { numbers: [2, 1, 4, 3], of: 4, manifest: 4 })],
  ),
  pair(
    "DOC-09.U",
    "V1",
    [
      "four pages where the manifest has five",
      at("/evidence/pages", { numbers: [1, 2, 3, 4], of: 4, manifest: 5 }),
    ],
    ["nobody looked at the pages", at("/evidence/pages", {})],
  ),
  pair(
    "PTY-04.U",
    "V1",
    [
      "the register has another name",
      at("/evidence/register", [{ seat: "甲方", found: true, name: "石家庄恒立传感科技有限公司" }]),
    ],
    [
      "the register's brackets are narrow",
      at("/evidence/register", [{ seat: "甲方", name: "石家庄恒砺传感科技有限公司", status: "存续" }]),
    ],
  ),
  pair(
    "PTY-04.U",
    "V5",
    [
      "Xuhui: the firm was struck off",
      at("/evidence/register", [{ seat: "丙方", status: "已吊销，未注销" }]),
    ],
    ["Xuhui: the firm is open", at("/evidence/register", [{ seat: "丙方", status: "在业" }])],
  ),
  pair(
    "PTY-04.Q",
    "V1",
    ["the register could not be asked", at("/evidence/register", [{ seat: "乙方", found: false }])],
    ["a register entry of a seat nobody has", at("/evidence/register", [{ seat: "丁方", found: false }])],
  ),
  pair(
    "PTY-13.U",
    "V1",
    [
      "a number with a wrong check",
      signer({ idNo: "110105194912310021", idConsentAt: "2022-03-15T09:00:00+08:00" }),
    ],
    [
      "the standard's own example",
      signer({ idNo: "11010519491231002X", idConsentAt: "2022-03-15T09:00:00+08:00" }),
    ],
  ),
  pair(
    "PTY-14.M",
    "V1",
    ["one party has a short name, the other a blank", at("/parties/0/abbreviation", "恒砺")],
    ["both have one", at("/parties/0/abbreviation", "恒砺"), at("/parties/1/abbreviation", "云衡")],
  ),
  pair(
    "PTY-14.U",
    "V1",
    [
      "two parties are called alike",
      at("/parties/0/abbreviation", "公司"),
      at("/parties/1/abbreviation", "公司"),
    ],
    [
      "a party is called by its seat",
      at("/parties/0/abbreviation", "甲方"),
      at("/parties/1/abbreviation", "云衡"),
    ],
  ),
  pair(
    "SUB-10.M",
    "V3",
    ["patents are filed and the licence's line is blank", at("/parties/1/licenceNo", "")],
    ["the licence's number is there", at("/parties/1/licenceNo", "41001")],
  ),
  pair(
    "SUB-10.Q",
    "V3",
    [
      "the licence is another firm's",
      at("/evidence/licences", [{ seat: "乙方", held: true, holder: "郑州嘉木专利代理事务所（普通合伙）" }]),
    ],
    [
      "the licence is the agency's",
      at("/evidence/licences", [{ seat: "乙方", held: true, holder: "郑州嘉禾专利代理事务所（普通合伙）" }]),
    ],
  ),
  pair(
    "SUB-10.M",
    "V1",
    [
      "Hebei: patents and marks are filed without a licence",
      at("/scope/1/code", "HB-S10"),
      at("/scope/1/name", "专利、商标代理"),
      at("/parties/1/licenceNo", null),
    ],
    [
      "Hebei: marks alone need no patent licence",
      at("/scope/1/code", "HB-S10"),
      at("/scope/1/name", "商标代理"),
      at("/parties/1/licenceNo", null),
    ],
  ),
  pair(
    "PER-03.U",
    "V1",
    [
      "one person answers on both sides",
      at("/parties/1/contact/name", "林雨桐"),
      at("/parties/1/contact/phone", "13800000001"),
    ],
    ["two people of one name", at("/parties/1/contact/name", "林雨桐")],
  ),
  pair(
    "FEE-10.U",
    "HB-SUB",
    [
      "the bureau pays in ninety days",
      at("/fee/payer", "丙方"),
      at("/fee/schedule/0/due", "验收合格后90日内"),
    ],
    [
      "the bureau pays in sixty days",
      at("/fee/payer", "丙方"),
      at("/fee/schedule/0/due", "验收合格后60日内"),
    ],
  ),
  pair(
    "FEE-10.U",
    "HB-SUB",
    [
      "the bureau pays when it is paid",
      at("/fee/payer", "丙方"),
      at("/fee/schedule/0/due", "收到省级财政拨款后10日内"),
    ],
    [
      "the bureau pays on the invoice",
      at("/fee/payer", "丙方"),
      at("/fee/schedule/0/due", "收到发票后10日内"),
    ],
  ),
  pair(
    "SIG-07.M",
    "V1",
    ["a certificate without a serial number", ...certificate({ serial: "" })],
    ["a certificate with everything", ...certificate({})],
  ),
  pair(
    "SIG-07.U",
    "V1",
    ["a certificate that ran out before", ...certificate({ notAfter: "2022-03-14T00:00:00+08:00" })],
    ["a certificate that was revoked after", ...certificate({ revokedAt: "2022-03-16T00:00:00+08:00" })],
  ),
  pair(
    "SIG-07.Q",
    "V1",
    ["an issuer without a licence", ...certificate({ licensedIssuer: false })],
    ["an issuer nobody asked about", ...certificate({ licensedIssuer: null })],
  ),
  pair(
    "SIG-09.M",
    "V1",
    ["no trace of willing", ...certificate({}), signer({ agreedAt: null })],
    [
      "a password sent by telephone is one",
      ...certificate({}),
      signer({ agreedAt: null, otpVerifiedAt: "2022-03-15T09:01:00+08:00" }),
    ],
  ),
  pair(
    "SIG-09.Q",
    "V1",
    ["one phone on two sides", signer({ samePhoneAs: ["乙方"] })],
    ["nobody shares anything", signer({ samePhoneAs: [], sameDeviceAs: [] })],
  ),
  pair(
    "SIG-10.M",
    "V1",
    ["a scan of five pages without a seal across", at("/evidence/paper", { pages: 5, crossPageSeal: false })],
    ["a scan of one page", at("/evidence/paper", { pages: 1, crossPageSeal: false })],
  ),
  pair(
    "ATT-02.U",
    "V1",
    ["a file nobody listed", at("/evidence/files", [{ name: "补充协议.pdf" }])],
    ["a listed file under its number", at("/evidence/files", [{ name: "附件1：托管服务工作方案.pdf" }])],
  ),
  pair(
    "PRV-01.M",
    "V1",
    ["a signer who was told nothing", signer({ noticeVersion: "" })],
    ["a signer who was told and agreed", signer({})],
  ),
  pair(
    "PRV-02.U",
    "V1",
    ["an identity number in a clause", at("/clauses/联系人", "身份证号 440524188001010014")],
    ["a masked identity number", at("/clauses/联系人", "身份证号 440524********0014")],
  ),
  pair(
    "PRV-02.U",
    "V3",
    ["Zhoukou: a number kept without a consent of its own", signer({ idNo: "440524188001010014" })],
    [
      "Zhoukou: a number with its consent",
      signer({ idNo: "440524188001010014", idConsentAt: "2022-01-05T09:00:00+08:00" }),
    ],
  ),
];

/** Two blank contacts are the other rule's too, so that the pair cannot stand alone. */
export const contactsGone = [gone("/parties/0/contact"), gone("/parties/1/contact")];
