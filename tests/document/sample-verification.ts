import type { VerificationReport } from "../../schemas/verification.ts";

/** A report with one of each: a signature with allowed and refused changes since, a document timestamp, a filing. Invented. */
export const SAMPLE_VERIFICATION: VerificationReport = {
  file: "合同/知识产权托管服务合同.pdf",
  sha256: "5a".repeat(32),
  verdict: "invalid",
  integrity: "tampered",
  trust: "trusted",
  reasons: ["verify.change_page", "verify.later_signature", "verify.certificate_short_lived"],
  signatures: [
    {
      field: "甲方",
      kind: "signature",
      revision: 1,
      signer: "周启明（石家庄恒砺传感科技有限公司）",
      integrity: "tampered",
      coverage: "whole revision",
      changes: "disallowed",
      later: [
        later(
          2,
          true,
          "第 8 页域“乙方”：签名（对象 442）",
          "a signature on page 8, field “乙方” (object 442)",
        ),
        later(3, true, "长期验证数据（对象 453）", "validation data (object 453)"),
        later(3, true, "长期验证数据（对象 454）", "validation data (object 454)"),
        later(4, false, "第 2 页：内容流（对象 31）", "content stream on page 2 (object 31)"),
      ],
      trust: "trusted",
      level: "B-LTA",
      time: { claimed: "2022-03-15T02:00:00Z", trusted: "2022-03-15T02:00:02Z", source: "知契演示时间戳" },
      reasons: ["verify.change_page", "verify.later_signature", "verify.certificate_short_lived"],
    },
    {
      field: "ArchiveTimestamp1",
      kind: "timestamp",
      revision: 3,
      signer: "知契演示时间戳",
      integrity: "intact",
      coverage: "whole revision",
      changes: "none",
      later: [],
      trust: "trusted",
      level: "none",
      time: { claimed: null, trusted: "2022-03-15T02:01:00Z", source: "知契演示时间戳" },
      reasons: [],
    },
  ],
  statement: {
    zh: "信任起点：知契演示根证书。验证时刻：2022-03-16 10:00:00（北京时间）。",
    en: "Trust begins at: the demo root. Verified as of 2022-03-16 10:00:00 (Beijing time).",
  },
  filed: {
    relation: "later",
    receiptNo: "130100-2022-00001-X",
    formalNo: "冀石知托备〔2022〕1号",
    filedAt: "2022-04-02T02:00:00.000Z",
    authority: "石家庄市市场监督管理局",
  },
};

function later(revision: number, allowed: boolean, zh: string, en: string) {
  return { revision, allowed, object: null, page: null, field: null, zh, en };
}
