import { describe, expect, it } from "vitest";
import type { CheckReport } from "../../schemas/check-report.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";
import { checked, idsOf } from "./documents.ts";
import { read } from "./two-parties.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

const HEAD = ["知识产权托管服务合同", "合同编号：HBTG-2024-0031", "签订地点：河北省石家庄市桥西区"];
const ENTERPRISE = [
  "甲方（托管企业）：石家庄槐岭软件股份有限公司",
  "统一社会信用代码：91130102MAY2010896",
  "住所：河北省石家庄市长安区建设北大街12号",
  "法定代表人：秦望舒　联系人：柳眉　联系电话：13800004411",
];
const AGENCY = [
  "乙方（托管机构）：河北衡鉴知识产权服务有限公司",
  "统一社会信用代码：91130104MA63LNU09L",
  "住所：河北省石家庄市桥西区中山西路88号",
  "法定代表人：孟春　联系人：夏至　联系电话：13800004422",
];
const SERVICES = ["序号", "服务事项", "数量", "完成时间", "成果"];
const TRAINING = ["1", "知识产权培训", "2次", "2025年3月31日", "签到表"];
const FILING = ["2", "专利申请代理", "3件", "2025年4月30日", "受理通知书"];
const PLAN = ["3", "托管服务工作方案", "1份", "2024年8月31日", "方案文本"];

const clauses = (...rows: readonly (readonly string[])[]): Paragraphs => [
  "一、托管形式",
  "采用部分托管。",
  "二、服务事项",
  [SERVICES, ...rows],
  "三、托管期限",
  "自2024年7月1日至2025年6月30日。",
  "四、费用",
  "甲方向乙方支付服务费30000元（大写：人民币叁万元整），含税，合同签订后10日内一次付清。",
];

/** How a finding is told of: asserted, asked of a person, or not at all. */
async function told(id: string, parts: Paragraphs): Promise<"asserted" | "asked" | "silent"> {
  const report = await read(parts);
  if (idsOf(report).includes(id)) return "asserted";
  const asked = report.document?.unread.some(({ rule }) => `${rule}.M` === id) ?? false;
  return asked ? "asked" : "silent";
}

describe("a plan of the service", () => {
  const contract = (services: readonly (readonly string[])[], ...more: Paragraphs): Paragraphs => [
    ...HEAD,
    ...ENTERPRISE,
    ...AGENCY,
    ...clauses(...services),
    ...more,
  ];

  it("is missing when no service is one, although clauses refer to it and it is attached", async () => {
    const words = ["五、服务方式", "乙方按照《托管服务工作方案》提供服务，方案调整须经双方书面确认。"];
    const parts = contract([TRAINING], ...words, "六、附件", "附件1：托管服务工作方案");
    expect(await told("SUB-07.M", parts)).toBe("asserted");
  });

  it.each([
    "乙方应当在合同签订后三十日内制定托管服务工作方案，报甲方确认。",
    "托管工作方案由乙方编制，经双方确认后实施。",
  ])("is asked of a person when a clause owes it: %s", async (words) => {
    expect(await told("SUB-07.M", contract([TRAINING], "五、服务方式", words))).toBe("asked");
  });

  it("is there when a service is called so", async () => {
    expect(await told("SUB-07.M", contract([TRAINING, PLAN]))).toBe("silent");
  });
});

describe("the number of an agency's licence", () => {
  const contract = (services: readonly (readonly string[])[], ...agency: readonly string[]): Paragraphs => [
    ...HEAD,
    ...ENTERPRISE,
    ...AGENCY,
    ...agency,
    ...clauses(...services, PLAN),
  ];

  it("is missing when patents are filed and no word is said of a licence", async () => {
    expect(await told("SUB-10.M", contract([TRAINING, FILING]))).toBe("asserted");
  });

  it("is missing when its line is blank", async () => {
    expect(await told("SUB-10.M", contract([TRAINING, FILING], "专利代理机构执业许可证号：________"))).toBe(
      "asserted",
    );
  });

  it.each(["乙方持有专利代理机构执业许可证，复印件附后。", "乙方编码：13207。"])(
    "is asked of a person when it may be told: %s",
    async (words) => {
      expect(await told("SUB-10.M", contract([TRAINING, FILING], words))).toBe("asked");
    },
  );

  it("is no matter when the agency files no patents, or gives it", async () => {
    expect(await told("SUB-10.M", contract([TRAINING]))).toBe("silent");
    expect(await told("SUB-10.M", contract([TRAINING, FILING], "执业许可证号：13207"))).toBe("silent");
  });

  it("is asked of a person when the filing may be of trade marks alone", async () => {
    const marks = ["2", "商标注册代理", "3件", "2025年4月30日", "受理通知书"];
    expect(await told("SUB-10.M", contract([TRAINING, marks]))).not.toBe("asserted");
  });
});

describe("a party", () => {
  it("is missing when only the other one is named, and nobody else is", async () => {
    expect(await told("PTY-01.M", [...HEAD, ...ENTERPRISE, ...clauses(TRAINING, PLAN)])).toBe("asserted");
  });

  it.each([
    "本合同由河北衡鉴知识产权服务有限公司负责履行。",
    "服务热线：0311-86000412。",
    "机构登记代码91130104MA63LNU09L。",
  ])("may be one that was not understood: %s", async (words) => {
    const parts = [...HEAD, ...ENTERPRISE, ...clauses(TRAINING, PLAN), "五、其他", words];
    expect(await told("PTY-01.M", parts)).not.toBe("asserted");
  });
});

describe("boxes of indicators", () => {
  const boxes = (first: string): Paragraphs => [
    "附表　考核指标",
    [
      ["编号", "考核内容", "约定"],
      ["A1-1", "专题讲座", first],
      ["A1-4", "知识产权咨询", "☐"],
    ],
  ];
  const judged = (parts: Paragraphs): Promise<CheckReport> => checked(wordOf(parts), { variant: "XH-ADV" });
  const contract = [...HEAD, ...ENTERPRISE, ...AGENCY, ...clauses(TRAINING)];

  it("none of which is ticked are no indicators", async () => {
    expect(idsOf(await judged([...contract, ...boxes("☐")]))).toContain("ACC-02.M");
  });

  it("are the ones that are ticked", async () => {
    const report = await judged([...contract, ...boxes("☑")]);
    expect(idsOf(report)).not.toContain("ACC-02.M");
    const values = report.document?.values.filter(({ pointer }) =>
      pointer.startsWith("/acceptance/indicators"),
    );
    expect(values?.map(({ value }) => value)).toEqual(["A1-1"]);
  });
});

describe("a list with nothing but blank rows", () => {
  const ROW = ["1", "________", "____", "________", "________"];

  it("was not filled in: one finding, not one for each of its columns", async () => {
    const ids = idsOf(await read([...HEAD, ...ENTERPRISE, ...AGENCY, ...clauses(ROW)]));
    expect(ids).toContain("SUB-02.M");
    expect(ids.filter((id) => /^SUB-0[456]/.test(id))).toEqual([]);
  });

  it("beside a row that is filled in, a blank row lacks what it lacks", async () => {
    const report = await read([...HEAD, ...ENTERPRISE, ...AGENCY, ...clauses(PLAN, ROW)]);
    const found = report.findings.map(({ id, pointer }) => `${id}${pointer}`);
    expect(found).toContain("SUB-02.M/scope/1/name");
  });
});

describe("a contract that lacks a party and holds a line without end", () => {
  it.each(["甲", "知识", "（", "法院"])(
    "is looked through in bounded time, whatever it repeats: %s",
    async (sign) => {
      const file = wordOf([...HEAD, ...ENTERPRISE, ...clauses(FILING), sign.repeat(100_000 / sign.length)]);
      const before = process.cpuUsage();
      const { document } = await checked(file);
      expect(document?.text).toBe("full");
      expect(cpuMillisecondsSince(before)).toBeLessThan(4_000);
    },
  );
});
