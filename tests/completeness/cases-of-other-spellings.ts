import { at, type Case, one } from "./case.ts";

/** The enterprise under another name, in head and signature. */
const named = (says: string, name: string, ...expected: readonly string[]): Case => [
  says,
  [at("/parties/0/name", name), at("/signatures/0/partyName", name), at("/signatures/0/sealName", name)],
  expected,
];

export const otherNames: readonly Case[] = [
  named("a limited partnership is an organisation", "石家庄恒砺企业管理合伙企业（有限合伙）"),
  named("公司 alone is no name", "公司", "PTY-02.U"),
  one(
    "a name with XX in it is not filled in, and no seal is compared with it",
    "/parties/0/name",
    "石家庄XX科技有限公司",
    "PTY-02.M",
  ),
  one(
    "an agency name with a gap is not filled in, and no account is compared with it",
    "/parties/1/name",
    "河北____有限公司",
    "PTY-02.M",
  ),
  one(
    "the free trade zone names its province in brackets",
    "/parties/0/address",
    "中国（河北）自由贸易试验区雄安片区容城县1号",
  ),
  one(
    "a representative to be named is no name, and nobody is compared with it",
    "/parties/0/legalRep",
    "待定",
    "PTY-07.U",
  ),
  one(
    "a title beside the representative's name makes no agent of the signer",
    "/parties/0/legalRep",
    "周启明（董事长）",
  ),
  one("a 400 number may be grouped otherwise", "/parties/0/contact/phone", "400-8888-888"),
  one("a role of another seat is one finding", "/parties/1/role", "bureau", "PTY-01.M"),
  [
    "a party without a role is judged by its seat",
    [at("/parties/1/role", null), at("/parties/1/regionCode", "110105")],
    ["PTY-06.Q"],
  ],
  one("a number in square brackets is a number", "/contractNo", "HT【2022】001"),
  one("合同法律 is not the repealed contract law", "/basis/0", "依照民法典等合同法律规定订立"),
];

export const otherDays: readonly Case[] = [
  one("words that name the days of the term agree with it", "/term/duration", "2022年4月1日至2023年3月31日"),
  one("words that count from the first day agree with it", "/term/duration", "自2022年4月1日起一年"),
  one("twelve months in characters are a year", "/term/duration", "共十二个月"),
  one("a renewal behind the length is not the length", "/term/duration", "为期一年，期满可以续签两年"),
  ...["半年", "一年半", "十八个月", "2022年4月1日至2023年4月30日"].map((words) =>
    one(`a duration of ${words} contradicts a year`, "/term/duration", words, "TRM-01.U"),
  ),
  one("a month after the term is outside", "/scope/1/due", "2023年5月前", "SUB-05.U"),
  one("the last month of the term is inside", "/scope/1/due", "2023年3月底前"),
  ...["条件成熟时", "年底前后", "不限"].map((due) =>
    one(`due ${due} cannot be dated`, "/scope/1/due", due, "SUB-05.U"),
  ),
  one("payment when funds arrive cannot be dated", "/fee/schedule/0/due", "资金到位后", "FEE-04.U"),
  one("a grouped quantity is a quantity", "/scope/1/qty", "1,000"),
  one("copies in both scripts are a number", "/effect/copies", "叁（3）份"),
  one("copies with their holders behind are a number", "/effect/copies", "一式三份，双方各执一份"),
  one(
    "effect when there are conditions for it cannot be dated",
    "/effect/clause",
    "具备条件后生效",
    "DOC-07.U",
  ),
  one("ticked brackets are a choice", "/mode", "[√]部分式 [ ]完全式"),
  one(
    "a renewal when needed does not blur the day of effect",
    "/effect/clause",
    "签章之日起生效，必要时可以续签",
  ),
];

export const otherPayers: readonly Case[] = [
  ...["甲、乙双方", "甲方石家庄恒砺传感科技有限公司", "委托方（甲方）", "托管企业", "甲方承担全部费用"].map(
    (payer) => one(`${payer} pays`, "/fee/payer", payer),
  ),
  ...["甲方或财政局", "付费方", "甲方的上级单位"].map((payer) =>
    one(`${payer} is nobody who signs`, "/fee/payer", payer, "FEE-01.U"),
  ),
];

export const otherClauses: readonly Case[] = [
  ...["甲方应当协助乙方开展托管工作", "仅协助乙方工作"].map((duties) =>
    one(`${duties} is assisting alone`, "/duties/甲方", duties, "DUT-01.U"),
  ),
  ...["合格", "甲方满意即可"].map((standard) =>
    one(`${standard} is no standard`, "/acceptance/standard", standard, "ACC-01.U"),
  ),
  one(
    "the agency's own tools are no results",
    "/ipOwnership",
    "专利申请权归甲方所有，乙方的办案方法、文书模板归乙方所有",
  ),
  one(
    "later improvements are other results",
    "/ipOwnership",
    "委托形成的成果归甲方，乙方自行完成的后续改进归乙方",
  ),
  one(
    "ownership until payment contradicts nothing",
    "/ipOwnership",
    "成果归甲方所有，未付清费用前归乙方所有",
  ),
  ...[
    "专利权归甲方，同时归乙方",
    "成果既归甲方又归乙方",
    "成果属甲方所有，也属乙方所有",
    "申请权和文档归甲方所有；申请权归乙方所有",
    "托管成果归甲方所有，乙方享有全部知识产权",
  ].map((words) => one(`${words} contradicts itself`, "/ipOwnership", words, "IPR-01.U")),
  one("a commission with its second name is one commission", "/dispute", {
    mode: "仲裁",
    body: "北京仲裁委员会（北京国际仲裁中心）",
  }),
  one("a court that enforces the award hears no dispute", "/dispute", {
    mode: "仲裁",
    body: "唐山仲裁委员会，裁决可向人民法院申请强制执行",
  }),
  one("a court that keeps property safe hears no dispute", "/dispute", {
    mode: "仲裁",
    body: "石家庄仲裁委员会，裁决前可依法申请法院财产保全",
  }),
  one("refusing arbitration is not choosing it", "/dispute", {
    mode: "向人民法院提起诉讼，不采用仲裁",
    body: "石家庄市桥西区人民法院",
  }),
  one("two boxes of which none is ticked are a blank", "/clauses/其他", "是否续签：□是 □否", "TXT-01.M"),
  one("a ticked box is no blank", "/clauses/其他", "是否续签：☑是 □否 □另议"),
];

export const otherSignatures: readonly Case[] = [
  ...["公章", "合同专用章（1）", "（2）"].map((below) =>
    one(
      `a seal with ${below} below the name bears the name`,
      "/signatures/1/sealName",
      `河北云衡知识产权代理有限公司${below}`,
    ),
  ),
  ...["企业公章", "公司公章", "合同专用章1号", "合同章", "合同专用章（第二枚）"].map((seal) =>
    one(`${seal} is a seal for contracts`, "/signatures/1/sealType", seal),
  ),
  one(
    "an empty place of signature is unsigned and nothing more",
    "/signatures/1",
    { seat: "乙方" },
    "SIG-01.M",
  ),
  [
    "a mandate to file patents is no authority to sign",
    [
      at("/signatures/1/signer", "顾南乔"),
      at("/signatures/1/signerRole", "委托代理人"),
      at("/attachments/1", { no: 2, name: "专利代理委托书", present: true }),
    ],
    ["SIG-04.M"],
  ],
  one("a custody plan by its shorter name is the plan", "/attachments/0/name", "知识产权托管方案"),
  one("an attachment without a name is the missing plan, once", "/attachments/0/name", "____", "ATT-03.M"),
  one("a technology-based small enterprise is small", "/filing/smeClass", "科技型小型企业"),
];
