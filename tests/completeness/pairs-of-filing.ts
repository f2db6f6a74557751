import { at } from "./case.ts";
import { pair, type Pair } from "./pair.ts";

/** Rules about papers, texts, places of the three provinces, and filing. */
export const filingPairs: readonly Pair[] = [
  pair(
    "ATT-04.M",
    "V1",
    ["papers without the agency's filing form", at("/evidence/qualifications", papers("备案登记表"))],
    ["every paper", at("/evidence/qualifications", papers())],
  ),
  pair(
    "ATT-04.U",
    "V1",
    [
      "a credit report of the year before",
      at("/evidence/qualifications", papers()),
      at("/evidence/qualifications/1/issuedOn", "2021-06-01"),
    ],
    [
      "a business licence of years ago",
      at("/evidence/qualifications", papers()),
      at("/evidence/qualifications/0/issuedOn", "2015-06-01"),
    ],
  ),
  pair(
    "TXT-03.U",
    "V1",
    [
      "the text has another amount",
      at("/evidence/shown", [{ pointer: "/fee/amount", text: "¥38,000.00元" }]),
    ],
    [
      "the text has the amount in groups and the day in words",
      at("/evidence/shown", [
        { pointer: "/fee/amount", text: "¥36,000.00元" },
        { pointer: "/signDate", text: "2022年3月15日" },
      ]),
    ],
  ),
  pair(
    "TXT-03.U",
    "V5",
    [
      "Xuhui: the text has another name",
      at("/evidence/shown", [{ pointer: "/parties/2/name", text: "上海沐兰生物科技有限公司" }]),
    ],
    [
      "Xuhui: the words of an amount are spelt otherwise",
      at("/evidence/shown", [{ pointer: "/fee/amountCn", text: "人民币壹佰零壹万圆整" }]),
    ],
  ),
  pair(
    "TPL-01.M",
    "V1",
    [
      "a clause of the template has no counterpart",
      at("/evidence/slots", [{ name: "通知与送达", present: false }]),
    ],
    [
      "every clause has one, and one was not looked for",
      at("/evidence/slots", [
        { name: "通知与送达", present: true },
        { name: "保密", present: null },
      ]),
    ],
  ),
  pair(
    "P3-01.Q",
    "V5",
    ["an organiser that is a trading company", ...named("上海示例商贸有限公司")],
    ["an organiser that is an association", ...named("上海市徐汇区生物医药行业协会")],
  ),
  pair(
    "ZK-03.Q",
    "V3",
    ["another agency won", at("/park/bidWinner", "郑州嘉木专利代理事务所（普通合伙）")],
    ["the agency won", at("/park/bidWinner", "郑州嘉禾专利代理事务所（普通合伙）")],
  ),
  pair(
    "ZK-04.M",
    "V3",
    ["only the bureau receives it", at("/filing", { sentTo: ["bureau"] })],
    ["bureau and park receive it", at("/filing", { sentTo: ["park", "bureau"] })],
  ),
  pair(
    "ZK-05.Q",
    "V3",
    ["nineteen technology firms", at("/park/techEnterprises", 19)],
    ["twenty are enough", at("/park/techEnterprises", 20)],
  ),
  pair(
    "PRJ-04.M",
    "HB-SUB",
    ["no use of the money", at("/project/use", "")],
    ["a use of the money", at("/project/use", "用于托管服务费")],
  ),
  pair(
    "PRJ-04.U",
    "HB-SUB",
    ["a subsidy of another amount", at("/project/subsidy", "1.00")],
    ["no amount of the subsidy", at("/project/subsidy", null)],
  ),
  pair(
    "FIL-05.M",
    "V1",
    ["the statement's line is blank", at("/filing/creditStatement", null)],
    ["the statement was made", at("/filing/creditStatement", true)],
  ),
  pair(
    "FIL-05.Q",
    "V1",
    ["an entry was found", at("/filing/creditEntry", "2020年列入经营异常名录")],
    ["no entry was found", at("/filing/creditEntry", "无")],
  ),
  pair(
    "FIL-06.Q",
    "V1",
    ["another agency has the firm until summer", at("/evidence/otherContracts", [other("2022-06-30")])],
    [
      "another agency had the firm until the day before",
      at("/evidence/otherContracts", [other("2022-03-31")]),
    ],
  ),
  pair(
    "FIL-08.M",
    "V1",
    [
      "a package without the form's PDF",
      at("/evidence/quarterly", { listElectronic: true, agencyForm: true, contractPdf: true }),
    ],
    [
      "a whole package",
      at("/evidence/quarterly", { listElectronic: true, listPdf: true, agencyForm: true, contractPdf: true }),
    ],
  ),
  pair(
    "FIL-04.Q",
    "V1",
    [
      "a small firm whose figures are large",
      at("/filing/figures", { industry: "工业", persons: 1000, revenue: 40000 }),
    ],
    [
      "a small firm whose figures are small",
      at("/filing/figures", { industry: "工业", persons: 1200, revenue: 1500 }),
    ],
  ),
  pair(
    "DOC-02.U",
    "V1",
    ["a number another contract has", at("/evidence/issuedNumbers", ["HBTG-2022-000123"])],
    ["numbers of other contracts", at("/evidence/issuedNumbers", ["HBTG-2022-000122"])],
  ),
];

function papers(without?: string) {
  return [
    { seat: "甲方", kind: "营业执照", issuedOn: "2020-01-01" },
    { seat: "甲方", kind: "信用查询结果", issuedOn: "2022-03-01" },
    { seat: "乙方", kind: "营业执照", issuedOn: "2019-01-01" },
    { seat: "乙方", kind: "信用查询结果", issuedOn: "2022-03-01" },
    { seat: "乙方", kind: "备案登记表", issuedOn: "2022-01-10" },
  ].filter(({ kind }) => kind !== without);
}

function named(name: string) {
  return ["/parties/0/name", "/signatures/0/partyName", "/signatures/0/sealName"].map((path) =>
    at(path, name),
  );
}

function other(end: string) {
  return {
    contractNo: "OTHER-1",
    enterpriseUscc: "91130108MAXX00138J",
    agencyUscc: "91130104MAXX00031K",
    start: "2021-04-01",
    end,
  };
}
