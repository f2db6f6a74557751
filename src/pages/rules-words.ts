import type { ReportLanguage, Stage } from "../../schemas/check-report.ts";

/** The words of the catalogue page in one language. */
export type RulesWords = {
  readonly title: string;
  readonly lead: (count: number) => string;
  readonly find: string;
  readonly example: string;
  readonly variant: string;
  readonly all: string;
  readonly allVariants: string;
  readonly search: string;
  readonly otherLanguage: string;
  readonly blocks: string;
  readonly warns: string;
  readonly query: string;
  readonly elsewhere: (count: number) => string;
  readonly cases: (count: number) => string;
  readonly blocking: string;
  readonly warning: string;
  readonly none: (find: string) => string;
  readonly read: (day: string) => string;
  readonly joint: string;
  readonly between: string;
  readonly listed: string;
  readonly value: string;
  readonly detail: string;
  readonly foot: string;
  readonly stated: string;
  readonly notStated: string;
  readonly stage: Readonly<Record<Stage, string>>;
};

/** The page in both languages. */
export const RULES_WORDS: Readonly<Record<ReportLanguage, RulesWords>> = {
  zh: {
    title: "合同基本要素规则",
    lead: (count) =>
      `共 ${count} 条。每条写明问什么、为什么、依据哪一条、缺了怎么补。规则是公开的数据，人人可以核对。`,
    find: "查找",
    example: "编号、要素或者法条，例如 统一社会信用代码",
    variant: "合同类型",
    all: "全部类型",
    allVariants: "各类合同",
    search: "查找",
    otherLanguage: "English",
    blocks: "缺了会影响备案",
    warns: "提示，不影响备案",
    query: "条件核验，请审查人员了解；从不作为不予备案的理由",
    elsewhere: (count) => `另有 ${count} 种地方规定`,
    cases: (count) => `更具体的 ${count} 种说法`,
    blocking: "影响备案",
    warning: "提示",
    none: (find) => `没有找到“${find}”。可以只写一个词，或者用编号。`,
    read: (day) => `（${day} 核对）`,
    joint: "",
    between: "；",
    listed: "、",
    value: "“……”",
    detail: "……",
    foot: "依据是公开的法律、标准和各地文件。“不予备案”只有当地文件有规定才用；没有规定的地方，退回补正。",
    stated: "：要素空缺、不明晰的",
    notStated: "：没有规定不予备案的情形，要素空缺、不明晰的",
    stage: { draft: "起草起", sign: "签署起", file: "备案时" },
  },
  en: {
    title: "Rules on required elements",
    lead: (count) =>
      `${count} rules. Each says what is asked, why, on which article, and how to mend a defect. They are public data that anybody can check.`,
    find: "Find",
    example: "an id, an element or an article, for example credit code",
    variant: "Kind of contract",
    all: "All kinds",
    allVariants: "all kinds",
    search: "Find",
    otherLanguage: "中文",
    blocks: "stands in the way of filing",
    warns: "a remark",
    query: "for the reviewer to look into; never a ground for refusal",
    elsewhere: (count) => `${count} other local version${count === 1 ? "" : "s"}`,
    cases: (count) => `${count} more exact wording${count === 1 ? "" : "s"}`,
    blocking: "blocks",
    warning: "remark",
    none: (find) => `Nothing found for “${find}”. Try a single word, or an id.`,
    read: (day) => ` (read ${day})`,
    joint: " ",
    between: "; ",
    listed: ", ",
    value: "“…”",
    detail: "…",
    foot: "The basis is public law, standards and local norms. Refusal is named only where the local norm names it; elsewhere a contract is returned for correction.",
    stated: ": an element missing or unclear means ",
    notStated: ": no ground of refusal is stated; an element missing or unclear means ",
    stage: { draft: "from drafting", sign: "from signing", file: "at filing" },
  },
};

/** Families of rules, in the catalogue's words. */
export const FAMILY_WORDS: Readonly<Record<string, Readonly<Record<ReportLanguage, string>>>> = {
  DOC: { zh: "文本", en: "Document" },
  PTY: { zh: "当事人", en: "Parties" },
  SUB: { zh: "标的、数量、质量", en: "Subject, quantity, quality" },
  TRM: { zh: "期限", en: "Term" },
  PER: { zh: "履行", en: "Performance" },
  DUT: { zh: "权利义务", en: "Rights and duties" },
  FEE: { zh: "费用", en: "Money" },
  ACC: { zh: "验收与考核", en: "Acceptance" },
  CNF: { zh: "保密", en: "Confidentiality" },
  IPR: { zh: "成果归属", en: "Ownership of results" },
  LIA: { zh: "违约责任", en: "Liability" },
  DSP: { zh: "争议解决", en: "Disputes" },
  CHG: { zh: "变更与解除", en: "Change and termination" },
  SIG: { zh: "签署", en: "Signing" },
  ATT: { zh: "附件", en: "Attachments" },
  TXT: { zh: "文字", en: "Wording" },
  TPL: { zh: "模板", en: "Template" },
  P3: { zh: "三方合同", en: "Three parties" },
  ZK: { zh: "周口园区", en: "Zhoukou parks" },
  PRJ: { zh: "补助项目", en: "Subsidy project" },
  FIL: { zh: "备案", en: "Filing" },
  PRV: { zh: "个人信息", en: "Privacy" },
};
