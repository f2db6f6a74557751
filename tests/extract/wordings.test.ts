import { describe, expect, it } from "vitest";
import type { CheckReport } from "../../schemas/check-report.ts";
import { checked, idsOf } from "./documents.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

const [ENTERPRISE, AGENCY] = ["石家庄槐岭软件股份有限公司", "河北衡鉴知识产权服务有限公司"];
const [CODE, OTHER_CODE] = ["91130102MAY2010896", "91130104MA63LNU09L"];
const HEAD = ["知识产权托管服务合同", "合同编号：HBTG-2024-0031"];
const CLAUSES = [
  "一、托管形式",
  "采用部分托管。部分托管指甲方仅将第二条所列事务交由乙方办理。",
  "二、服务事项",
  [
    ["序号", "服务事项", "数量", "完成时间", "成果"],
    ["1", "托管服务工作方案", "1份", "2024年8月31日", "方案文本"],
    ["2", "知识产权培训", "2次", "2025年3月31日", "签到表"],
  ],
  "三、期限",
  "自2024年7月1日至2025年6月30日。",
  "四、费用",
  "甲方向乙方支付服务费30000元（大写：人民币叁万元整），含税，合同签订后10日内一次付清。",
] as const;

const read = (parts: Paragraphs): Promise<CheckReport> => checked(wordOf(parts), { variant: "HB-2P" });

const valueOf = ({ document }: CheckReport, pointer: string): unknown =>
  document?.values.find((value) => value.pointer === pointer)?.value;

describe("parties under other names", () => {
  const named = async (parts: Paragraphs): Promise<readonly unknown[]> => {
    const report = await read(parts);
    return ["0/name", "0/uscc", "1/name", "1/uscc"].map((field) => valueOf(report, `/parties/${field}`));
  };
  const both = [ENTERPRISE, CODE, AGENCY, OTHER_CODE];

  it.each([
    ["委托方（以下称甲方）", "受托方（以下称乙方）"],
    ["委托人（以下简称“甲方”）", "受托人（以下简称“乙方”）"],
    ["托管企业（甲方）", "托管机构（乙方）"],
  ])("are read behind a label that says which seat it is: %s", async (one, other) => {
    const head = [`${one}：${ENTERPRISE}`, `统一社会信用代码：${CODE}`, `${other}：${AGENCY}`];
    expect(await named([...HEAD, ...head, `统一社会信用代码：${OTHER_CODE}`, ...CLAUSES])).toEqual(both);
  });

  it("are read by what they do when only the clauses speak of 甲方 and 乙方", async () => {
    const head = [
      `委托方：${ENTERPRISE}`,
      `信用代码：${CODE}`,
      `受托方：${AGENCY}`,
      `信用代码：${OTHER_CODE}`,
    ];
    expect(await named([...HEAD, ...head, ...CLAUSES])).toEqual(both);
  });

  it("are read by whatever they call themselves, and quoted as it stands there", async () => {
    const head = [
      `本企业：${ENTERPRISE}`,
      `信用代码：${CODE}`,
      `管家公司：${AGENCY}`,
      `信用代码：${OTHER_CODE}`,
    ];
    const clauses = CLAUSES.map((part) =>
      typeof part === "string" ? part.replaceAll("甲方", "本企业").replaceAll("乙方", "管家公司") : part,
    );
    const more = ["五、义务", "本企业应当如实提供资料。", "管家公司应当按期服务。"];
    const report = await read([...HEAD, ...head, ...clauses, ...more]);
    expect(await named([...HEAD, ...head, ...clauses, ...more])).toEqual(both);
    expect(report.document?.values.find(({ pointer }) => pointer === "/duties/甲方")?.at.quote).toContain(
      "本企业",
    );
  });

  it("are read from columns in pairs, each seat over its labels", async () => {
    const rows = [
      ["甲方", ENTERPRISE, "乙方", AGENCY],
      ["代码", CODE, "代码", OTHER_CODE],
      ["法定代表人", "陌上桑", "法定代表人", "司空曙"],
    ];
    expect(await named([...HEAD, rows, ...CLAUSES])).toEqual(both);
  });

  it("that were not understood are asked for, with all that rests on them, not called missing", async () => {
    const strange = `${ENTERPRISE}，${CODE}，${AGENCY}，${OTHER_CODE}，共同约定如下。`;
    const report = await read([...HEAD, strange, ...CLAUSES.slice(2, 6)]);
    expect(idsOf(report)).not.toContain("PTY-01.M");
    expect(idsOf(report)).not.toContain("DUT-01.M");
  });
});

describe("a contract in an unusual form", () => {
  it("that is one table is read row by row: its labels are the headings", async () => {
    const rows = [
      ["合同编号", "HB-2024-0031", "签订日期、地点", "2024年6月20日 河北省石家庄市长安区"],
      ["甲方", ENTERPRISE, "统一社会信用代码", CODE],
      ["乙方", AGENCY, "统一社会信用代码", OTHER_CODE],
      ["托管形式", "☑部分托管（甲方只委托下列事务） ☐完全托管"],
      ["托管期限", "自2024年7月1日起至2025年6月30日止"],
      ["服务费", "甲方付，¥30,000.00，大写：人民币叁万元整；含税"],
      ["收款账户", `${AGENCY}，示例银行石家庄支行，1300000000001234567`],
      ["甲方权利义务", "有权监督服务；应如实提供资料，按时付款"],
      ["乙方权利义务", "有权收取服务费；应按期完成服务，材料真实"],
      ["保密", "乙方对甲方资料保密，托管期限内及届满后二年内有效"],
      ["违约责任", "任何一方违约，向对方支付服务费10%的违约金"],
      ["争议解决", "协商不成，向石家庄市长安区人民法院起诉"],
    ];
    const report = await read(["知识产权托管服务合同", rows]);
    const told = ["/signPlace", "/term/end", "/mode", "/fee/account/no", "/dispute/mode"];
    expect(told.map((pointer) => valueOf(report, pointer))).toEqual([
      "河北省石家庄市长安区",
      "2025-06-30",
      "部分式",
      "1300000000001234567",
      "诉讼",
    ]);
  });

  it("with gaps in the place of colons is read as if they stood there", async () => {
    const head = [
      `商标权人\t${ENTERPRISE}\t（甲方）`,
      `社会信用代码\t${CODE}`,
      `托管人\t${AGENCY}\t（乙方）`,
      `社会信用代码\t${OTHER_CODE}`,
    ];
    const report = await read([...HEAD, ...head, ...CLAUSES]);
    expect(
      ["0/name", "0/uscc", "1/name", "1/uscc"].map((field) => valueOf(report, `/parties/${field}`)),
    ).toEqual([ENTERPRISE, CODE, AGENCY, OTHER_CODE]);
  });
});

describe("what may come from the reading", () => {
  const filler = CLAUSES.filter((part) => typeof part === "string")
    .join("")
    .repeat(4);

  it("is asked, not asserted: a sum in words that stands in its right form elsewhere", async () => {
    const fee = ["五、付款", "服务费共计叁万元，即人民币叁万元整，小写¥30,000.00，由甲方支付。", filler];
    const report = await read([
      ...HEAD,
      `甲方：${ENTERPRISE}`,
      `乙方：${AGENCY}`,
      ...CLAUSES.slice(0, 6),
      ...fee,
    ]);
    expect(idsOf(report)).not.toContain("FEE-03.U");
  });

  it("is asked, not asserted: an address that neither party was read with", async () => {
    const report = await read([...HEAD, `甲方：${ENTERPRISE}`, `乙方：${AGENCY}`, ...CLAUSES, filler]);
    expect(idsOf(report)).not.toContain("PTY-05.M");
    expect(report.document?.unread.map(({ rule }) => rule)).toContain("PTY-05");
  });

  it("is asserted when the line is there and blank", async () => {
    const head = [
      `甲方：${ENTERPRISE}`,
      "住所：________",
      `乙方：${AGENCY}`,
      "住所：河北省石家庄市长安区中山路1号",
    ];
    expect(idsOf(await read([...HEAD, ...head, ...CLAUSES, filler]))).toContain("PTY-05.M");
  });
});

describe("an element that is not there", () => {
  const head = [
    `甲方：${ENTERPRISE}`,
    `统一社会信用代码：${CODE}`,
    `乙方：${AGENCY}`,
    `统一社会信用代码：${OTHER_CODE}`,
  ];
  const lookalikes = [
    "五、保密",
    "乙方对甲方的商业秘密保密，期限至合同终止后三年，不得向第三方披露。",
    "六、通知",
    "地址变更的，应当书面告知对方。",
    "七、违约责任",
    "违约方赔偿损失。一方严重违约的，对方可以解除合同。",
  ];

  it("is missing although words that look like it stand in clauses about something else", async () => {
    const ids = idsOf(await read([...HEAD, ...head, ...CLAUSES, ...lookalikes.slice(0, 4)]));
    for (const id of ["CHG-01.M", "PER-04.M", "PER-05.M", "LIA-01.M"]) expect(ids).toContain(id);
  });

  it("is asked for when a clause could speak of it", async () => {
    const ids = idsOf(
      await read([...HEAD, ...head, ...CLAUSES, ...lookalikes, "八、解除", "解约另行通知。"]),
    );
    expect(ids).not.toContain("CHG-01.M");
  });
});

describe("services", () => {
  it("not ticked in a form are not services", async () => {
    const head = [`甲方：${ENTERPRISE}`, `乙方：${AGENCY}`];
    const rows = [
      ["选定", "事项", "数量", "完成日期", "成果"],
      ["☑", "知识产权培训", "2次", "2025年3月31日", "签到表"],
      ["□", "知识产权转化运用", "", "", ""],
    ];
    const report = await read([
      ...HEAD,
      ...head,
      "一、事项",
      rows,
      "二、期限",
      "2024年7月1日至2025年6月30日。",
      "三、争议",
      "向甲方住所地人民法院起诉。",
    ]);
    expect(valueOf(report, "/scope/0/name")).toBe("知识产权培训");
    expect(valueOf(report, "/scope/1/name")).toBeUndefined();
  });
});
