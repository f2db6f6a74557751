import type { FiledRelation, SignatureReport, VerificationReport } from "./verification.ts";
import { REASONS } from "./verification-reasons.ts";

/** What a verdict is called and what it does not claim. */
export const VERDICT_WORDS: Readonly<
  Record<VerificationReport["verdict"], { readonly word: string; readonly meaning: string }>
> = {
  valid: {
    word: "有效",
    meaning: "签名完整，证书可追溯到所信任的根证书，签名之后没有不允许的改动。",
  },
  invalid: { word: "无效", meaning: "文件或签名没有通过核验，原因见下。" },
  indeterminate: {
    word: "无法判定",
    meaning: "签名本身未见破坏，但证书或算法不足以作出结论，原因见下。",
  },
  unsigned: { word: "没有签名", meaning: "文件中没有数字签名，无从证明由谁签署。" },
};

/** Whether bytes are what was signed. */
export const INTEGRITY_WORDS: Readonly<Record<SignatureReport["integrity"], string>> = {
  intact: "完整，未被改动",
  extended: "所签内容未被改动，其后有允许的追加（如其他方签名）",
  tampered: "已被改动",
  malformed: "文件结构异常，无法核验",
};

/** Whether the certificate leads to an anchor of the verifier's; says nothing of the person. */
export const TRUST_WORDS: Readonly<Record<SignatureReport["trust"], string>> = {
  trusted: "可追溯到所信任的根证书",
  untrusted: "不可信",
  unknown: "签发者不在所信任的根证书之内",
};

/** How much of the file a signature covers. */
export const COVERAGE_WORDS: Readonly<Record<SignatureReport["coverage"], string>> = {
  "whole file": "整个文件",
  "whole revision": "签署时的整个文件",
  partial: "只覆盖一部分",
};

/** What was done to the file after a signature. */
export const CHANGES_WORDS: Readonly<Record<SignatureReport["changes"], string>> = {
  none: "没有改动",
  allowed: "只有允许的追加",
  disallowed: "有不允许的改动",
};

/** How the file stands to what was filed. */
export const RELATION_WORDS: Readonly<Record<FiledRelation["relation"], string>> = {
  same: "就是备案的那一份",
  step: "是备案文件签署过程中的一步",
  later: "在备案文件之后又有追加",
  earlier: "早于备案文件的版本",
  unrelated: "与备案文件不同",
  receipt: "就是备案回执本身",
  correction: "就是备案机关发出的补正通知书本身",
  refusal: "就是备案机关发出的不予备案通知书本身",
};

const reasons: ReadonlyMap<string, { readonly question: { zh: string }; readonly answer: { zh: string } }> =
  new Map(Object.entries(REASONS));

/** What a reason code means in Chinese, question and answer; the code itself when it is not on the list. */
export function reasonWords(code: string): string {
  const reason = reasons.get(code);
  return reason === undefined ? code : `${reason.question.zh}${reason.answer.zh}`;
}
