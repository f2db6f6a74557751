import type { LaterChange, SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import { trustOfReport, trustOfSignature } from "../../schemas/verification-terms.ts";
import {
  CHANGES_WORDS,
  COVERAGE_WORDS,
  INTEGRITY_WORDS,
  reasonWords,
  VERDICT_WORDS,
} from "../../schemas/verification-words.ts";
import { printable } from "./printable.ts";

/** A verification for people: the verdict, the facts it was derived from, then each signature; codes in brackets. */
export const verificationText = (report: VerificationReport): string =>
  [
    `${oneLine(report.file)}  ${VERDICT_WORDS[report.verdict].word} [${report.verdict}]`,
    `  SHA-256 ${report.sha256}`,
    `  完整性  ${coded(INTEGRITY_WORDS, report.integrity)}`,
    // Where nobody signed there is no certificate to speak of.
    ...(report.signatures.length === 0 ? [] : [`  证书    ${trustOfReport(report).zh} [${report.trust}]`]),
    ...ofTheFile(report).map((code) => `  ${reasonLine(code)}`),
    ...report.signatures.flatMap(signatureLines),
    ...(report.signatures.length === 0 ? [] : [`  依据    ${oneLine(report.statement.zh)}`]),
  ].join("\n");

/** Reasons no signature gives by itself: what a signature says is said once, beneath it. */
const ofTheFile = ({ reasons, signatures }: VerificationReport): readonly string[] =>
  reasons.filter((code) => !signatures.some((signature) => signature.reasons.includes(code)));

const signatureLines = (signature: SignatureReport): readonly string[] => [
  `  签名域 ${oneLine(signature.field)}  ${oneLine(signature.signer ?? "（未能认定签名人）")}`,
  `    完整性    ${coded(INTEGRITY_WORDS, signature.integrity)}`,
  `    签名范围  ${coded(COVERAGE_WORDS, signature.coverage)}`,
  `    签名之后  ${coded(CHANGES_WORDS, signature.changes)}`,
  `    证书      ${trustOfSignature(signature).zh} [${signature.trust}]`,
  `    级别      ${signature.level === "none" ? "无 [none]" : signature.level}`,
  `    时间      ${timeText(signature.time)}`,
  ...signature.reasons.map((code) => `    ${reasonLine(code)}`),
  ...signature.later.map(changeLine),
];

/** One later change: in which state of the file, what, where; a cross marks what is not allowed. */
const changeLine = ({ revision, allowed, zh }: LaterChange): string =>
  `      ${allowed ? "＋" : "×"} 第 ${revision + 1} 版：${oneLine(zh)}`;

const coded = <Code extends string>(words: Readonly<Record<Code, string>>, code: Code): string =>
  `${words[code]} [${code}]`;

const reasonLine = (code: string): string => `· ${code}  ${reasonWords(code)}`;

const timeText = (time: SignatureReport["time"]): string =>
  time.trusted === null
    ? `${time.claimed ?? "未写明"}（签名人自称，没有可信时间）`
    : `不晚于 ${time.trusted}（依据：${time.source ?? "未写明"}）`;

const oneLine = (text: string): string => printable(text.replaceAll("\n", " "));
