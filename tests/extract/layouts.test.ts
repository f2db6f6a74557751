import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckReport } from "../../schemas/check-report.ts";
import { checked } from "./documents.ts";
import { AGENCY, CODE, ENTERPRISE, OTHER_CODE, PARTIES, read, TITLE, valuesOf } from "./two-parties.ts";
import type { Paragraphs } from "./word-file.ts";

const TERM = ["三、期限", "自2024年7月1日至2025年6月30日。"];
const FEE = [
  "四、费用",
  "甲方向乙方支付服务费30000元（大写：人民币叁万元整），含税，合同签订后10日内一次付清。",
];
const BOTH = [ENTERPRISE, CODE, AGENCY, OTHER_CODE];

/** A contract of the fixtures, read as the kind it is. */
const fixture = (path: string, variant: string): Promise<CheckReport> =>
  checked(new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url))), { variant });

const NAMES = ["/parties/0/name", "/parties/0/uscc", "/parties/1/name", "/parties/1/uscc"];

describe("the parties, wherever they stand", () => {
  const named = async (head: Paragraphs): Promise<readonly unknown[]> =>
    valuesOf(await read([...TITLE, ...head, ...SCOPE_TABLE, ...TERM, ...FEE]), NAMES);

  it("are read from a table with a row for each, two labels over one column", async () => {
    expect(
      await named([
        [
          ["当事人", "名称", "统一社会信用代码", "联系人及电话"],
          ["甲方", ENTERPRISE, CODE, "林雨桐 13800000001"],
          ["乙方", AGENCY, OTHER_CODE, "顾南乔 0311-80000002"],
        ],
      ]),
    ).toEqual(BOTH);
  });

  it("are read from columns under seats, a role beside the seat being no name", async () => {
    expect(
      await named([
        [
          ["", "甲方：托管企业", "乙方：托管机构"],
          ["名称", ENTERPRISE, AGENCY],
          ["统一社会信用代码", CODE, OTHER_CODE],
        ],
      ]),
    ).toEqual(BOTH);
  });

  it("are read from a sentence that gives a word for each beside its seat, and the clauses by that word", async () => {
    const told = (name: string, word: string, seat: string, code: string): string =>
      `${name}（下文称“${word}”或${seat}），统一社会信用代码${code}，住所在河北省石家庄市裕华区建华大街9号。`;
    const report = await read([
      ...TITLE,
      `委托人：${told(ENTERPRISE, "槐岭公司", "甲方", CODE)}`,
      `受托人：${told(AGENCY, "衡鉴公司", "乙方", OTHER_CODE)}`,
      ...SCOPE_TABLE,
      ...TERM,
      "四、费用",
      "槐岭公司向衡鉴公司支付服务费30000元，含税。槐岭公司应于2024年7月10日前付清，衡鉴公司收款后开具发票。",
      "五、义务",
      "槐岭公司应当提供资料。衡鉴公司应当按期提交成果，衡鉴公司保证文件真实。",
    ]);
    expect(valuesOf(report, [...NAMES, "/fee/payer"])).toEqual([...BOTH, "甲方"]);
  });

  it("are read below seats that stand alone, the words above the clauses calling them so", async () => {
    expect(
      await named([
        "托管企业（以下叫甲方）",
        ENTERPRISE,
        `统一社会信用代码：${CODE}`,
        "服务机构（以下叫乙方）",
        AGENCY,
        `统一社会信用代码：${OTHER_CODE}`,
      ]),
    ).toEqual(BOTH);
  });

  it("are read from the table that lists them where the general part only points to it", async () => {
    const report = await read([
      "知识产权托管合同",
      "G1适用。委托人（以下称“甲方”）和受托机构（以下称“乙方”）的名称、代码、地址见专用条款S1、S2。",
      "G2定义。部分托管指甲方仅将专用条款所列事务交由乙方办理。",
      [
        ["S1甲方", "名称", ENTERPRISE],
        ["", "统一社会信用代码", CODE],
        ["", "住所", "河北省石家庄市裕华区建华大街9号"],
        ["S2乙方", "名称", AGENCY],
        ["", "统一社会信用代码", OTHER_CODE],
        ["", "住所", "河北省石家庄市长安区中山东路11号"],
      ],
    ]);
    expect(valuesOf(report, [...NAMES, "/parties/1/address"])).toEqual([
      ...BOTH,
      "河北省石家庄市长安区中山东路11号",
    ]);
  });

  it("take nothing from a list of patents that says whose each is", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      ...SCOPE_TABLE,
      "现有专利清单：",
      [
        ["名称", "权利人", "申请日", "专利号"],
        ["一种刷柄", "甲方", "2021年3月18日", "ZL202120551820.5"],
      ],
      ...TERM,
      ...FEE,
    ]);
    expect(valuesOf(report, NAMES)).toEqual(BOTH);
    expect(valuesOf(report, ["/scope/2/name"])).toEqual([undefined]);
  });
});

const SCOPE_TABLE: Paragraphs = [
  "二、服务事项",
  [
    ["序号", "服务事项", "数量", "完成时间", "成果"],
    ["1", "托管服务工作方案", "1份", "2024年8月31日", "方案文本"],
    ["2", "知识产权培训", "2次", "2025年3月31日", "签到表"],
  ],
];

describe("the services, whatever the table is headed by", () => {
  const counted = ["0/name", "0/qty", "0/unit", "0/due", "1/name", "1/qty"].map((field) => `/scope/${field}`);
  const scope = async (table: Paragraphs): Promise<readonly unknown[]> =>
    valuesOf(await read([...TITLE, ...PARTIES, "二、服务事项", ...table, ...TERM, ...FEE]), counted);
  const both = ["托管服务工作方案", "1", "份", "2024-08-31", "知识产权培训", "2"];

  it("are read from columns in another order under other words", async () => {
    expect(
      await scope([
        [
          ["号", "截止", "工作", "量", "交什么、要求"],
          ["1", "2024年8月31日", "托管服务工作方案", "1份", "方案文本"],
          ["2", "2025年3月31日", "知识产权培训", "2次", "签到表"],
        ],
      ]),
    ).toEqual(both);
  });

  it("are read by what the columns hold where nobody knows their headers", async () => {
    expect(
      await scope([
        [
          ["号次", "办什么", "办多少", "办到何时", "凭什么"],
          ["1", "托管服务工作方案", "1份", "2024年8月31日前", "方案文本"],
          ["2", "知识产权培训", "2次", "2025年3月31日前", "签到表"],
        ],
      ]),
    ).toEqual(both);
  });

  it.each([
    ["发明4件", "4", "件"],
    ["18次（每户6次）", "18", "次"],
    ["2班", "2", "班"],
    ["若干", "若干", ""],
    ["约10次", "约10次", "次"],
  ])("count what is counted, and no more: %s", async (said, qty, unit) => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      "二、服务事项",
      [
        ["序号", "服务事项", "数量", "完成时间", "成果"],
        ["1", "专利申请", said, "2024年12月31日", "受理通知书"],
      ],
      ...TERM,
      ...FEE,
    ]);
    expect(valuesOf(report, ["/scope/0/qty", "/scope/0/unit"])).toEqual([qty, unit]);
  });

  it("are due on days listed one after another", async () => {
    const due = async (days: string): Promise<readonly string[]> => {
      const report = await read([
        ...TITLE,
        ...PARTIES,
        "二、服务事项",
        [
          ["序号", "服务事项", "数量", "完成时间", "成果"],
          ["1", "知识产权培训", "2次", days, "签到表"],
        ],
        ...TERM,
        ...FEE,
      ]);
      return report.findings.flatMap(({ id }) => (id.startsWith("SUB-05") ? [id] : []));
    };
    expect(await due("2024-09-30、2025-03-31")).toEqual([]);
    expect(await due("尽快完成")).toEqual(["SUB-05.U"]);
  });
});

describe("a line that refers to articles", () => {
  it("begins none of its own", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      "第一条 期限",
      "自2024年7月1日至2025年6月30日。",
      "第二条 其他",
      "第一条、第三条为重要条款，以黑体提示各方注意。",
      "第三条 费用",
      "甲方向乙方支付服务费30000元，含税，合同签订后10日内一次付清。",
    ]);
    expect(valuesOf(report, ["/term/end", "/fee/payer"])).toEqual(["2025-06-30", "甲方"]);
  });
});

describe("who pays", () => {
  it.each([
    ["付费方：☑甲方 □乙方 □其他。", "甲方"],
    ["甲方支付乙方服务费30000元，含税。检索数据库费由乙方承担。", "甲方"],
  ])("is who is ticked, and not who bears costs of his own: %s", async (said, payer) => {
    const report = await read([...TITLE, ...PARTIES, ...SCOPE_TABLE, ...TERM, "四、费用", said]);
    expect(valuesOf(report, ["/fee/payer"])).toEqual([payer]);
  });
});

describe("an account", () => {
  it("is read by its kinds, the bank behind a label of one word", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      ...SCOPE_TABLE,
      ...TERM,
      ...FEE,
      `收款人：${AGENCY}；银行：示例城市银行裕华支行；账号：31050174360000098821。`,
    ]);
    expect(valuesOf(report, ["/fee/account/name", "/fee/account/bank", "/fee/account/no"])).toEqual([
      AGENCY,
      "示例城市银行裕华支行",
      "31050174360000098821",
    ]);
  });
});

describe("the licence of an agency that files patents", () => {
  const licence = async (more: Paragraphs): Promise<readonly string[]> => {
    const filing = [
      ["序号", "服务事项", "数量", "完成时间", "成果"],
      ["1", "专利申请代理", "2件", "2024年12月31日", "受理通知书2份"],
    ];
    const report = await read([...TITLE, ...PARTIES, ...more, "二、服务事项", filing, ...TERM, ...FEE]);
    return report.findings.flatMap(({ id }) => (id === "SUB-10.M" ? [id] : []));
  };

  it("is missing where no number can be it, five digits inside a code being none", async () => {
    expect(await licence(["托管单位：某某管理委员会", "统一社会信用代码：11411628MB0C55213D"])).toEqual([
      "SUB-10.M",
    ]);
    expect(await licence(["机构编号 41127"])).toEqual([]);
  });
});

describe("a list of attachments on one line", () => {
  it("has the work plan in it, also where no entry could be read", async () => {
    const list = "N1托管服务工作方案\tN2双方营业执照\tN3双方信用查询结果";
    const report = await read([
      ...TITLE,
      ...PARTIES,
      "一、服务事项",
      "见下表。",
      ...SCOPE_TABLE.slice(1),
      "二、期限",
      "自2024年7月1日至2025年6月30日。",
      "三、附件",
      list,
    ]);
    expect(report.findings.flatMap(({ id }) => (id === "ATT-03.M" ? [id] : []))).toEqual([]);
  });
});

describe("layouts of other writers", () => {
  const SOUND = [
    "/parties/0/name",
    "/parties/1/name",
    "/scope/0/qty",
    "/term/start",
    "/term/end",
    "/fee/amount",
  ];

  it.each([
    ["a table of contents before the contract", "unseen/01-coverpage-hebei.docx", "HB-2P"],
    ["two languages in one framed table", "unseen/11-bilingual-hebei.docx", "HB-2P"],
    ["the whole contract in one table", "unseen/58-wholetable-hebei.docx", "HB-2P"],
    ["labels centred beside cells of many lines", "unseen/31-techfirm-hebei.pdf", "HB-2P"],
    ["headings that name the seat", "unseen/60-kvhtml-hebei.pdf", "HB-2P"],
    ["two columns across a page break", "unseen/57-twocolumns-hebei.pdf", "HB-2P"],
    ["a form in sections, its rows the clauses", "unseen/87-mergedform-hebei.pdf", "HB-2P"],
    ["one service a page's width, item downwards", "unseen/88-keyvalue-xuhui.pdf", "XH-ITEM"],
    ["two languages in every cell", "unseen/92-bilingual-hebei.docx", "HB-2P"],
    ["articles counted by the ten stems", "unseen/91-stems-hebei.docx", "HB-2P"],
  ])("give their parties, first count, term and sum: %s", async (_, path, variant) => {
    const values = valuesOf(await fixture(path, variant), SOUND);
    expect(values.map((value) => value !== undefined && value !== "")).toEqual(SOUND.map(() => true));
    expect(values.slice(3, 5).every((day) => /^\d{4}-\d{2}-\d{2}$/.test(String(day)))).toBe(true);
  });
});
