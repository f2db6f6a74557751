import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { VerificationReport } from "../../schemas/verification.ts";
import { verificationReportFacts } from "../../src/app/verification-report-facts.ts";
import { verificationReportFile } from "../../src/app/verification-report-file.ts";
import { VERIFICATION_REPORT_WORDS } from "../../src/app/verification-report-words.ts";
import { attachedFiles, openPdf, pageCount } from "../../src/formats/pdf/index.ts";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { SAMPLE_VERIFICATION } from "../document/sample-verification.ts";
import { requireTool } from "../tools.ts";
import { demoHouse } from "./test-house.ts";

const valueOf = (facts: readonly { name: string; value: string }[], name: string): string | undefined =>
  facts.find((fact) => fact.name === name)?.value;

describe("the paper of a verification", () => {
  it("keeps the facts of each signature apart and tells what was changed since, alike changes in one line", () => {
    const { verdict, file, filed, reasons, signatures } = verificationReportFacts(SAMPLE_VERIFICATION, "zh");
    expect(verdict).toMatch(/^无效：/);
    expect(file).toBe("知识产权托管服务合同.pdf");
    expect(filed).toContain("回执 130100-2022-00001-X");
    expect(reasons.map(({ code }) => code)).toEqual(["verify.change_page"]);
    const [party, stamp] = signatures;
    expect(party?.facts.map(({ name }) => name)).toEqual(
      "完整性 签名范围 签名之后 证书 吊销 时间 身份 密钥 签名等级 理由 此后改动".split(" "),
    );
    expect(valueOf(party?.facts ?? [], "此后改动")?.split("\n")).toEqual([
      "第3版，允许，第 8 页域“乙方”：签名（对象 442）",
      "第4版，允许，长期验证数据（对象 453、454）",
      "第5版，不允许，第 2 页：内容流（对象 31）",
    ]);
    expect(valueOf(party?.facts ?? [], "时间")).toContain("不晚于 2022-03-15 10:00:02（北京时间）");
    expect(stamp?.facts.map(({ name }) => name)).not.toContain("身份");
  });

  it("says the same in English, without a Chinese word of ours", () => {
    const { labels, verdict, note, signatures } = verificationReportFacts(SAMPLE_VERIFICATION, "en");
    const names = signatures.flatMap(({ facts }) => facts.map(({ name }) => name));
    expect([...Object.values(labels), verdict, note, ...names].join("")).not.toMatch(/\p{Script=Han}/u);
    expect(Object.keys(VERIFICATION_REPORT_WORDS.en.labels)).toEqual(
      Object.keys(VERIFICATION_REPORT_WORDS.zh.labels),
    );
  });

  it("a register that was not asked is told as that, never as an absence", () => {
    expect(verificationReportFacts({ ...SAMPLE_VERIFICATION, filed: null }, "zh").filed).toBe("没有查登记簿");
  });

  it("a broken signature's certificate is not judged, and the paper does not pretend it was", () => {
    const [party] = SAMPLE_VERIFICATION.signatures;
    const broken = { ...party!, integrity: "tampered", trust: "unknown", signer: null } as const;
    const facts = verificationReportFacts(
      { ...SAMPLE_VERIFICATION, trust: "unknown", signatures: [broken] },
      "zh",
    );
    expect(facts.trust).toContain("未作判断");
    expect(valueOf(facts.signatures[0]?.facts ?? [], "证书")).toContain("未作判断");
    expect(valueOf(facts.signatures[0]?.facts ?? [], "吊销")).toContain("未作判断");
  });

  it("of a file nobody signed never says that it is unchanged", () => {
    const unsigned: VerificationReport = {
      ...SAMPLE_VERIFICATION,
      verdict: "unsigned",
      integrity: "intact",
      reasons: ["verify.no_signature"],
      signatures: [],
    };
    expect(verificationReportFacts(unsigned, "zh").integrity).toBe("没有签名，无法判断有没有被改动");
    expect(verificationReportFacts(unsigned, "en").integrity).toBe(
      "no signature: whether it was changed cannot be told",
    );
  });

  it("is a PDF that reads strictly, with the same report as data, the file's name without its place", async () => {
    const { house } = await demoHouse();
    const { bytes, fileName } = await verificationReportFile(house, SAMPLE_VERIFICATION, { language: "zh" });
    expect(fileName).toBe("电子签名验证报告 知识产权托管服务合同.pdf");
    const [attached] = attachedFiles(openPdf(bytes).at());
    expect(attached?.name).toBe("verification.json");
    expect(JSON.parse(fromUtf8(attached?.bytes ?? new Uint8Array()))).toEqual({
      ...SAMPLE_VERIFICATION,
      file: "知识产权托管服务合同.pdf",
    });
    expect(await verifyDocument(bytes, { file: "", anchors: [], at: house.clock.now() })).toMatchObject({
      verdict: "unsigned",
      integrity: "intact",
    });
  });

  it("does not leave its closing note alone on a page: the statement before it comes along", async () => {
    const { house } = await demoHouse();
    const [party] = SAMPLE_VERIFICATION.signatures;
    for (let many = 1; many <= 36; many += 1) {
      const reasons = Array.from({ length: many }, () => "verify.time_claimed_only");
      const report = { ...SAMPLE_VERIFICATION, signatures: [{ ...party!, reasons }] };
      const { bytes } = await verificationReportFile(house, report, { language: "zh" });
      const pages = execFileSync(requireTool("pdftotext"), ["-", "-"], {
        input: bytes,
        encoding: "utf8",
      }).split("\f");
      const noted = pages.find((words) => words.includes("本报告由程序作出"));
      expect([many, noted?.includes("结论凭什么")]).toEqual([many, true]);
    }
  });

  it("names that no font has, that turn a line around or never end still give a paper", async () => {
    const { house } = await demoHouse();
    const [party] = SAMPLE_VERIFICATION.signatures;
    for (const signer of ["😀\u202e{{title}}\u0000\ud800", "甲".repeat(100_000), "\u{10ffff}"]) {
      const report = {
        ...SAMPLE_VERIFICATION,
        file: signer,
        signatures: [{ ...party!, field: signer, signer }],
      };
      const { bytes } = await verificationReportFile(house, report, { language: "zh" });
      expect(pageCount(openPdf(bytes).at())).toBeGreaterThan(0);
    }
  });
});
