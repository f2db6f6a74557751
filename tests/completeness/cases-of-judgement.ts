import { at, type Case } from "./case.ts";

/**
 * Spellings of one place and what each of them is found to be, judged by the text of the law and not by the code. The pointer
 * is changed in the sample named; an empty list finds nothing.
 */
type Spellings = readonly (readonly [value: unknown, ...expected: readonly string[]])[];

const of = (what: string, pointer: string, spellings: Spellings, base = "V1"): readonly Case[] =>
  spellings.map(([value, ...expected]) => [
    `${what} ${typeof value === "string" ? `“${value}”` : JSON.stringify(value)}${expected.length === 0 ? " is fine" : ""}`,
    [at(pointer, value)],
    expected,
    base,
  ]);

const fine = (...values: readonly unknown[]): Spellings => values.map((value) => [value]);
const found = (id: string, ...values: readonly unknown[]): Spellings => values.map((value) => [value, id]);

export const quantityJudgements: readonly Case[] = [
  ...of("a quantity", "/scope/1/qty", [
    ...fine(
      "三",
      "两",
      "十二",
      "二十四",
      "一百二十",
      "一百零五",
      "一万",
      "壹",
      "叁（3）",
      "半",
      "1.5",
      "1,000",
    ),
    ...fine("不少于2", "至少三", "≥2", "每月1", "每季度1次", "2次/年", "3次以上", "一式两"),
    ...found("SUB-04.U", "数", "几", "多", "两三", "三四次", "数十", "2～3", "二至三", "10余", "12,34", "-1"),
    ...found(
      "SUB-04.U",
      "不限",
      "不超过5",
      "5以下",
      "全年",
      "适量",
      "00",
      "0.0",
      "一百五",
      "叁（2）",
      "1次或2次",
    ),
  ]),
  ["a unit beside the number is a unit", [at("/scope/1/qty", "三件"), at("/scope/1/unit", "")], []],
  [
    "two units that differ leave the quantity unclear",
    [at("/scope/1/qty", "1件"), at("/scope/1/unit", "份")],
    ["SUB-04.U"],
  ],
];

export const serviceJudgements: readonly Case[] = [
  ...of("a service", "/scope/1/name", [
    ...fine("高等级专利培育", "专利、商标等知识产权管理培训", "知识产权服务平台运行"),
    ...found("SUB-02.U", "等", "培训等服务", "其他事项", "培训及甲方委托的其他工作", "双方另行约定的服务"),
    ...found("SUB-02.U", "包括但不限于培训", "相关服务", "按甲方要求提供的服务"),
  ]),
  ...of("a due date", "/scope/1/due", [
    ...fine(
      "2023-03-31",
      "合同签订后30日内",
      "每季度末",
      "托管期内",
      "接到甲方通知后5个工作日内",
      "2022年第三季度",
    ),
    ...found(
      "SUB-05.U",
      "2023-04-01",
      "2022-03-31",
      "尽快",
      "及时",
      "长期",
      "随时",
      "按甲方要求",
      "2022-02-30",
    ),
    ...found("SUB-05.U", "2023年12月底前", "待定", "视情况"),
  ]),
  ...of("a deliverable", "/scope/1/deliverable", [
    ...fine("书面报告", "报告一份，符合《专利审查指南》要求"),
    ...found("SUB-06.U", "合格", "符合要求", "满足甲方要求", "按合同约定", "相关材料", "高质量完成", "待定"),
  ]),
  ...of("a mode", "/mode", [
    ...fine("完全式", "部分托管", "□完全式 ☑部分式"),
    ["□完全式 □部分式", "SUB-01.M"],
    ...found("SUB-01.U", "顾问式", "☑完全式 ☑部分式", "单项式"),
  ]),
];

export const ownershipJudgements: readonly Case[] = [
  ...of("ownership", "/ipOwnership", [
    ...fine(
      "成果归甲方所有，乙方不得以自己名义申请专利",
      "成果归甲方所有，乙方以甲方名义申请专利",
      "成果归甲方所有，由乙方代理甲方申请专利",
      "成果归甲方所有，未经甲方同意乙方不得自行申请专利",
      "专利申请权归甲方，乙方负责办理专利申请手续",
      "成果归甲方所有，乙方申请专利时应当以甲方为申请人",
      "成果归甲乙双方共有",
      "专利权归甲方，著作权归乙方",
    ),
    ...found(
      "IPR-02.U",
      "成果归甲方所有，乙方可以以自己的名义申请专利",
      "成果归甲方所有；经甲方口头同意，服务商可以自己的名义就服务中产生的技术方案申请专利",
      "成果归甲方所有，乙方有权就成果自行申请专利",
      "成果归甲方所有，专利由乙方作为申请人",
      "成果归甲方所有，乙方为共同申请人",
      "成果归甲方所有，甲乙双方作为共同申请人",
      "成果归甲方所有，申请专利的权利转让给乙方",
      "成果归甲方所有，乙方可将成果登记在自己名下",
      "成果归甲方所有，甲方放弃申请的，乙方可以自己的名义申请",
      "申请专利的权利归乙方",
    ),
    ...found(
      "IPR-01.U",
      "成果归甲方所有，又归乙方所有",
      "成果归甲方，但乙方享有成果所有权",
      "双方协商确定",
      "归属另行约定",
    ),
  ]),
  ...of("liability", "/breach", [
    ...fine(
      "违约的按服务费10%支付违约金，故意或者重大过失造成财产损失的不免除责任",
      "每逾期一日按1%支付违约金",
    ),
    ...fine(
      "任何一方违约的，应支付合同总额30%的违约金",
      "违约金为服务费的三成",
      "一方违约的，赔偿对方因此受到的损失",
    ),
    ...found("LIA-01.U", "违约的另行协商", "友好协商解决", "一方违约的，由双方协商处理"),
    ...found("LIA-02.U", "任何一方违约的，应支付合同总额百分之五十的违约金", "违约金为服务费的31%"),
    ...found("LIA-02.U", "违约方支付合同总价款两倍的违约金", "违约金为服务费的四成"),
    ...found(
      "LIA-03.U",
      "违约的按服务费10%支付违约金，乙方对造成甲方人身损害不承担责任",
      "违约的按服务费10%支付违约金，因乙方重大过失造成甲方财产损失的，乙方免责",
      "违约的按服务费10%支付违约金，无论何种原因乙方均不承担任何责任",
    ),
  ]),
  ...of("the clause on effect", "/effect/clause", [
    ...fine("自备案之日起生效", "上级批准后生效", "自双方法定代表人签字并加盖公章之日起生效"),
    ...found("DOC-07.U", "条件成熟时生效", "资金到位后生效", "另行通知生效"),
  ]),
];

const letter = (more: Readonly<Record<string, unknown>>): Case[1] => [
  at("/signatures/0/signer", "林雨桐"),
  at("/signatures/0/signerRole", "代理人"),
  at("/signatures/0/authority", {
    agent: "林雨桐",
    matter: "签订知识产权托管服务合同",
    scope: "代表本公司签署",
    from: "2022-01-01",
    until: "2022-12-31",
    principalSealed: true,
    ...more,
  }),
];

export const authorityJudgements: readonly Case[] = [
  ["a letter that covers matter, person and day is fine", letter({}), []],
  ["its last day counts (民法典 1259)", letter({ until: "2022-03-15" }), []],
  ["a space in a name is no other name", letter({ agent: "林 雨桐" }), []],
  ["matters of custody cover its contract", letter({ matter: "知识产权托管事宜", scope: "一般授权" }), []],
  ["a letter that ended the day before", letter({ until: "2022-03-14" }), ["SIG-04.U"]],
  ["a letter that begins the day after", letter({ from: "2022-03-16" }), ["SIG-04.U"]],
  ["a letter for somebody else", letter({ agent: "邵临风" }), ["SIG-04.U"]],
  ["a letter whose agent was left blank", letter({ agent: "" }), ["SIG-04.U"]],
  ["a letter to buy equipment", letter({ matter: "采购合同签订", scope: "签订采购合同" }), ["SIG-04.U"]],
  ["a letter to rent a house", letter({ matter: "房屋租赁合同", scope: "签订租赁合同" }), ["SIG-04.U"]],
  ["a letter to negotiate only", letter({ scope: "仅限洽谈，不得签署合同" }), ["SIG-04.U"]],
  ["a letter without a seal", letter({ principalSealed: false }), ["SIG-04.U"]],
  ["a letter without a term", letter({ from: "", until: "" }), ["SIG-04.U"]],
];

const names = (first: string, second: string): Case[1] => [
  at("/parties/0/abbreviation", first),
  at("/parties/1/abbreviation", second),
];

const electronic = (clause: string): Case[1] => [
  at("/signatures/0/electronic", true),
  at("/signatures/0/certificate", {
    subject: "CN=周启明",
    serial: "1",
    issuer: "CN=example",
    notBefore: "2022-01-01T00:00:00Z",
    notAfter: "2023-01-01T00:00:00Z",
  }),
  at("/effect/clause", clause),
];

export const agreementJudgements: readonly Case[] = [
  ["two short names of one spelling but for a space", names("恒 砺", "恒砺"), ["PTY-14.U"]],
  ["two different short names are fine", names("恒砺", "云衡"), []],
  ["the seats as short names are fine", names("甲方", "乙方"), []],
  ["the other seat as a short name", names("乙方", "云衡"), ["PTY-14.U"]],
  ["the enterprise called the agency and the other way round", names("托管机构", "托管企业"), ["PTY-14.U"]],
  ["the enterprise called the agent", names("受托方", "云衡"), ["PTY-14.U"]],
  ["principal and agent by name are fine", names("委托方", "受托方"), []],
  [
    "a clause that agrees to electronic signatures is fine",
    electronic("双方同意使用电子签名，签署之日生效"),
    [],
  ],
  ["a clause on data messages is fine", electronic("本合同以数据电文形式订立，签署之日生效"), []],
  [
    "a clause that refuses electronic signatures",
    electronic("双方不采用电子签名，盖章之日生效"),
    ["DOC-08.M"],
  ],
  ["a clause that says they are void", electronic("盖章之日生效，电子签名无效"), ["DOC-08.M"]],
];

export const partyJudgements: readonly Case[] = [
  ...of("the agency's telephone", "/parties/1/contact/phone", [
    ...fine(
      "031180000002",
      "0311-80000002-801",
      "0311-80000002转801",
      "400-800-1234",
      "8008101234",
      "19900000000",
    ),
    ...fine("+86 138 0000 0002", "0086-13800000002", "（0311）80000002", "0311－80000002", "138-0000-0002"),
    ...found(
      "PTY-09.U",
      "12345",
      "80000002",
      "95588",
      "12580000000",
      "1380000000",
      "+1 5550100",
      "0311-800000022",
    ),
  ]),
  ...of("the payer", "/fee/payer", [
    ...fine("石家庄恒砺传感科技有限公司", "托管企业", "托管对象", "委托方", "甲", "甲方和乙方各半"),
    ...found("FEE-01.U", "待定", "第三方", "丙方", "企业", "政府", "河北省知识产权局"),
  ]),
  ...of(
    "an enterprise of the project of size",
    "/project/enterprises/0/smeClass",
    [
      ...fine("小型", "微型", "中型企业", "小微", "中小企业", "科技型中小企业", "科技型小型企业"),
      ...found("PRJ-03.U", "大型", "大型企业", "规模以上", "非中小企业"),
    ],
    "HB-SUB",
  ),
  ...of("an enterprise of the project named", "/project/enterprises/0/name", [["", "PRJ-03.M"]], "HB-SUB"),
  ...of(
    "the project's number",
    "/project/no",
    [...fine("HBTG2021-009", "冀知补008"), ...found("PRJ-01.U", "HBTG2022-008")],
    "HB-SUB",
  ),
  ...of(
    "a payment of the bureau",
    "/fee/schedule/0/due",
    [
      ...fine("合同生效后60日内", "收到发票后三十日内"),
      ...found(
        "FEE-10.U",
        "验收后90日内",
        "合同生效后六十一日内",
        "合同生效后三个月内",
        "收到上级拨款后10日内",
      ),
    ],
    "HB-SUB",
  ),
];
