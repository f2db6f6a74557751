import type { ReportLanguage } from "../../schemas/check-report.ts";
import type { SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import {
  answerTerms,
  changeLines,
  integrityOfReport,
  reasonTerm,
  relationTerm,
  signatureFacts,
  trustOfReport,
  weighingReasons,
  type Words,
} from "../../schemas/verification-terms.ts";
import type { VerificationReportFacts } from "../document/verification-report-document.ts";
import { readInstant, timeInShanghai } from "../kit/dates.ts";
import { VERIFICATION_REPORT_WORDS, type VerificationReportWords } from "./verification-report-words.ts";

/** A paper of a hundred pages helps nobody: what is longer is in the attached data. */
const LONGEST_TEXT = 2000;

/** A report as it is printed: verdict, facts of the file, reasons, then each signature with its facts apart and what followed it. */
export function verificationReportFacts(
  report: VerificationReport,
  language: ReportLanguage,
): VerificationReportFacts {
  const words = VERIFICATION_REPORT_WORDS[language];
  const { word, meaning } = answerTerms(report);
  return {
    title: words.title,
    labels: words.labels,
    file: plain(report.file.split(/[\\/]/u).at(-1) ?? ""),
    fingerprint: report.sha256 === "" ? words.tooLarge : report.sha256.toUpperCase(),
    verdict: `${word[language]}${words.colon}${meaning[language]}`,
    integrity: integrityOfReport(report)[language],
    trust: trustOfReport(report)[language],
    filed: filedOf(report, language),
    reasons: weighingReasons(report).map((code) => ({ code, words: reasonTerm(code)[language] })),
    signatures: report.signatures.map((signature, at) => signatureOf(signature, at, language)),
    statement: plain(report.statement[language]),
    note: words.note,
  };
}

function filedOf({ filed }: VerificationReport, language: ReportLanguage): string {
  const words = VERIFICATION_REPORT_WORDS[language];
  if (filed === null) return words.notAsked;
  const number = filed.receiptNo === null ? [] : [`${words.receipt} ${filed.receiptNo}`];
  return [relationTerm(filed.relation)[language], filed.authority ?? "", ...number]
    .filter((part) => part !== "")
    .join(words.comma);
}

function signatureOf(
  signature: SignatureReport,
  at: number,
  language: ReportLanguage,
): VerificationReportFacts["signatures"][number] {
  const words = VERIFICATION_REPORT_WORDS[language];
  const kind = signature.kind === "timestamp" ? words.timestamp : words.signature;
  const facts = signatureFacts(signature, (instant) => timeWords(instant)).map(({ name, value }) => ({
    name: name[language],
    value: plain(value[language]),
  }));
  const reasons = signature.reasons.map((code) => reasonTerm(code)[language]);
  return {
    head: plain(`${at + 1}. ${kind} ${signature.field}${words.colon}${signature.signer ?? words.unnamed}`),
    facts: [
      ...facts,
      ...(reasons.length === 0
        ? []
        : [{ name: words.labels["reasons"] ?? "", value: plain(reasons.join("\n")) }]),
      ...laterOf(signature, words, language),
    ],
  };
}

function laterOf(
  { later }: SignatureReport,
  words: VerificationReportWords,
  language: ReportLanguage,
): { readonly name: string; readonly value: string }[] {
  const lines = changeLines(later).map(({ allowed, version, words: said }) =>
    [words.version(version), allowed ? words.allowed : words.refused, said[language]].join(words.comma),
  );
  return lines.length === 0 ? [] : [{ name: words.later, value: plain(lines.join("\n")) }];
}

function timeWords(instant: string): Words {
  const at = readInstant(instant);
  const time = at === undefined ? instant : timeInShanghai(at);
  return {
    zh: `${time}${VERIFICATION_REPORT_WORDS.zh.clock}`,
    en: `${time}${VERIFICATION_REPORT_WORDS.en.clock}`,
  };
}

/** Names come from the file and may be hostile: no control or direction signs on paper, and not without end. */
const plain = (text: string): string => {
  const safe = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, (sign) => (sign === "\n" ? sign : "〓"));
  const signs = Array.from(safe);
  return signs.length > LONGEST_TEXT ? `${signs.slice(0, LONGEST_TEXT).join("")}…` : safe;
};
