import { describe, expect, it } from "vitest";
import { checked, idsOf } from "./documents.ts";
import { AGENCY, CODE, ENTERPRISE, OTHER_CODE, PARTIES, read, TITLE, valuesOf } from "./two-parties.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

describe("a letter that says 贵司", () => {
  const LETTER = [
    "知识产权托管合同（委托函）",
    `${AGENCY}（下称贵司、乙方）：`,
    `我公司${ENTERPRISE}（下称甲方，统一社会信用代码${CODE}，住所河北省石家庄市长安区槐安路1号，法定代表人裴志勇）现将知识产权事务委托贵司部分托管。贵司的统一社会信用代码是${OTHER_CODE}，住所河北省石家庄市裕华区建华街2号，法定代表人郎卫平。`,
    "服务费由甲方支付，汇至贵司账户。官费由甲方出，贵司往来的路费由贵司自己负担。",
    "贵司对甲方的配方要保密，直到合同终止后三年。",
  ];

  it("tells of both parties, the one addressed later in the paragraph", async () => {
    expect(
      valuesOf(await read(LETTER), [
        "/parties/0/name",
        "/parties/0/uscc",
        "/parties/0/legalRep",
        "/parties/1/name",
        "/parties/1/uscc",
        "/parties/1/legalRep",
        "/parties/2/name",
      ]),
    ).toEqual([ENTERPRISE, CODE, "裴志勇", AGENCY, OTHER_CODE, "郎卫平", undefined]);
  });

  it("is read with the seat in the place of the word", async () => {
    expect(valuesOf(await read(LETTER), ["/fee/costs"])).toEqual([
      "官费由甲方出，乙方往来的路费由乙方自己负担",
    ]);
  });
});

describe("the numbering of articles", () => {
  const ARTICLES = [
    ["部分托管的服务项目", ""],
    ["托管期限", "自2025年1月1日至2025年12月31日。"],
    ["地点和方式", "在甲方住所地履行。"],
    ["甲方的权利和义务", "提供真实资料。"],
    ["乙方的权利和义务", "按期完成服务。"],
    ["保密", "乙方对甲方的技术资料保密三年。"],
    ["争议", "协商不成的，向甲方住所地人民法院起诉。"],
  ] as const;
  const WANTED = ["/term/start", "/duties/甲方", "/duties/乙方"];
  const SAID = ["2025-01-01", "提供真实资料", "按期完成服务"];

  it("is that in brackets, where 1. 2. 3. only count what one article lists", async () => {
    const numbers = ["一", "二", "三", "四", "五", "六", "七"];
    const items = [
      "1．专利申请：4件，2025年9月30日前完成。",
      "2．战略规划：1份，2025年11月30日前完成。",
      "3．维权：1项，2025年8月31日前完成。",
    ];
    const lines = ARTICLES.flatMap(([heading, text], at) => [
      `（${numbers[at] ?? ""}）${heading}　${text}`,
      ...(at === 0 ? items : []),
    ]);
    expect(valuesOf(await read([...TITLE, ...PARTIES, ...lines]), WANTED)).toEqual(SAID);
  });

  it("is that of the capital numerals, with nothing between number and heading", async () => {
    const numbers = ["壹", "贰", "叁", "肆", "伍", "陆", "柒"];
    const lines = ARTICLES.flatMap(([heading, text], at) => [
      `${numbers[at] ?? ""}${heading}`,
      ...(text === "" ? [] : [text]),
    ]);
    expect(valuesOf(await read([...TITLE, ...PARTIES, ...lines]), WANTED)).toEqual(SAID);
  });

  it("stays 1. 2. 3. where brackets begin anew under each", async () => {
    const lines = ARTICLES.flatMap(([heading, text], at) => [
      `${at + 1}. ${heading}`,
      ...(text === "" ? [] : [`（一）${text}`]),
    ]);
    expect(valuesOf(await read([...TITLE, ...PARTIES, ...lines]), ["/term/start"])).toEqual(["2025-01-01"]);
  });
});

describe("what clauses say in other words", () => {
  it("is the term, where the service runs 自……起至……止", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      "一、服务事项",
      "服务自2025年3月1日起至2025年12月31日止，共计十二个月。",
      "二、费用",
      "甲方向乙方支付服务费30000元（大写：人民币叁万元整）。",
      "三、争议",
      "协商不成的，向甲方住所地人民法院起诉。",
    ]);
    expect(valuesOf(report, ["/term/start", "/term/end"])).toEqual(["2025-03-01", "2025-12-31"]);
    expect(idsOf(report)).toContain("TRM-01.U");
  });

  it("is the account's number on the line below its label in a cell", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      [
        ["服务费", `甲方支付30000元（人民币叁万元整）。户名：${AGENCY}；账号：\n50740001040027713。`],
        ["期限", "自2025年1月1日至2025年12月31日"],
      ],
    ]);
    expect(valuesOf(report, ["/fee/account/no"])).toEqual(["50740001040027713"]);
  });

  it("is who bears 官方收取的费用", async () => {
    const report = await read([
      ...TITLE,
      ...PARTIES,
      "一、费用",
      "官方收取的费用由甲方承担。",
      "二、期限",
      "自2025年1月1日至2025年12月31日。",
      "三、争议",
      "协商不成的，向甲方住所地人民法院起诉。",
    ]);
    expect(valuesOf(report, ["/fee/costs"])).toEqual(["官方收取的费用由甲方承担"]);
  });

  it("is a duty that is only to assist, beside what the same article calls rights", async () => {
    const owing = (duty: string): Paragraphs => [
      ...TITLE,
      ...PARTIES,
      "一、甲方的权利和义务",
      `权利：了解进度，审查文件。义务：${duty}。`,
      "二、乙方的权利和义务",
      "权利：收取服务费。义务：按期提交成果。",
      "三、期限",
      "自2025年1月1日至2025年12月31日。",
    ];
    expect(idsOf(await read(owing("协助乙方开展工作")))).toContain("DUT-01.U");
    expect(idsOf(await read(owing("协助乙方开展工作，提供真实资料")))).not.toContain("DUT-01.U");
  });

  it("is one and the same person in charge for both, whom each side's own article appoints", async () => {
    const appointing = (other: string): Paragraphs => [
      ...TITLE,
      ...PARTIES,
      "一、甲方的权利和义务",
      "指派温亦然为托管专员。",
      "二、乙方的权利和义务",
      `指派${other}为项目负责人。`,
      "三、期限",
      "自2025年1月1日至2025年12月31日。",
    ];
    expect(idsOf(await read(appointing("温亦然")))).toContain("PER-03.U");
    expect(idsOf(await read(appointing("柏舟")))).not.toContain("PER-03.U");
  });
});

describe("the year of a subsidy project", () => {
  it.each([
    ["2021年度", "2021"],
    ["仍为2021年度（结转实施）", "2021"],
    ["2021—2022年度", "2021—2022"],
  ])("told as %s is %s", async (told, year) => {
    const parts = [
      ...TITLE,
      ...PARTIES,
      "第一条 项目",
      `项目年度：${told}`,
      "第二条 费用",
      "服务费由甲方支付。",
    ];
    expect(valuesOf(await checked(wordOf(parts), { variant: "HB-SUB" }), ["/project/year"])).toEqual([year]);
  });
});
