import type { Ground, Overruled, ReportLanguage, Stage } from "../../schemas/check-report.ts";

/** The words of the paper in one language. */
export type CheckReportWords = {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly grounds: Readonly<Record<Ground, string>>;
  readonly groups: Readonly<Record<"obstacles" | "remarks" | "queries" | "overruled", string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly seats: Readonly<Record<string, string>>;
  readonly stored: string;
  readonly unknown: string;
  readonly ready: string;
  readonly readyWithQueries: (count: number) => string;
  readonly blocked: (count: number, refusal: string) => string;
  /** The same before filing, when it can still be mended. */
  readonly mend: (count: number, refusal: string) => string;
  readonly review: string;
  /** Of a file nothing was read of. */
  readonly nothingRead: string;
  /** The kind of contract, when it could not be told and another was taken meanwhile. */
  readonly kindUnknown: (taken: string) => string;
  readonly overruled: (one: Overruled) => string;
  readonly page: (page: number) => string;
  /** Of a file that has no pages of its own. */
  readonly paragraph: (paragraph: number) => string;
  readonly cell: (table: number, row: number, column: number) => string;
  readonly note: string;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly open: string;
  readonly close: string;
};

/** The bureau's words for not filing, in English. */
const REFUSALS: Readonly<Record<string, string>> = {
  不予备案: "not to be filed",
  退回补正: "returned for correction",
};

/** Chinese as the bureau writes it; English for whoever reads along. */
export const CHECK_REPORT_WORDS: Readonly<Record<ReportLanguage, CheckReportWords>> = {
  zh: {
    title: "知识产权托管合同基本要素审查意见表",
    labels: {
      contract: "合同名称",
      number: "合同编号",
      kind: "合同类型",
      parties: "当事人",
      stage: "审查阶段",
      asOf: "截至日期",
      file: "审查文件",
      fingerprint: "文件指纹",
      verdict: "审查结果",
      no: "序号",
      element: "要素、情形和位置",
      found: "发现",
      basis: "理由和依据",
      fix: "改正办法",
      unread: "程序不能判断、须人工审查的",
      reason: "原因",
      question: "请审查人员看",
      answer: "审查人员填写",
      opinion: "审查意见",
      reviewer: "审查人",
      day: "日期",
    },
    stages: { draft: "起草", sign: "签署", file: "备案" },
    grounds: { M: "空缺", U: "不明晰", Q: "条件核验" },
    groups: {
      obstacles: "影响备案的要素空缺、不明晰",
      remarks: "提示（不影响备案）",
      queries: "条件核验（请审查人员了解，不作为不予备案的理由）",
      overruled: "审查人员已经排除的",
    },
    reasons: {
      no_text_layer: "没有文字层（扫描件）",
      picture_page: "该页是图片",
      unreadable_characters: "文字无法识别",
      low_confidence: "读得不够确定",
      seal_on_paper: "纸面印章、签名",
      unknown_variant: "合同类型不能确定",
      not_in_text: "合同没有写，请另行核验",
      outside: "合同以外的事实，没有收到数据，请另行核验",
    },
    seats: {},
    stored: "系统中的合同数据",
    unknown: "没有读出",
    ready: "基本要素齐备、明晰。",
    readyWithQueries: (count) => `基本要素齐备、明晰；另有 ${count} 项条件请审查人员核验。`,
    blocked: (count, refusal) => `有 ${count} 项要素空缺或者不明晰，应当${refusal}。`,
    mend: (count, refusal) =>
      `有 ${count} 项要素空缺或者不明晰，请在签署、备案以前改正；备案时仍有的，${refusal}。`,
    review: "程序没有发现影响备案的情形，但有内容不能判断，须人工审查。",
    nothingRead: "文件里没有可以读的文字，程序没有作任何判断，须按下表人工审查。",
    kindUnknown: (taken) => `看不出，暂按${taken}的清单列出，请先确认`,
    overruled: ({ reason, authority, at }) => `${authority}于 ${at} 排除：${reason}`,
    page: (page) => `第${page}页`,
    paragraph: (paragraph) => `第${paragraph}段`,
    cell: (table, row, column) => `表${table}第${row}行第${column}列`,
    note: "本表由程序按公开的规则目录作出，只核对合同所写的内容，不代替审查人员的判断。条件核验各项从不作为不予备案的理由。",
    colon: "：",
    comma: "，",
    semicolon: "；",
    open: "（",
    close: "）",
  },
  en: {
    title: "Review of Required Elements",
    labels: {
      contract: "Contract",
      number: "Number",
      kind: "Kind",
      parties: "Parties",
      stage: "Stage",
      asOf: "As of",
      file: "File",
      fingerprint: "SHA-256",
      verdict: "Result",
      no: "No",
      element: "Element, ground, place",
      found: "Found",
      basis: "Why, basis",
      fix: "How to mend it",
      unread: "Left to a person: what the program could not judge",
      reason: "Reason",
      question: "What to look for",
      answer: "Reviewer's answer",
      opinion: "Opinion",
      reviewer: "Reviewer",
      day: "Date",
    },
    stages: { draft: "draft", sign: "signing", file: "filing" },
    grounds: { M: "missing", U: "unclear", Q: "to look into" },
    groups: {
      obstacles: "Missing or unclear: in the way of filing",
      remarks: "Remarks, not in the way of filing",
      queries: "For the reviewer to look into, never a ground for refusal",
      overruled: "Overruled by the reviewer",
    },
    reasons: {
      no_text_layer: "no text layer (a scan)",
      picture_page: "the page is a picture",
      unreadable_characters: "unreadable characters",
      low_confidence: "read with little certainty",
      seal_on_paper: "seal or signature on paper",
      unknown_variant: "kind of contract uncertain",
      not_in_text: "not in the contract; verify otherwise",
      outside: "a fact outside the contract that was not handed in; verify otherwise",
    },
    seats: { 甲方: "Party A", 乙方: "Party B", 丙方: "Party C", 丁方: "Party D" },
    stored: "contract data in the system",
    unknown: "not read",
    ready: "The required elements are there and clear.",
    readyWithQueries: (count) =>
      `The required elements are there and clear; the reviewer should look into ${count} point${count === 1 ? "" : "s"}.`,
    blocked: (count, refusal) =>
      `${count} element${count === 1 ? " is" : "s are"} missing or unclear: ${REFUSALS[refusal] ?? refusal}.`,
    mend: (count, refusal) =>
      `${count} element${count === 1 ? " is" : "s are"} missing or unclear: mend before signing and filing; what is left then means: ${REFUSALS[refusal] ?? refusal}.`,
    review:
      "Nothing found is in the way of filing, but some of it could not be judged and is left to a person.",
    nothingRead:
      "No text could be read of the file and nothing was judged; a person reviews it by the list below.",
    kindUnknown: (taken) => `not told; listed meanwhile as for the ${taken}, please confirm`,
    overruled: ({ reason, authority, at }) => `Overruled by ${authority} on ${at}: ${reason}`,
    page: (page) => `p. ${page}`,
    paragraph: (paragraph) => `paragraph ${paragraph}`,
    cell: (table, row, column) => `table ${table}, row ${row}, column ${column}`,
    note: "Made by a program from the public catalogue of rules: it compares what the contract says and replaces no reviewer's judgement. Points to look into are never a ground for refusal.",
    colon: ": ",
    comma: ", ",
    semicolon: "; ",
    open: " (",
    close: ")",
  },
};
