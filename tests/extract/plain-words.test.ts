import { describe, expect, it } from "vitest";
import type { CheckReport } from "../../schemas/check-report.ts";
import { checked, idsOf } from "./documents.ts";
import { valuesOf } from "./two-parties.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

const HEAD = [
  "企业知识产权委托管理协议",
  "委托人（以下称甲方）：保定禾川农机制造有限公司",
  "统一社会信用代码：91130609MA0ABC12X2",
  "地址：河北省保定市徐水区巨力路218号",
  "法定代表人：邢国柱",
];
const OTHER = [
  "受托人（以下称乙方）：河北智舟专利代理事务所（普通合伙）",
  "统一社会信用代码：91130602MA0DEF34Y7",
  "地址：保定市竞秀区复兴中路3108号",
  "执行事务合伙人：万立群",
];
const SERVICES = [
  "1. 盯住甲方现有 12 件专利、5 件注册商标的年费和续展期限，全年出具期限提醒单 4 份；",
  "2. 为播种机新机型做专利检索，提交检索报告 2 份，2026年6月30日前交付；",
  "3. 为甲方员工讲课，每次不少于 2 小时；",
  "4. 撰写并递交发明专利申请 3 件，2027年3月31日前取得受理通知书。",
];
const FEE = "全年服务费人民币 48,000 元（大写：人民币肆万捌仟元整），合同签订后十日内一次付清。";

type Parts = {
  readonly contacts?: readonly [string, string];
  readonly title?: string;
  readonly fee?: readonly [string, string];
  readonly more?: Paragraphs;
};

const contract = ({ contacts, title, fee, more = [] }: Parts): Paragraphs => [
  ...HEAD,
  contacts?.[0] ?? "联系人：安晓蕾，电话 0312-8660231",
  ...OTHER,
  contacts?.[1] ?? "联系人：葛宁，电话 13930288071",
  "双方依照《中华人民共和国民法典》约定如下。",
  "一、托管方式",
  "甲方采用部分托管，只把下列事务交给乙方。",
  `二、${title ?? "托管服务事项"}`,
  ...SERVICES,
  "三、期限",
  "自2026年1月1日起至2026年12月31日止。",
  `四、${fee?.[0] ?? "服务费用"}`,
  fee?.[1] ?? FEE,
  "五、保密",
  "双方对从对方得到的技术资料、经营信息保密，合同结束以后保密义务继续三年。",
  ...more,
];

const read = (parts: Parts): Promise<CheckReport> => checked(wordOf(contract(parts)), { variant: "HB-2P" });

describe("a sum with a space before 元", () => {
  it.each([
    ["全年服务费人民币48,000 元（大写：人民币肆万玖仟元整）。"],
    ["全年服务费 48000 元 （大写：人民币肆万玖仟元整）。"],
    ["服务费总额 48,000.00 元（大写：人民币肆万玖仟元整）。"],
  ])("is read in figures and compared with its words: %s", async (sentence) => {
    const report = await read({ fee: ["服务费用", sentence] });
    expect(valuesOf(report, ["/fee/amount", "/fee/amountCn"])).toEqual(["48000.00", "人民币肆万玖仟元整"]);
    expect(idsOf(report)).toContain("FEE-03.U");
  });

  it("has its words in capitals although one of them is 千 for 仟", async () => {
    const report = await read({ fee: ["服务费用", FEE.replace("人民币肆万捌仟", "肆万捌千")] });
    expect(idsOf(report)).not.toContain("FEE-03.M");
    expect(report.document?.unread.map(({ rule }) => rule)).toContain("FEE-03");
  });

  it("agrees with words that say the same", async () => {
    expect(idsOf(await read({}))).not.toContain("FEE-03.U");
  });
});

describe("services in words of every day", () => {
  const names = [0, 1, 2, 3, 4].map((at) => `/scope/${at}/name`);
  const all = [
    "盯住甲方现有12件专利、5件注册商标的年费和续展期限",
    "为播种机新机型做专利检索",
    "员工讲课",
    "撰写并递交发明专利申请",
    undefined,
  ];

  it.each([["乙方要做的事"], ["服务内容"], ["托管服务事项"]])(
    "are all read, in their order, under the heading %s",
    async (title) => {
      expect(valuesOf(await read({ title }), names)).toEqual(all);
    },
  );

  it("are counted by what is done, not by what there is or how long it lasts", async () => {
    expect(valuesOf(await read({}), ["/scope/0/qty", "/scope/0/unit", "/scope/2/qty"])).toEqual([
      "4",
      "份",
      undefined,
    ]);
  });

  it("are no list of payments under a heading of their own", async () => {
    const report = await read({
      more: ["六、双方的责任", "1. 乙方提供培训记录2份；", "2. 乙方提交分析报告3份；", "3. 甲方配合。"],
    });
    expect(valuesOf(report, names)).toEqual(all);
  });
});

describe("a person in charge and the telephone behind the name", () => {
  const phones = ["/parties/0/contact/name", "/parties/0/contact/phone"];

  it.each([
    ["项目对接人：安晓蕾（行政部），电话 0312-8660231"],
    ["联系人：安晓蕾（知识产权部） 电话：0312-8660231"],
    ["联系人：安晓蕾，0312-8660231"],
  ])("are told apart: %s", async (line) => {
    const report = await read({ contacts: [line, "联系人：葛宁，电话 13930288071"] });
    expect(valuesOf(report, phones)).toEqual(["安晓蕾", "0312-8660231"]);
    expect(idsOf(report)).not.toContain("PTY-09.U");
    expect(report.document?.unread.map(({ rule }) => rule)).not.toContain("PTY-09");
  });

  it("are found wrong where a letter stands among the digits", async () => {
    const report = await read({
      contacts: ["联系人：安晓蕾，电话 0312-8660231", "项目负责人：葛宁，手机 13930288x71"],
    });
    expect(report.findings.filter(({ id }) => id.startsWith("PTY-09"))).toMatchObject([
      { id: "PTY-09.U", pointer: "/parties/1/contact/phone", value: "13930288x71" },
    ]);
  });
});

describe("acceptance that is only the time of a payment", () => {
  it.each([["服务费用"], ["钱怎么付"], ["费用及支付"]])(
    "is no standard of acceptance, the clause being called %s",
    async (title) => {
      const report = await read({ fee: [title, `${FEE.slice(0, -1)}，期满验收合格后付清余款。`] });
      expect(valuesOf(report, ["/acceptance/standard", "/acceptance/method"])).toEqual([
        undefined,
        undefined,
      ]);
      expect(idsOf(report)).toContain("ACC-01.M");
    },
  );

  it("is one where the sentence says by what", async () => {
    const report = await read({
      fee: ["服务费用", `${FEE}乙方交付成果，经甲方对照清单逐项验收合格后付清余款。`],
    });
    expect(valuesOf(report, ["/acceptance/standard"])).not.toEqual([undefined]);
  });
});

describe("names typed beside the place to sign", () => {
  const [ENTERPRISE, AGENCY] = ["保定禾川农机制造有限公司", "河北智舟专利代理事务所（普通合伙）"];
  const signed = (agent: string, stage: "draft" | "sign" | "file"): Promise<CheckReport> =>
    checked(
      wordOf([
        ...contract({}),
        `甲方（公章）：${ENTERPRISE}    乙方（公章）：${AGENCY}`,
        `${agent}：张某某    执行事务合伙人：万立群`,
        "日期：2026年1月1日    日期：2026年1月1日",
      ]),
      { variant: "HB-2P", stage },
    );
  const asked = ({ document }: CheckReport): readonly string[] =>
    (document?.unread ?? []).flatMap(({ rule, pointer, at }) =>
      rule.startsWith("SIG-") ? [`${rule} ${pointer} ${at?.quote}`] : [],
    );

  it.each([["授权代表"], ["委托代理人"]])(
    "are no signatures: each side is asked for, and the %s for a letter of authority",
    async (agent) => {
      for (const stage of ["sign", "file"] as const) {
        const report = await signed(agent, stage);
        expect(idsOf(report).filter((id) => id.startsWith("SIG-"))).toEqual([]);
        expect(asked(report)).toEqual([
          `SIG-04 /signatures/0/signer ${agent}：张某某`,
          `SIG-01 /signatures/0 ${agent}：张某某`,
          "SIG-01 /signatures/1 执行事务合伙人：万立群",
        ]);
      }
    },
  );

  it("ask for a letter where the head has another representative, and for none where it is the same", async () => {
    expect(
      (await signed("法定代表人", "sign").then(asked)).filter((each) => each.startsWith("SIG-04")),
    ).toEqual(["SIG-04 /signatures/0/signer 法定代表人：张某某"]);
    const report = await checked(
      wordOf([...contract({}), `甲方（公章）：${ENTERPRISE}`, "法定代表人：邢国柱", "日期：2026年1月1日"]),
      { variant: "HB-2P", stage: "sign" },
    );
    expect(asked(report)).toEqual(["SIG-01 /signatures/0 法定代表人：邢国柱"]);
  });

  it("are asked about at no draft", async () => {
    expect(asked(await signed("授权代表", "draft"))).toEqual([]);
  });
});

describe("the place of what is absent", () => {
  it("is nowhere, and not the nearest words of something else", async () => {
    const { findings } = await read({
      contacts: ["项目对接人：安晓蕾，电话 0312-8660231", "联系人：葛宁，电话 13930288071"],
    });
    const lacking = findings.filter(({ pointer }) =>
      ["/clauses", "/scope", "/attachments", "/fee/costs"].includes(pointer),
    );
    expect(lacking.map(({ id }) => id)).toEqual(expect.arrayContaining(["SUB-07.M"]));
    for (const { at } of lacking) expect(at).toEqual({ quote: "（全文没有找到）" });
  });

  it("is the party's own line where a party lacks it", async () => {
    const { findings } = await read({ contacts: ["联系人：安晓蕾", "联系人：葛宁，电话 13930288071"] });
    expect(findings.find(({ id }) => id === "PTY-09.M")?.at?.quote).toContain("禾川");
  });
});

describe("a service without a catalogue code", () => {
  it("is asked for by its name, the contract having no code", async () => {
    const { document } = await read({});
    expect(document?.unread.find(({ rule }) => rule === "SUB-03")?.question).toContain(
      "没有写目录代码，事项“为播种机新机型做专利检索”",
    );
  });
});
