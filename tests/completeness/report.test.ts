import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { textsOf } from "../../src/completeness/pointers.ts";
import { contractWith, idsOf, reportOn, samples } from "./samples.ts";

const draft = [
  { path: "/signatures", value: "@del" },
  { path: "/filing", value: null },
  { path: "/docSha256", value: "@del" },
  { path: "/signDate", value: "@del" },
];

describe("a report", () => {
  it("says which element, what was found, where, on what basis and what to do, in words", () => {
    const report = reportOn(contractWith("V1", [{ path: "/parties/0/uscc", value: "91130108MAXX00138K" }]));
    expect(report).toMatchObject({
      file: null,
      variant: "HB-2P",
      stage: "file",
      asOf: "2024-12-31",
      verdict: "blocked",
    });
    expect(report.findings).toEqual([
      {
        id: "PTY-03.U",
        severity: "B",
        pointer: "/parties/0/uscc",
        value: "91130108MAXX00138K",
        element: "统一社会信用代码",
        place: "甲方 统一社会信用代码",
        message: "甲方 统一社会信用代码“91130108MAXX00138K”最后一位校验码不对，代码中至少有一位写错。",
        why: "代码是查到这一主体的唯一凭据；错一位就是别人或者没有人。",
        basis: "GB 32100-2015；GB 11714-1997；《中华人民共和国民法典》第四百七十条第一款第一项",
        fix: "请照营业执照或者登记证书逐位核对。",
      },
    ]);
  });

  it.each([
    ["/scope/1/due", "尽快", "托管服务事项第2项 完成期限"],
    ["/fee/schedule/1/due", "适时", "费用 第2期付款日期"],
    ["/signatures/1/sealType", "财务专用章", "乙方印章种类"],
    ["/duties/乙方", "", "乙方 权利义务"],
    ["/clauses", { 通知: "待定" }, "其他条款“通知”"],
    ["/attachments/0/present", false, "附件第1项 随附情况"],
  ])("places %s in the reader's words", (path, value, place) => {
    expect(reportOn(contractWith("V1", [{ path, value }])).findings.map((found) => found.place)).toEqual([
      place,
    ]);
  });

  it("leaves no gap in its words, whatever is missing", () => {
    for (const variant of Variant.options) {
      const { findings } = reportOn(contractWith("V1", []), "file");
      expect(findings).toEqual([]);
      const bare = reportOn({ schema: "custody-contract/1", variant }, "file").findings;
      expect(bare.length).toBeGreaterThan(20);
      for (const { message, fix, place, basis } of bare) {
        expect(`${message}${fix}${place}${basis}`).not.toMatch(/[{}]|undefined|null|NaN/);
        for (const words of [message, fix, place, basis]) expect(words).not.toBe("");
      }
    }
  });

  it("a query never blocks, a missing telephone blocks only at the agency", () => {
    expect(reportOn(contractWith("V1", [{ path: "/filing/filedAt", value: "2022-06-01" }])).verdict).toBe(
      "ready",
    );
    expect(reportOn(contractWith("V1", [{ path: "/parties/0/contact/phone", value: "" }])).verdict).toBe(
      "ready",
    );
    expect(reportOn(contractWith("V1", [{ path: "/parties/1/contact/phone", value: "" }])).verdict).toBe(
      "blocked",
    );
  });

  it("a vague word blocks in an element and warns in a free clause", () => {
    expect(reportOn(contractWith("V1", [{ path: "/dispute/mode", value: "诉讼等" }])).verdict).toBe(
      "blocked",
    );
    expect(reportOn(contractWith("V1", [{ path: "/clauses/其他", value: "另行商定" }])).verdict).toBe(
      "ready",
    );
  });

  it("a code whose outer check holds and inner one does not only warns", () => {
    const report = reportOn(contractWith("V1", [{ path: "/parties/0/uscc", value: "91130108MAXX00139M" }]));
    expect(report.findings.map(({ id, severity }) => [id, severity])).toEqual([["PTY-03.U", "W"]]);
  });
});

describe("stages", () => {
  it("a draft without signatures, day of signing and filing is ready", () => {
    expect(idsOf("V1", draft, "draft")).toEqual([]);
    expect(reportOn(contractWith("V1", draft), "draft").verdict).toBe("ready");
  });

  it("the same contract at signing lacks day and signatures", () => {
    expect(idsOf("V1", draft, "sign")).toEqual(["DOC-04.M", "SIG-01.M"]);
  });

  it("a signed contract is not asked about its filing before it is filed", () => {
    expect(idsOf("V1", [{ path: "/filing", value: null }], "sign")).toEqual([]);
    expect(idsOf("V1", [{ path: "/filing", value: null }], "file")).toEqual([
      "FIL-01.Q",
      "FIL-02.Q",
      "FIL-03.Q",
      "FIL-04.Q",
      "FIL-07.M",
    ]);
  });

  it("a draft may leave open whether an attachment is there, a signed contract may not", () => {
    const open = [{ path: "/attachments/0/present", value: null }];
    expect(idsOf("V1", open, "draft")).toEqual([]);
    expect(idsOf("V1", open, "sign")).toEqual(["ATT-01.M"]);
  });

  it("a later stage finds what an earlier one finds", () => {
    const patch = [...draft, { path: "/breach", value: "" }, { path: "/parties/0/uscc", value: "9113" }];
    const [early, late] = [idsOf("V1", patch, "draft"), idsOf("V1", patch, "file")];
    expect(late).toEqual(expect.arrayContaining([...early]));
  });
});

describe("any text anywhere", () => {
  const pointers = textsOf(samples.valid["V1"])
    .map(({ pointer }) => pointer)
    .filter((pointer) => !/^\/(?:schema|variant)$|\/(?:seat|role)$/.test(pointer));
  const words = fc.array(
    fc.constantFrom(
      "约",
      "等",
      "____",
      "XX",
      "年",
      "月",
      "另行",
      "0",
      "仲裁",
      "归甲方",
      "，",
      "《",
      "公司",
      " ",
    ),
    { maxLength: 12 },
  );

  it("gives a report, never a throw, and one finding of an id a place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pointers), words, (path, parts) => {
        const { findings } = reportOn(contractWith("V1", [{ path, value: parts.join("").slice(0, 12) }]));
        const places = findings.map(({ id, pointer }) => `${id} ${pointer}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 400 },
    );
  });

  it("is judged in time however long it is", () => {
    const long = ["约", "除", "另行", "等，", "XX_", "归甲方由乙方", "（（", "仲裁委"].map((sign) =>
      sign.repeat(600),
    );
    const start = performance.now();
    for (const value of long)
      for (const path of ["/breach", "/confidentiality", "/duties/甲方", "/clauses/其他"])
        reportOn(contractWith("V1", [{ path, value }]));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("other variants", () => {
  it.each([
    [
      "顾问式 with services beyond advice",
      "V7",
      [
        { path: "/variant", value: "XH-ADV" },
        { path: "/mode", value: "顾问式" },
      ],
      ["SUB-08.U"],
    ],
    [
      "单项式 with two items",
      "V7",
      [
        {
          path: "/scope/1",
          value: {
            code: "XI-1",
            name: "信息分析",
            qty: "1",
            unit: "项",
            due: "2024-12-20",
            deliverable: "报告",
          },
        },
      ],
      ["SUB-08.U"],
    ],
    ["an unknown indicator", "V5", [{ path: "/acceptance/indicators/0", value: "A9-1" }], ["ACC-02.U"]],
    ["no indicator", "V5", [{ path: "/acceptance/indicators", value: [] }], ["ACC-02.M"]],
    [
      "a law firm with a company's code",
      "V5",
      [
        { path: "/parties/1/uscc", value: "91310104MAXX00058A" },
        { path: "/parties/2/uscc", value: "91130108MAXX00138J" },
      ],
      ["PTY-12.Q"],
    ],
    ["two years in Zhoukou", "V3", [{ path: "/term/end", value: "2024-01-09" }], ["TRM-02.U"]],
    ["an enterprise outside the park", "V3", [{ path: "/park/enterpriseInPark", value: false }], ["ZK-02.Q"]],
    ["an enterprise outside Xuhui", "V5", [{ path: "/parties/2/regionCode", value: "310105" }], ["PTY-06.Q"]],
  ])("%s", (_, base, patch, expected) => {
    expect(idsOf(base, patch)).toEqual(expected);
  });
});

describe("the words of a finding", () => {
  it("leave braces of the contract as they are", () => {
    const { findings } = reportOn(contractWith("V1", [{ path: "/contractNo", value: "{detail} {place}" }]));
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("“{detail} {place}”")]);
  });

  it("of ground Q never speak of a refusal", () => {
    const words = Variant.options.flatMap((variant) =>
      lawFor(variant).rules.flatMap(({ findings, en, why }) =>
        findings.Q === undefined
          ? []
          : [JSON.stringify([findings.Q, en?.findings.Q, findings.M === undefined ? why : ""])],
      ),
    );
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((text) => /不予|拒绝|refus/iu.test(text))).toEqual([]);
  });
});
