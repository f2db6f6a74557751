import { describe, expect, it } from "vitest";
import type { ReceiptView } from "../../schemas/api/receipt.ts";
import type { VerificationReport } from "../../schemas/verification.ts";
import { HomePage } from "../../src/pages/home.tsx";
import { renderPage } from "../../src/pages/page.tsx";
import { ReceiptPage } from "../../src/pages/receipt.tsx";
import { FingerprintPage, VerificationPage, VerifyPage } from "../../src/pages/verify.tsx";

const HOSTILE = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;

const receipt: ReceiptView = {
  register_no: "130100-2022-00001-X",
  formal_no: "冀石知托备〔2022〕1号",
  state: "ready",
  authority_code: "130100",
  authority: "石家庄市市场监督管理局",
  variant: "HB-2P",
  title: "知识产权托管服务合同",
  contract_no: "HBTG-2022-000123",
  agency: "河北云衡知识产权代理有限公司",
  enterprise: "石家庄恒砺传感科技有限公司",
  filed_on: "2022-04-02",
  filed_at: "2022-04-02T02:00:00.000Z",
  filed_sha256: "a".repeat(64),
  receipt_sha256: "b".repeat(64),
  verify_url: "http://127.0.0.1:8787/r/130100-2022-00001-X",
  signatures: [
    {
      seat: "甲方",
      step: "用印",
      trust: {
        certificate: "built-in",
        time: "built-in",
        identity: { kind: "stated_by_account", says: "签署人姓名由调用方提供，未经核验" },
        key: "browser",
      },
    },
    { seat: "乙方", step: "用印", trust: null },
  ],
};

const report: VerificationReport = {
  file: "合同.pdf",
  sha256: "c".repeat(64),
  verdict: "indeterminate",
  integrity: "intact",
  trust: "unknown",
  reasons: ["verify.issuer_unknown"],
  signatures: [
    {
      field: "甲方",
      signer: "周启明",
      kind: "signature",
      revision: 1,
      later: [],
      integrity: "intact",
      coverage: "whole revision",
      changes: "allowed",
      trust: "unknown",
      level: "B-B",
      time: { claimed: "2022-03-15T02:00:00Z", trusted: null, source: null },
      reasons: [],
    },
  ],
  statement: { zh: "", en: "" },
  filed: null,
};

describe("pages", () => {
  it("escape whatever they are given", async () => {
    const pages = [
      <ReceiptPage receipt={{ ...receipt, title: HOSTILE, agency: HOSTILE, register_no: HOSTILE }} />,
      <VerificationPage report={{ ...report, file: HOSTILE, reasons: [HOSTILE] }} />,
      <VerifyPage message={{ zh: HOSTILE, en: HOSTILE }} />,
    ];
    for (const page of pages) {
      const html = await renderPage(page);
      expect(html.replaceAll('<script type="module" src="/verify/verify.js"></script>', "")).not.toContain(
        "<script",
      );
      expect(html).not.toContain("<img");
    }
  });

  it("need no script and nothing from elsewhere", async () => {
    for (const page of [<HomePage />, <ReceiptPage receipt={receipt} />]) {
      const html = await renderPage(page);
      expect(html).not.toMatch(/<script|javascript:|https?:\/\/|\son\w+=/);
      expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
    }
  });

  it("the page of verification brings scripts of this house only, and its forms need none", async () => {
    const html = await renderPage(<VerifyPage />);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/verify/verify.js">']);
    expect(html).not.toMatch(/javascript:|https?:\/\/|\son\w+=/);
    expect(html).toMatch(/<details class="side" id="plain" open="">/);
    for (const field of ['name="q"', 'name="file"', 'enctype="multipart/form-data"'])
      expect(html).toContain(field);
  });

  it("the page of verification opens in English when asked to, with both languages in it", async () => {
    const html = await renderPage(<VerifyPage language="en" />);
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    for (const words of ["Verify a contract or a receipt", "核验合同或回执"]) expect(html).toContain(words);
  });

  it("a receipt shows its facts and does not call the picture an electronic seal", async () => {
    const html = await renderPage(<ReceiptPage receipt={receipt} />);
    for (const fact of [receipt.register_no, receipt.formal_no, receipt.authority, receipt.filed_sha256]) {
      expect(html).toContain(fact);
    }
    expect(html).toContain("印章图形");
    expect(html).not.toContain("电子印章");
    expect(html).toContain(`/v1/receipts/${receipt.register_no}/receipt.pdf`);
  });

  it("a receipt tells the four facts of each signature apart, and where no statement was kept", async () => {
    const html = await renderPage(<ReceiptPage receipt={receipt} />);
    const facts = ["内置演示 CA", "本系统自己的时间戳", "未经核验", "密钥在签署人的浏览器中生成"];
    for (const fact of [...facts, "没有留下可信说明"]) expect(html).toContain(fact);
    expect(html).not.toContain("可靠电子签名");
  });

  it("a receipt that is being sealed offers no download", async () => {
    const html = await renderPage(
      <ReceiptPage receipt={{ ...receipt, state: "sealing", receipt_sha256: null }} />,
    );
    expect(html).not.toContain("receipt.pdf");
    expect(html).toContain("盖章中");
  });

  it("a verification keeps integrity, trust and time apart, and says whose word the time is", async () => {
    const html = await renderPage(<VerificationPage report={report} />);
    for (const words of [
      "无法判定",
      "完整，未被改动",
      "不在所信任的根证书之内",
      "没有可信时间戳",
      "未查到备案记录",
    ]) {
      expect(html).toContain(words);
    }
  });

  it("a fingerprint nobody filed is said to be unknown, not invalid", async () => {
    const filed = {
      relation: "unrelated",
      receiptNo: null,
      formalNo: null,
      filedAt: null,
      authority: null,
    } as const;
    const html = await renderPage(<FingerprintPage sha256={"d".repeat(64)} filed={filed} />);
    expect(html).toContain("未查到备案记录");
    expect(html).not.toContain("无效");
  });
});
