import type { CheckReport, Finding, ReportLanguage, Stage } from "../../../schemas/check-report.ts";
import type { Contract } from "../../../schemas/contract.ts";
import {
  type DocumentPlace,
  type DocumentReading,
  type ExtractedValue,
  type UnreadElement,
  SURE,
} from "../../../schemas/extraction.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import { checkCompleteness } from "../../completeness/check-completeness.ts";
import { agreesToSignSo } from "../../completeness/particular-elements.ts";
import { sentencesOf } from "../../completeness/whole-text.ts";
import type { SaidAgain } from "../../extract/consistency.ts";
import type { Extraction } from "../../extract/extract-contract.ts";
import { slotQuestion } from "../../extract/slots.ts";
import type { UploadedText } from "../../extract/uploaded-text.ts";
import { isBlank } from "../../kit/text.ts";
import { mayBeLicensed, waitsForTheSum } from "./absent-parts.ts";
import { isAlikeEverywhere } from "./alike-everywhere.ts";
import { isDoubtful, leavesOpen } from "./doubts.ts";
import { isHalfRead, isMisread, isUnlikelyMissing } from "./gates.ts";
import { isCaught } from "./nets.ts";
import { inReadingOrder } from "./reading-order.ts";
import { hasTrace } from "./traces.ts";
import { questionsOfTypedSigners, signerPlace } from "./typed-signers.ts";
import { picturePages, type ReadingNote } from "../../extract/reading-notes.ts";

/** A document as it is judged: its contract, what was read of it, how it is asked. */
export type DocumentCase = {
  readonly uploaded: UploadedText;
  readonly extraction: Extraction;
  /** What is judged: the text's contract, or the attached data with the text beside it. */
  readonly contract: Contract;
  readonly data: DocumentReading["data"];
  readonly variantGiven: boolean;
  readonly said: readonly SaidAgain[];
  readonly electronic: boolean;
  readonly notes: readonly ReadingNote[];
  readonly asked: {
    readonly stage: Stage;
    readonly asOf: string;
    readonly file: string;
    readonly language: ReportLanguage | undefined;
  };
};

/** Rules that look at a seal or a hand-written signature, which a text does not show. */
const BY_EYE = /^SIG-(?:01|02|04|05|06|10)\./;

/** What only the filing's own forms say; a contract's text is silent about it. */
const OUTSIDE = /^\/filing(?:\/|$)|^\/docSha256$/;

/** Checks a document: findings where the text is clear, questions for a person where it is not. Every finding has its place. */
export function judgeDocument(one: DocumentCase): CheckReport {
  const { contract, asked, extraction } = one;
  const law = lawFor(contract.variant);
  const report = checkCompleteness(contract, { law, ...asked });
  const isMisunderstood = misunderstoodIn(report.findings, one);
  const english = asked.language === "en";
  const asks = new Map(
    law.rules.map((rule) => [rule.id, english ? (rule.en?.asks ?? rule.asks) : rule.asks]),
  );
  const language = english ? "en" : "zh";
  const findings: Finding[] = [];
  const unread: UnreadElement[] = [];
  for (const finding of report.findings) {
    const verdict = isMisunderstood(finding) ? "low_confidence" : verdictOn(finding, one);
    if (verdict === "silent") continue;
    const at = placeFor(finding, one);
    if (verdict === "asserted") findings.push({ ...finding, at });
    else
      unread.push(
        question(finding, {
          reason: verdict,
          asks:
            (clauseAsked(finding, one) ?? serviceAsked(finding, one))?.[language] ??
            asks.get(finding.id.slice(0, -2)) ??
            "",
          at,
          language,
        }),
      );
  }
  unread.push(...questionsOfTypedSigners(contract, extraction, language));
  const { id, confidence } = extraction.variant;
  if (!one.variantGiven && confidence < SURE) unread.unshift(unknownVariant(id, language));
  return {
    ...report,
    verdict: verdictOf(findings, unread, extraction.values.length > 0 ? "read" : "unread"),
    findings: [...inReadingOrder(once(findings), one.uploaded)],
    document: reading(one, unread),
  };
}

/** Which clause of the template is asked for: the rule alone names none. */
function clauseAsked({ id, pointer }: Finding, { contract }: DocumentCase): ReturnType<typeof slotQuestion> {
  if (id !== "TPL-01.M") return undefined;
  return slotQuestion(contract.evidence?.slots?.[Number(pointer.split("/")[3])]?.name ?? "");
}

/** A service without a code of its own is asked for by its name: the contract has no code to look at. */
function serviceAsked(
  { id, pointer, value }: Finding,
  { contract }: DocumentCase,
): ReturnType<typeof slotQuestion> {
  const name = contract.scope?.[Number(pointer.split("/")[2])]?.name ?? "";
  if (id !== "SUB-03.U" || (typeof value === "string" && !isBlank(value)) || name === "") return undefined;
  return {
    zh: `合同没有写目录代码，事项“${name}”是目录里的哪一项，还是不在目录内`,
    en: `The contract gives no catalogue code: which service of the catalogue is “${name}”, or is it none?`,
  };
}

/** What a contract of some length always has in some form. */
const CORE =
  /^(?:SUB-02|TRM-01|FEE-01|FEE-04|DUT-01|ACC-01|CNF-01|IPR-01|LIA-01|DSP-01|CHG-01|DOC-07|TPL-01)\.M$/;

/** A long contract that seems to lack half of what contracts have was written in words we do not know: a person reads it. */
function isLost(findings: readonly Finding[], { extraction }: DocumentCase): boolean {
  const lacking = new Set(findings.flatMap(({ id }) => (CORE.test(id) ? [id] : [])));
  return extraction.text.length > 900 && lacking.size >= 5;
}

/** Findings that look, all of them together, like a text that was not understood. Attached data need no understanding. */
function misunderstoodIn(findings: readonly Finding[], one: DocumentCase): (finding: Finding) => boolean {
  if (one.data !== "text") return () => false;
  const lost = isLost(findings, one);
  const { values } = one.extraction;
  return (finding) => (lost && finding.id.endsWith(".M")) || isAlikeEverywhere(finding, { findings, values });
}

/** What only a filing says, unless the text says it too: whom the contract goes to. */
const isOutside = ({ id, pointer }: Finding, { electronic, extraction: { values } }: DocumentCase): boolean =>
  OUTSIDE.test(pointer) &&
  !(electronic && id === "SIG-08.U") &&
  !(id === "ZK-04.M" && values.some((value) => value.pointer.startsWith("/filing/sentTo/")));

/** A contract of three may seat its parties in an order of its own; only 甲方 and 乙方 in each other's place are swapped. */
const isOtherOrder = ({ id, pointer }: Finding, { contract }: DocumentCase): boolean => {
  const seatOf = (role: string) => contract.parties?.find((party) => party.role === role)?.seat;
  return (
    id === "PTY-14.U" &&
    pointer === "/parties" &&
    !(seatOf("agency") === "甲方" && seatOf("enterprise") === "乙方")
  );
};

type Verdict = "asserted" | "silent" | UnreadElement["reason"];

/** Whether a finding of the rules can be asserted of this document. */
function verdictOn(finding: Finding, one: DocumentCase): Verdict {
  const { uploaded, extraction, data, electronic } = one;
  if (isOutside(finding, one) || isOtherOrder(finding, one)) return "silent";
  if (finding.id === "DOC-08.M" && textAgreesToSignSo(one)) return "silent";
  // every signature has a certificate somewhere: one we could not read, of another format, is for a person to look at
  if (electronic && finding.id === "SIG-07.M") return "low_confidence";
  // an attachment handed over beside the file is not in it; the data say when it is known to be absent
  if (data === "attached") return isAttachmentBeside(finding, one) ? "not_in_text" : "asserted";
  if (!electronic && (BY_EYE.test(finding.id) || /^SIG-0[789]\./.test(finding.id)))
    return signedVerdict(finding, uploaded);
  // the number may stand in the register or on a copy; a text that has no word on it lacks it
  if (finding.id === "SUB-10.M" && mayBeLicensed(finding, extraction)) return "not_in_text";
  const missing = finding.id.endsWith(".M");
  if (missing && uploaded.picturePages.length > 0) return "picture_page";
  if (missing && uploaded.damaged) return "unreadable_characters";
  if (uploaded.unreadable > 0.02 * extraction.text.length && missing) return "unreadable_characters";
  const value = valueFor(finding.pointer, extraction.values);
  if (value !== undefined && value.confidence < SURE && !finding.id.endsWith(".Q")) return "low_confidence";
  if (uploaded.recognised && /^(?:PTY-0[2379]|PTY-10|FEE-03|FEE-08|DSP-02|TXT-03)\.U$/.test(finding.id))
    return "low_confidence";
  if (missing && isGuessed(finding.pointer, extraction.values)) return "low_confidence";
  if (missing) return mayBeUnread(finding, extraction) ? "low_confidence" : "asserted";
  if (leavesOpen(finding, extraction)) return "silent";
  const doubted =
    isDoubtful(finding, extraction) || isMisread(finding, extraction) || isHalfRead(finding, extraction);
  return doubted ? "low_confidence" : "asserted";
}

/** DOC-08 asks the contract's own clauses; a form's printed clause, which no data carries, agrees as well. */
function textAgreesToSignSo({ contract, extraction: { text } }: DocumentCase): boolean {
  const holds = lawFor(contract.variant).rules.find(({ id }) => id === "DOC-08")?.holds;
  return (
    holds?.kind === "electronicAgreed" &&
    sentencesOf(text).some((sentence) => AGREES.test(sentence) && agreesToSignSo(holds.says, sentence))
  );
}

/** Words of the contract itself agreeing; a form's footnote 「采用电子签名的，……」 agrees to nothing. */
const AGREES = /同意|约定|采用[^。；]{0,20}(?:订立|签[署订])|(?:具有|有)同等(?:法律)?效力/u;

/** Whether ATT-01 rests on nothing but the attachment's pages not standing in the file. */
const isAttachmentBeside = ({ id, pointer }: Finding, { contract }: DocumentCase): boolean =>
  id === "ATT-01.M" && contract.attachments?.[Number(pointer.split("/")[2])]?.present !== false;

/** Whether an element that was not read may stand in the text all the same. */
const mayBeUnread = (finding: Finding, extraction: Extraction): boolean =>
  hasTrace(finding, extraction) || isCaught(finding, extraction) || isUnlikelyMissing(finding, extraction);

/** On paper a seal is a picture: a text with no picture at all bears none, of anything else a person judges. */
function signedVerdict(finding: Finding, uploaded: UploadedText): Verdict {
  if (/^SIG-0[789]\./.test(finding.id)) return "silent";
  // an agent named beside the place to sign: the letter is a paper of its own
  if (finding.id === "SIG-04.M") return "not_in_text";
  if (finding.id === "SIG-01.M" && !uploaded.pictured) return "asserted";
  return uploaded.pictured ? "seal_on_paper" : "silent";
}

/** Whether the party or the service a value is missing from was itself read unsurely. */
function isGuessed(pointer: string, values: readonly ExtractedValue[]): boolean {
  const of = /^\/(?:parties|scope|ipList|fee\/schedule)\/\d+\//.exec(pointer)?.[0];
  if (of === undefined || values.some((each) => each.pointer === pointer && each.confidence >= SURE))
    return false;
  return values.some(
    (each) => each.pointer.startsWith(of) && !each.pointer.endsWith("/code") && each.confidence < SURE,
  );
}

const valueFor = (pointer: string, values: readonly ExtractedValue[]): ExtractedValue | undefined =>
  values.find((each) => each.pointer === pointer);

/** An entry of a list: what it lacks is looked for in its own lines. */
const ENTRY = /^\/(?:parties|scope|ipList|attachments|fee\/schedule|project\/enterprises|signatures)\/\d+/;

const NOWHERE: DocumentPlace = { quote: "（全文没有找到）" };

/**
 * The value's own place, or what it holds; else the nearest thing of the same part. What is absent stands nowhere, unless a
 * party, a service or another entry of a list lacks it: a neighbour's words would be taken for its own.
 */
function placeFor({ pointer, id }: Finding, { extraction, contract, said }: DocumentCase): DocumentPlace {
  const { values } = extraction;
  const again = id === "TXT-03.U" ? said.find((each) => each.pointer === pointer) : undefined;
  if (again !== undefined) return again.at;
  const exact = valueFor(pointer, values);
  if (exact !== undefined) return exact.at;
  const signer = signerPlace(pointer, contract, extraction);
  if (signer !== undefined) return signer;
  const of = ENTRY.exec(pointer)?.[0];
  if (id.endsWith(".M")) return values.find((each) => each.pointer.startsWith(`${of}/`))?.at ?? NOWHERE;
  const inside = values.find((each) => each.pointer.startsWith(`${pointer}/`));
  if (inside !== undefined) return inside.at;
  const steps = pointer.split("/");
  for (let length = steps.length - 1; length > 1; length -= 1) {
    const prefix = steps.slice(0, length).join("/");
    const near = values.find((each) => each.pointer === prefix || each.pointer.startsWith(`${prefix}/`));
    if (near !== undefined) return near.at;
  }
  return NOWHERE;
}

const ENGLISH: Readonly<Record<UnreadElement["reason"], string>> = {
  no_text_layer: "The file has no text layer; look at the original",
  picture_page: "Some pages are pictures; look at those pages",
  unreadable_characters: "Some characters cannot be read; compare with the original",
  low_confidence: "The wording was not understood with certainty; look at the text",
  seal_on_paper: "Seals and signatures on paper are judged by eye; look at the original",
  unknown_variant: "Confirm the kind of contract",
  not_in_text: "The contract does not say; verify otherwise",
};

const QUESTIONS: Readonly<Record<UnreadElement["reason"], string>> = {
  no_text_layer: "文件没有文字层，请对照原件查看",
  picture_page: "有的页是图片，请在这些页上查看",
  unreadable_characters: "有的文字无法辨认，请对照原件查看",
  low_confidence: "正文写法不能确定，请查看",
  seal_on_paper: "纸质签章须目视，请在原件上查看",
  unknown_variant: "请确认合同类型",
  not_in_text: "合同没有写，请另行核验",
};

function question(
  finding: Finding,
  {
    reason,
    asks,
    at,
    language,
  }: {
    readonly reason: UnreadElement["reason"];
    readonly asks: string;
    readonly at: DocumentPlace;
    readonly language: "zh" | "en";
  },
): UnreadElement {
  const rule = finding.id.slice(0, -2);
  return {
    rule,
    pointer: finding.pointer,
    element: finding.place,
    reason,
    question: language === "en" ? `${ENGLISH[reason]}: ${asks}` : `${QUESTIONS[reason]}：${asks}`,
    at,
    answer: null,
  };
}

const unknownVariant = (id: string, language: "zh" | "en"): UnreadElement => ({
  rule: "",
  pointer: "/variant",
  element: language === "en" ? "Kind of contract" : "合同类型",
  reason: "unknown_variant",
  question:
    language === "en"
      ? `Which kind of contract this is cannot be told; it was checked as ${id}. Confirm it, or name the kind and check again`
      : `看不出是哪一种合同，暂按 ${id} 核对；请确认或者指定类型后重新核对`,
  answer: null,
});

/** A blank or a vague word in a clause that the rule of its element has named at the same words. */
function isToldAlready({ id, pointer, message }: Finding, elements: readonly Finding[]): boolean {
  if (!/^TXT-0[12]/.test(id) || !pointer.startsWith("/clauses/")) return false;
  const word = /“([^”]{1,20})”[。.]?$/u.exec(message)?.[1];
  return (
    word !== undefined && elements.some(({ at, message: told }) => `${told}${at?.quote ?? ""}`.includes(word))
  );
}

/** One defect, one finding: the same words found vague twice at one place are said once. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const elements = findings.filter(({ id }) => !/^TXT-0[12]/.test(id));
  return findings
    .filter((finding) => !isToldAlready(finding, elements) && !waitsForTheSum(finding, elements))
    .filter(({ id, at, message }) => {
      const key = `${id.startsWith("TXT-") ? `${id} ${at?.quote ?? ""}` : message} ${id}`;
      const known = seen.has(key);
      seen.add(key);
      return !known;
    });
}

function verdictOf(
  findings: readonly Finding[],
  unread: readonly UnreadElement[],
  text: "read" | "unread",
): CheckReport["verdict"] {
  if (findings.some(({ severity }) => severity === "B")) return "blocked";
  return text === "unread" || unread.some(({ reason }) => reason !== "not_in_text") ? "review" : "ready";
}

function reading(one: DocumentCase, unread: readonly UnreadElement[]): DocumentReading {
  const { uploaded, extraction, data, variantGiven, notes, asked } = one;
  const { picturePages: pictured, pages } = uploaded;
  return {
    format: uploaded.format,
    pages,
    text: pictured.length === 0 ? "full" : "partial",
    variant: { ...extraction.variant, given: variantGiven },
    data,
    values: [...extraction.values],
    unread: [...unread],
    notes: [...notes, ...pictureNote(pictured)].map((note) => note[asked.language ?? "zh"]),
  };
}

const pictureNote = (pages: readonly number[]): readonly ReadingNote[] =>
  pages.length === 0 ? [] : [picturePages(pages.slice(0, 20))];
