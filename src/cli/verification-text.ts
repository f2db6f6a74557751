import type { SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import {
  type ChangeLine,
  changeLines,
  type Fact,
  integrityOfReport,
  signatureFacts,
  trustOfReport,
  type Words,
} from "../../schemas/verification-terms.ts";
import { reasonWords, VERDICT_WORDS } from "../../schemas/verification-words.ts";
import { readInstant, timeInShanghai } from "../kit/dates.ts";
import { printable } from "./printable.ts";

/** A verification for people: the verdict, the facts it was derived from, then each signature; codes in brackets, times in Beijing's. */
export const verificationText = (report: VerificationReport): string =>
  [
    `${oneLine(report.file)}  ${VERDICT_WORDS[report.verdict].word} [${report.verdict}]`,
    `  SHA-256 ${report.sha256}`,
    integrityLine(report),
    // Where nobody signed there is no certificate to speak of.
    ...(report.signatures.length === 0 ? [] : [`  证书    ${trustOfReport(report).zh} [${report.trust}]`]),
    ...ofTheFile(report).map((code) => `  ${reasonLine(code)}`),
    ...report.signatures.flatMap(signatureLines),
    ...(report.signatures.length === 0 ? [] : [`  依据    ${oneLine(report.statement.zh)}`]),
  ].join("\n");

/** Where nobody signed the code would claim what no one can know. */
const integrityLine = (report: VerificationReport): string =>
  `  完整性  ${integrityOfReport(report).zh}${report.verdict === "unsigned" ? "" : ` [${report.integrity}]`}`;

/** Reasons no signature gives by itself: what a signature says is said once, beneath it. */
const ofTheFile = ({ reasons, signatures }: VerificationReport): readonly string[] =>
  reasons.filter((code) => !signatures.some((signature) => signature.reasons.includes(code)));

const signatureLines = (signature: SignatureReport): readonly string[] => [
  `  签名域 ${oneLine(signature.field)}  ${oneLine(signature.signer ?? "（未能认定签名人）")}`,
  ...signatureFacts(signature, beijingTime).map((fact) => factLine(fact, signature)),
  ...signature.reasons.map((code) => `    ${reasonLine(code)}`),
  ...changeLines(signature.later).map(changeLine),
];

/** Han a name may have before its value, all values standing in one column. */
const NAME_WIDTH = 4;

/** One fact in the words of the page and the paper, with its code where the JSON has one. */
function factLine({ id, name, value }: Fact, signature: SignatureReport): string {
  const codes: Readonly<Record<string, string>> = {
    integrity: signature.integrity,
    coverage: signature.coverage,
    changes: signature.changes,
    certificate: signature.trust,
    ...(signature.level === "none" ? { level: "none" } : {}),
  };
  const code = codes[id];
  const gap = "  ".repeat(NAME_WIDTH - name.zh.length + 1);
  return `    ${name.zh}${gap}${oneLine(value.zh)}${code === undefined ? "" : ` [${code}]`}`;
}

/** Alike changes of one state of the file as one line; a cross marks what is not allowed. */
const changeLine = ({ allowed, version, words }: ChangeLine): string =>
  `      ${allowed ? "＋" : "×"} 第 ${version} 版：${oneLine(words.zh)}`;

const reasonLine = (code: string): string => `· ${code}  ${reasonWords(code)}`;

function beijingTime(instant: string): Words {
  const at = readInstant(instant);
  const time = at === undefined ? instant : timeInShanghai(at);
  return { zh: `${time}（北京时间）`, en: `${time} (Beijing time)` };
}

const oneLine = (text: string): string => printable(text.replaceAll("\n", " "));
