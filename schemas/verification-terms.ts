import type { FiledRelation, LaterChange, SignatureReport, VerificationReport } from "./verification.ts";
import { REASONS } from "./verification-reasons.ts";
import {
  CHANGES_WORDS,
  COVERAGE_WORDS,
  INTEGRITY_WORDS,
  RELATION_WORDS,
  TRUST_WORDS,
  VERDICT_WORDS,
} from "./verification-words.ts";

/** The same thing said in both languages. */
export type Words = { readonly zh: string; readonly en: string };

const VERDICT_ENGLISH: Readonly<
  Record<VerificationReport["verdict"], { readonly word: string; readonly meaning: string }>
> = {
  valid: {
    word: "Valid",
    meaning:
      "The signatures are whole, their certificates lead to a trusted root, and nothing that is not allowed was changed afterwards.",
  },
  invalid: { word: "Invalid", meaning: "The file or a signature did not pass; the reasons are below." },
  indeterminate: {
    word: "Cannot be decided",
    meaning:
      "The signature itself is unbroken, but certificate or algorithm do not carry a conclusion; the reasons are below.",
  },
  unsigned: {
    word: "Not signed",
    meaning: "There is no digital signature in the file: nothing shows who signed it.",
  },
};

const INTEGRITY_ENGLISH: Readonly<Record<SignatureReport["integrity"], string>> = {
  intact: "whole, unchanged",
  extended: "what was signed is unchanged; something allowed was added (such as another party's signature)",
  tampered: "changed",
  malformed: "broken structure, cannot be verified",
};

const TRUST_ENGLISH: Readonly<Record<SignatureReport["trust"], string>> = {
  trusted: "leads to a trusted root",
  untrusted: "not trusted",
  unknown: "its issuer is not among the trusted roots",
};

const COVERAGE_ENGLISH: Readonly<Record<SignatureReport["coverage"], string>> = {
  "whole file": "the whole file",
  "whole revision": "the whole file as it was when signed",
  partial: "a part only",
};

const CHANGES_ENGLISH: Readonly<Record<SignatureReport["changes"], string>> = {
  none: "nothing was changed",
  allowed: "only what is allowed was added",
  disallowed: "something was changed that is not allowed",
};

const RELATION_ENGLISH: Readonly<Record<FiledRelation["relation"], string>> = {
  same: "it is the very file that was filed",
  step: "a step on the way to the file that was filed",
  later: "the filed file with something added since",
  earlier: "an earlier state of the file that was filed",
  unrelated: "no file with this fingerprint was filed",
  receipt: "it is the filing receipt itself",
  correction: "it is a letter of the bureau itself: the contract was sent back to be corrected",
  refusal: "it is a letter of the bureau itself: the filing was refused",
};

/** What a verdict is called and what it does not claim. */
export const verdictTerms = (verdict: VerificationReport["verdict"]): { word: Words; meaning: Words } => ({
  word: { zh: VERDICT_WORDS[verdict].word, en: VERDICT_ENGLISH[verdict].word },
  meaning: { zh: VERDICT_WORDS[verdict].meaning, en: VERDICT_ENGLISH[verdict].meaning },
});
/** Whether the file is none that could carry a signature: it is not even a PDF. */
export const isNoPdf = ({ reasons: codes }: Pick<VerificationReport, "reasons">): boolean =>
  codes.includes("verify.not_a_pdf");

const NO_PDF: { word: Words; meaning: Words } = {
  word: { zh: "不是 PDF", en: "Not a PDF" },
  meaning: {
    zh: "这不是 PDF 文件，没有可以核验的电子签名。",
    en: "The file is not a PDF: there is no signature in it that could be verified.",
  },
};

/** What a whole report's answer is called: its verdict, or that the file is no PDF. */
export const answerTerms = (report: VerificationReport): { word: Words; meaning: Words } =>
  isNoPdf(report) ? NO_PDF : verdictTerms(report.verdict);

/**
 * What a report says of the file's integrity. Without a signature nobody can know whether a file was changed: `intact` of an
 * unsigned file says no more than that it reads strictly.
 */
export const integrityOfReport = (report: VerificationReport): Words => {
  if (isNoPdf(report)) return { zh: "不是 PDF，没有核验", en: "not a PDF, not verified" };
  return report.verdict === "unsigned" ? UNSIGNED : integrityTerm(report.integrity);
};

const UNSIGNED: Words = {
  zh: "没有签名，无法判断有没有被改动",
  en: "no signature: whether it was changed cannot be told",
};

/** Whether bytes are what was signed. */
const integrityTerm = (of: SignatureReport["integrity"]): Words => ({
  zh: INTEGRITY_WORDS[of],
  en: INTEGRITY_ENGLISH[of],
});
const trustTerm = (of: SignatureReport["trust"]): Words => ({
  zh: TRUST_WORDS[of],
  en: TRUST_ENGLISH[of],
});
/** How the file stands to what was filed, after the register was asked. */
export const relationTerm = (of: FiledRelation["relation"]): Words => ({
  zh: of === "unrelated" ? "没有以此指纹备案的文件" : RELATION_WORDS[of],
  en: RELATION_ENGLISH[of],
});

const coverageTerm = (of: SignatureReport["coverage"]): Words => ({
  zh: COVERAGE_WORDS[of],
  en: COVERAGE_ENGLISH[of],
});
const changesTerm = (of: SignatureReport["changes"]): Words => ({
  zh: CHANGES_WORDS[of],
  en: CHANGES_ENGLISH[of],
});

type Reason = {
  readonly rule: string;
  readonly effect: string;
  readonly question: Words;
  readonly answer: Words;
};
const reasons: ReadonlyMap<string, Reason> = new Map(Object.entries(REASONS));

/** What a reason asks and answers; the code itself when it is not on the list. */
export function reasonTerm(code: string): Words {
  const reason = reasons.get(code);
  if (reason === undefined) return { zh: code, en: code };
  const { question, answer } = reason;
  return { zh: `${question.zh}${answer.zh}`, en: `${question.en} ${answer.en}` };
}

/** Whether a reason stands in the way of `valid`, or only tells. Codes that are not on the list stand in the way. */
export const isNote = (code: string): boolean => reasons.get(code)?.effect === "note";

/** Reasons no signature gives by itself: what a signature says is said once, beneath it. */
const reasonsOfTheFile = ({ reasons: all, signatures }: VerificationReport): readonly string[] =>
  all.filter((code) => !signatures.some((signature) => signature.reasons.includes(code)));

/** What stands in the way of `valid`, wherever it was found, and what only the file as a whole says. */
export const weighingReasons = (report: VerificationReport): readonly string[] => {
  const own = reasonsOfTheFile(report);
  return report.reasons.filter((code) => !isNote(code) || own.includes(code));
};

/** One fact of a signature: its name and what it is. */
export type Fact = { readonly id: string; readonly name: Words; readonly value: Words };

/**
 * The facts of one signature, apart: integrity, coverage, what followed, certificate, revocation, time, identity, key, level. What a
 * file by itself does not tell is said to be untold, never left out. `tell` writes an instant for people.
 */
export function signatureFacts(
  signature: SignatureReport,
  tell: (instant: string) => Words,
): readonly Fact[] {
  const fact = (id: string, zh: string, en: string, value: Words): Fact => ({ id, name: { zh, en }, value });
  const seen = [
    fact("integrity", "完整性", "Integrity", integrityTerm(signature.integrity)),
    fact("coverage", "签名范围", "Covers", coverageTerm(signature.coverage)),
    fact("changes", "签名之后", "Afterwards", changesTerm(signature.changes)),
    fact("certificate", "证书", "Certificate", trustOfSignature(signature)),
    fact("revocation", "吊销", "Revocation", revocationTerm(signature)),
    fact("time", "时间", "Time", timeTerm(signature.time, tell)),
  ];
  if (signature.kind === "timestamp") return seen;
  return [
    ...seen,
    fact("identity", "身份", "Identity", IDENTITY_UNTOLD),
    fact("key", "密钥", "Key", KEY_UNTOLD),
    fact("level", "签名等级", "Level", {
      zh: signature.level === "none" ? "没有达到任何等级" : signature.level,
      en: signature.level === "none" ? "none reached" : signature.level,
    }),
  ];
}

/** A signature that did not hold says nothing of its certificate: nobody looked. */
const isBroken = ({ integrity, trust }: Pick<SignatureReport, "integrity" | "trust">): boolean =>
  trust === "unknown" && (integrity === "tampered" || integrity === "malformed");

const UNJUDGED: Words = {
  zh: "签名没有通过核验，证书未作判断",
  en: "not judged, since the signature did not pass",
};

/** The trust in one signature's certificate. */
export const trustOfSignature = (signature: SignatureReport): Words =>
  isBroken(signature) ? UNJUDGED : trustTerm(signature.trust);

/** The trust in a report's certificates, as a whole. */
export const trustOfReport = (report: VerificationReport): Words =>
  isBroken(report) && report.signatures.every(isBroken) ? UNJUDGED : trustTerm(report.trust);

const IDENTITY_UNTOLD: Words = {
  zh: "文件只说明证书写的是谁，不说明签发前怎样核实了身份",
  en: "the file tells whom the certificate names, not how that was established",
};
const KEY_UNTOLD: Words = {
  zh: "文件不说明签名密钥由谁持有",
  en: "the file does not tell who held the signing key",
};

/** Reasons of V11 in the order in which they matter. */
const REVOCATION_CODES = [
  "verify.certificate_revoked",
  "verify.certificate_revoked_no_trusted_time",
  "verify.revocation_unknown",
  "verify.certificate_revoked_later",
  "verify.revocation_not_checked",
  "verify.certificate_short_lived",
] as const;

function revocationTerm(signature: SignatureReport): Words {
  const { reasons: codes, trust } = signature;
  if (isBroken(signature)) return UNJUDGED;
  const said = REVOCATION_CODES.find((code) => codes.includes(code));
  if (said !== undefined) return REASONS[said].answer;
  if (trust !== "trusted") {
    return {
      zh: "证书不可追溯到信任的根，吊销无从查起",
      en: "not asked: the certificate leads to no trusted root",
    };
  }
  return {
    zh: "没有被吊销：有可采信的答复，或者证书本身就是所信任的根",
    en: "not revoked: an answer that may be relied upon says so, or the certificate is itself a trusted root",
  };
}

function timeTerm(time: SignatureReport["time"], tell: (instant: string) => Words): Words {
  if (time.trusted !== null) {
    const at = tell(time.trusted);
    return {
      zh: `不晚于 ${at.zh}，依据：${time.source ?? "未写明"}`,
      en: `not later than ${at.en}, on the word of ${time.source ?? "an unnamed source"}`,
    };
  }
  if (time.claimed === null) return { zh: "未写明", en: "not stated" };
  const at = tell(time.claimed);
  return {
    zh: `${at.zh}，签名人自述，没有可信时间戳`,
    en: `${at.en}, the signer's claim; no trusted timestamp`,
  };
}

/** Changes of one revision that say the same of several objects, as one line. */
export type ChangeLine = { readonly allowed: boolean; readonly version: number; readonly words: Words };

const OBJECT = { zh: /（对象 (\d+)）$/u, en: / \(object (\d+)\)$/u } as const;

/** What changed after a signature, in words: a line for each kind of change of each version, with the objects it met. */
export function changeLines(later: readonly LaterChange[]): readonly ChangeLine[] {
  const alike = Map.groupBy(later, ({ revision, allowed, zh }) =>
    [revision, allowed, zh.replace(OBJECT.zh, "")].join("|"),
  );
  return [...alike.values()].flatMap((changes) => {
    const [first] = changes;
    if (first === undefined) return [];
    const numbers = changes.flatMap(({ zh }) => OBJECT.zh.exec(zh)?.[1] ?? []);
    const [zh, en] = [first.zh.replace(OBJECT.zh, ""), first.en.replace(OBJECT.en, "")];
    const words =
      numbers.length < 2
        ? { zh: first.zh, en: first.en }
        : { zh: `${zh}（对象 ${numbers.join("、")}）`, en: `${en} (objects ${numbers.join(", ")})` };
    return [{ allowed: first.allowed, version: first.revision + 1, words }];
  });
}
