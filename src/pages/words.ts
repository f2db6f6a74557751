import { readInstant, timeInShanghai } from "../kit/dates.ts";
import reasonWords from "./reason-words.json" with { type: "json" };
import type { FiledRelation, SignatureReport, VerificationReport } from "../../schemas/verification.ts";

type Verdict = { readonly word: string; readonly tone: "good" | "bad" | "unsure"; readonly meaning: string };

/** What a verdict is called and what it does not claim. */
export const VERDICT_WORDS: Readonly<Record<VerificationReport["verdict"], Verdict>> = {
  valid: {
    word: "有效",
    tone: "good",
    meaning: "签名完整，证书可追溯到我们持有的信任根，签名之后没有不允许的改动。",
  },
  invalid: { word: "无效", tone: "bad", meaning: "文件或签名没有通过核验，原因见下。" },
  indeterminate: {
    word: "无法判定",
    tone: "unsure",
    meaning: "签名本身未见破坏，但证书或算法不足以作出结论，原因见下。",
  },
  unsigned: { word: "没有签名", tone: "unsure", meaning: "文件中没有数字签名，无从证明由谁签署。" },
};

/** Whether bytes are what was signed. */
export const INTEGRITY_WORDS: Readonly<Record<SignatureReport["integrity"], string>> = {
  intact: "完整，未被改动",
  extended: "所签内容未被改动，其后有允许的追加（如其他方签名）",
  tampered: "已被改动",
  malformed: "文件结构异常，无法核验",
};

/** Whether the certificate leads to an anchor we hold; says nothing of the person. */
export const TRUST_WORDS: Readonly<Record<SignatureReport["trust"], string>> = {
  trusted: "可追溯到我们持有的信任根",
  untrusted: "不可信",
  unknown: "签发者不在我们的信任根之内",
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
};

const REASON_WORDS: Readonly<Record<string, string>> = reasonWords;

/** What a reason code means, as question and answer; the code itself when it is newer than this page. */
export const reasonWord = (code: string): string =>
  Object.hasOwn(REASON_WORDS, code) ? (REASON_WORDS[code] ?? code) : code;

/** An instant for people, in Beijing time; text that is no instant stays as it is. */
export function beijingTime(instant: string): string {
  const at = readInstant(instant);
  return at === undefined ? instant : `${timeInShanghai(at)}（北京时间）`;
}

/** When a signature was made, and on whose word. */
export function signingTime(time: SignatureReport["time"]): string {
  if (time.trusted !== null) return `不晚于 ${beijingTime(time.trusted)}，依据：${time.source ?? "未写明"}`;
  return time.claimed === null ? "未写明" : `${beijingTime(time.claimed)}，签名人自述，没有可信时间戳`;
}
