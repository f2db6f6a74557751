import type { ReportLanguage } from "../../schemas/check-report.ts";

/** The words of the paper in one language. */
export type VerificationReportWords = {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly timestamp: string;
  readonly unnamed: string;
  readonly later: string;
  readonly allowed: string;
  readonly refused: string;
  readonly version: (version: number) => string;
  /** After an instant: which clock it is on. */
  readonly clock: string;
  readonly notAsked: string;
  readonly receipt: string;
  readonly tooLarge: string;
  readonly colon: string;
  readonly comma: string;
  readonly note: string;
};

export const VERIFICATION_REPORT_WORDS: Readonly<Record<ReportLanguage, VerificationReportWords>> = {
  zh: {
    title: "电子签名验证报告",
    labels: {
      file: "文件",
      fingerprint: "SHA-256",
      verdict: "结论",
      integrity: "完整性",
      trust: "证书",
      filed: "与备案的关系",
      reasons: "理由",
      statement: "结论凭什么",
    },
    signature: "签名",
    timestamp: "文档时间戳",
    unnamed: "未能认定签名人",
    later: "此后改动",
    allowed: "允许",
    refused: "不允许",
    version: (version) => `第${version}版`,
    clock: "（北京时间）",
    notAsked: "没有查登记簿",
    receipt: "回执",
    tooLarge: "文件过大，未计算",
    colon: "：",
    comma: "，",
    note: "本报告由程序作出，各项事实分列，结论由事实推出。它只对 SHA-256 与上面一致的那一份文件有效；报告本身没有签名，附件 verification.json 是同样内容的数据。",
  },
  en: {
    title: "Report on the Verification of Signatures",
    labels: {
      file: "File",
      fingerprint: "SHA-256",
      verdict: "Verdict",
      integrity: "Integrity",
      trust: "Certificates",
      filed: "Filing",
      reasons: "Reasons",
      statement: "What the verdict rests on",
    },
    signature: "Signature",
    timestamp: "Document timestamp",
    unnamed: "signer not established",
    later: "Changed since",
    allowed: "allowed",
    refused: "not allowed",
    version: (version) => `version ${version}`,
    clock: " (Beijing time)",
    notAsked: "the register was not asked",
    receipt: "receipt",
    tooLarge: "too large, not computed",
    colon: ": ",
    comma: ", ",
    note: "Made by a program: the facts stand apart and the verdict follows from them. It speaks only of the file whose SHA-256 stands above. The report itself is not signed; the attachment verification.json holds the same as data.",
  },
};
