import { at, type Case, gone, one } from "./case.ts";

const PCT = "PCT/CN2021/123456";

const right = (more: object) => [
  at("/ipInvolved", true),
  at("/ipList", [
    {
      kind: "发明",
      name: "一种传感器",
      owner: "石家庄恒砺传感科技有限公司",
      filingDate: "2021-10-11",
      applicationNo: PCT,
      ...more,
    },
  ]),
];

/** Points where a rule was once too strict or too mild. */
export const finerPoints: readonly Case[] = [
  ...["托管机构", "受托方", "乙方（托管机构）", "乙方(河北云衡知识产权代理有限公司)"].map((payee) =>
    one(`the payee called ${payee} is the agency that holds the account`, "/fee/payee", payee),
  ),
  one("a payee who is somebody else does not hold the account", "/fee/payee", "某市协会", "FEE-08.U"),
  [
    "where the agency is no party, its account is not compared with a seat's letter",
    [gone("/parties/1"), at("/fee/payee", "乙方")],
    ["PTY-01.M"],
  ],
  ["an international application has no patent and no term yet", right({}), []],
  [
    "an international application is no patent",
    right({ patentNo: PCT, validUntil: "2041-10-10" }),
    ["SUB-09.U"],
  ],
  [
    "a patent of another country is not judged by our check digit",
    right({ applicationNo: "US17123456", patentNo: "US11123456B2", validUntil: "2041-10-10" }),
    [],
  ],
  one(
    "not to answer for one's own intent is void",
    "/breach",
    "违约方支付10%违约金；乙方不对其故意行为造成的损失负责",
    "LIA-03.U",
  ),
  one(
    "not to answer for the other's intent is fine",
    "/breach",
    "违约方支付10%违约金；乙方不对甲方故意行为造成的损失负责",
  ),
  one("其他 alone is no service", "/scope/0/name", "其他", "SUB-02.U"),
  one("a place the parties will agree is none", "/place", "双方约定的地点", "PER-01.U"),
  one("a place one party names in its own district is a place", "/place", "甲方指定的石家庄市裕华区厂区"),
  one("a manner the parties will settle is none", "/method", "双方协商确定的方式", "PER-02.U"),
  one("secrecy for ever of nothing in particular is unlimited", "/confidentiality", "永久保密", "CNF-02.U"),
  one("secrecy for ever of a technical secret is limited", "/confidentiality", "对甲方技术秘密永久保密"),
  [
    "a record of the day is a record of consent",
    [
      at("/evidence/signers", [
        {
          seat: "甲方",
          idNo: "11010519491231002X",
          idConsentAt: "2022-03-15",
          noticeVersion: "2022-01",
          noticeConsentAt: "2022-03-15",
        },
      ]),
    ],
    [],
  ],
  one("a telephone as it is dialled from abroad", "/parties/0/contact/phone", "+86-311-80000002"),
  [
    "a subsidy of nothing need not be called free",
    [
      at("/fee/amount", "0.00"),
      at("/project/subsidy", "0.00"),
      gone("/fee/amountCn"),
      gone("/fee/schedule"),
      gone("/fee/account"),
    ],
    [],
    "HB-SUB",
  ],
  [
    "an agency that makes no plan lacks a duty of three-party custody",
    [at("/duties/乙方", "提供托管服务，按期报告")],
    ["P3-02.M"],
    "V5",
  ],
  [
    "a clause on the adviser in person does not explain what advice in custody is",
    [at("/clauses/名词和术语解释", "")],
    ["DOC-10.M"],
    "XH-ADV",
  ],
  [
    "the form of custody is explained",
    [at("/clauses/名词和术语解释", "顾问式托管是指机构只就顾问事项提供意见")],
    [],
    "XH-ADV",
  ],
];
