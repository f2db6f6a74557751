import { execFileSync } from "node:child_process";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { CheckReport, ReportLanguage } from "../../schemas/check-report.ts";
import type { DocumentPlace } from "../../schemas/extraction.ts";
import { checkOn } from "../../src/app/check-on.ts";
import { type CheckedFile, checkReportFacts } from "../../src/app/check-report-facts.ts";
import { checkReportFile } from "../../src/app/check-report-file.ts";
import { CHECK_REPORT_WORDS } from "../../src/app/check-report-words.ts";
import { judgeScan } from "../../src/app/documents/judge-scan.ts";
import { attachedFiles, openPdf } from "../../src/formats/pdf/index.ts";
import { contractWith, type Patch, samples } from "../completeness/samples.ts";
import { requireTool } from "../tools.ts";
import { demoHouse } from "./test-house.ts";

const at = { now: () => new Date("2024-12-31T02:00:00Z") };

function checked(base: string, patch: readonly Patch[], language: ReportLanguage = "zh"): CheckedFile {
  const contract = contractWith(base, patch);
  const report = checkOn({ clock: at }, contract, { stage: "file", asOf: samples.asOf, language });
  return { report, contract, sha256: "ab".repeat(32) };
}

const DEFECTS: readonly Patch[] = [
  { path: "/dispute/mode", value: "" },
  { path: "/place", value: "" },
  { path: "/filing/filedAt", value: "2022-05-30" },
];

const textOf = (docx: Uint8Array): string =>
  new TextDecoder()
    .decode(unzipSync(docx)["word/document.xml"])
    .replaceAll(/<\/w:p>/g, "\n")
    .replaceAll(/<[^>]+>/g, "");

/** Quotes of either shape alike: English paper has the Latin ones. */
const curled = (text: string): string => text.replaceAll(/[“”]/gu, '"');

describe("the paper of a check", () => {
  it("puts apart what stands in the way, remarks, and what the reviewer only looks into", () => {
    const facts = checkReportFacts(checked("V1", DEFECTS), "zh");
    expect(facts.groups.map(({ title, findings }) => [title, findings.length])).toEqual([
      ["影响备案的要素空缺、不明晰", 1],
      ["提示（不影响备案）", 1],
      ["条件核验（请审查人员了解，不作为不予备案的理由）", 1],
    ]);
    expect(facts.verdict).toBe("有 1 项要素空缺或者不明晰，应当不予备案。");
    expect(facts.parties).toContain("甲方：石家庄恒砺传感科技有限公司");
  });

  it("says 不予备案 only where the place's norm says so, and never for ground Q", () => {
    const late = checkReportFacts(checked("V1", [DEFECTS[2]!]), "zh");
    expect(late.verdict).not.toContain("不予备案");
    expect(late.verdict).toContain("1 项条件请审查人员核验");
    const zhoukou = checkReportFacts(checked("V3", [{ path: "/dispute/mode", value: "" }]), "zh");
    expect(zhoukou.verdict).toContain("退回补正");
  });

  it("names what stands outside the contract and nobody handed in, to be verified otherwise", () => {
    const outside = (base: string, patch: readonly Patch[]) =>
      checkReportFacts(checked(base, patch), "zh").unread.map(
        ({ element, reason }) => `${element} ${reason}`,
      );
    const said = outside("V1", []);
    for (const element of ["名称与代码登记一致", "信用声明", "期限重叠"])
      expect(said).toContainEqual(expect.stringMatching(new RegExp(`^${element}.*请另行核验$`)));
    const known: readonly Patch[] = [
      {
        path: "/evidence",
        value: {
          register: [
            { seat: "甲方", found: true, name: "石家庄恒砺传感科技有限公司" },
            { seat: "乙方", found: true, name: "河北云衡知识产权代理有限公司" },
          ],
          otherContracts: [],
          qualifications: [],
        },
      },
      { path: "/filing/creditEntry", value: "无" },
      { path: "/filing/figures", value: { industry: "工业", persons: 200, revenue: 1000 } },
      { path: "/attachments/0/fileSha256", value: "ab".repeat(32) },
    ];
    expect(outside("V1", known)).toEqual([]);
    const zhoukou = outside("V3", [{ path: "/park/confirmed", value: null }]).join();
    for (const element of ["托管单位", "中标依据", "代理资质"]) expect(zhoukou).toContain(element);
    const draft = contractWith("V1", []);
    const report = checkOn({ clock: at }, draft, { stage: "draft", asOf: samples.asOf, language: "zh" });
    expect(checkReportFacts({ report, contract: draft }, "zh").unread).toEqual([]);
  });

  it("prints what was overruled, by whom and why, apart from what stands", () => {
    const { report, ...rest } = checked("V1", DEFECTS);
    const overruled = {
      reason: "已在补充协议中约定仲裁",
      authority: "石家庄市市场监督管理局",
      at: "2022-06-01T02:00:00.000Z",
    };
    const reviewed: CheckReport = {
      ...report,
      findings: report.findings.map((one) => (one.id === "DSP-01.M" ? { ...one, overruled } : one)),
    };
    const facts = checkReportFacts({ ...rest, report: reviewed }, "zh");
    expect(facts.groups.at(-1)).toMatchObject({
      title: "审查人员已经排除的",
      findings: [{ overruled: "石家庄市市场监督管理局于 2022-06-01 排除：已在补充协议中约定仲裁" }],
    });
    expect(facts.verdict).not.toContain("不予备案");
  });

  it("tells where to look beside what is left to the reviewer, and quotes in English with Latin quotes", () => {
    const { report } = checked("V1", DEFECTS, "en");
    const unread = {
      rule: "ACC-01",
      pointer: "/acceptance",
      element: "Acceptance",
      reason: "low_confidence",
      question: "Look at “验收” in the text",
      at: { page: 3, quote: "验收按“约定”进行" },
      answer: null,
    } as const;
    const reading = {
      format: "pdf",
      pages: 4,
      text: "full",
      variant: { id: "HB-2P", confidence: 1, given: true },
      data: "text",
      values: [],
      unread: [unread],
      notes: [],
    } as const;
    const paper = {
      report: { ...report, document: { ...reading, values: [], unread: [unread], notes: [] } },
    };
    expect(checkReportFacts(paper, "en").unread[0]).toMatchObject({
      element: expect.stringMatching(/^Acceptance: .*3.*"验收按“约定”进行"$/u),
      question: 'Look at "验收" in the text',
    });
    expect(checkReportFacts(paper, "zh").unread[0]?.element).toBe("Acceptance：第3页，“验收按“约定”进行”");
    const elementAt = (at: DocumentPlace, language: "zh" | "en") => {
      const document = { ...reading, values: [], unread: [{ ...unread, at }], notes: [] };
      return checkReportFacts({ report: { ...report, document } }, language).unread[0]?.element;
    };
    expect(elementAt({ quote: "（全文没有找到）" }, "zh")).toBe("Acceptance：全文没有找到");
    expect(elementAt({ quote: "(nowhere in the text)" }, "en")).toBe("Acceptance: nowhere in the text");
    expect(elementAt({ paragraph: 6, quote: "验收" }, "zh")).toBe("Acceptance：第6段，“验收”");
  });

  it("of a scan says that nothing was judged, that the kind is not known, and leaves room for the reviewer's answers", async () => {
    const { house } = await demoHouse();
    const report = judgeScan({
      uploaded: {
        format: "pdf",
        pages: 1,
        blocks: [],
        picturePages: [1],
        unreadable: 0,
        damaged: false,
        recognised: false,
        pictured: true,
        numbers: [],
        of: null,
        notes: [],
      },
      variant: undefined,
      stage: "draft",
      asOf: "2024-12-31",
      file: "scan.pdf",
      language: undefined,
    });
    expect(checkReportFacts({ report }, "zh")).toMatchObject({
      kind: "看不出，暂按知识产权托管服务合同（河北，双方）的清单列出，请先确认",
      verdict: "文件里没有可以读的文字，程序没有作任何判断，须按下表人工审查。",
    });
    const { bytes } = await checkReportFile(house, { report }, { format: "docx", language: "zh" });
    expect(textOf(bytes)).toContain("审查人员填写");
  });

  it("has every word in both languages", () => {
    const keysOf = (language: ReportLanguage) => [
      Object.keys(CHECK_REPORT_WORDS[language].labels),
      Object.keys(CHECK_REPORT_WORDS[language].reasons),
    ];
    expect(keysOf("en")).toEqual(keysOf("zh"));
  });

  it.each(["zh", "en"] as const)(
    "is filled whole in %s: nothing of the template is left",
    async (language) => {
      const { house } = await demoHouse();
      const of = checked("V1", DEFECTS, language);
      const { bytes } = await checkReportFile(house, of, { format: "docx", language });
      const text = textOf(bytes);
      expect(text).not.toMatch(/\{\{|\}\}|undefined|\bnull\b/);
      for (const { message, fix, why } of of.report.findings)
        for (const words of [message, fix, why ?? ""]) expect(curled(text)).toContain(curled(words));
      expect(text).toContain("AB".repeat(32));
    },
  );

  it("of a contract without any defect is a paper too", async () => {
    const { house } = await demoHouse();
    const { bytes } = await checkReportFile(house, checked("V1", []), { format: "docx", language: "zh" });
    expect(textOf(bytes)).toContain("基本要素齐备、明晰。");
  });

  it.each(["zh", "en"] as const)("in %s lies on its side and keeps a credit code whole", async (language) => {
    const { house } = await demoHouse();
    const of = checked("V1", [{ path: "/parties/1/uscc", value: "91130104MAXX00015Q" }], language);
    const { bytes } = await checkReportFile(house, of, { format: "pdf", language });
    const asked = { input: bytes, encoding: "utf8" } as const;
    expect(execFileSync(requireTool("pdfinfo"), ["-"], asked)).toMatch(/Page size:\s+84\d\S* x 59/u);
    expect(execFileSync(requireTool("pdftotext"), ["-layout", "-", "-"], asked)).toContain(
      "91130104MAXX00015Q",
    );
  });

  it("as PDF carries the report it prints, and is the same bytes again", async () => {
    const { house } = await demoHouse();
    const of = checked("V1", DEFECTS);
    const make = () => checkReportFile(house, of, { format: "pdf", language: "zh" });
    const [one, two] = [await make(), await make()];
    expect(one.sha256).toBe(two.sha256);
    const attached = attachedFiles(openPdf(one.bytes).at()).find(({ name }) => name === "check.json");
    expect(JSON.parse(new TextDecoder().decode(attached?.bytes))).toEqual(
      JSON.parse(JSON.stringify(of.report)),
    );
  });
});
