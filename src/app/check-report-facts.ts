import type { CheckReport, Finding, Ground, ReportLanguage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { DocumentPlace } from "../../schemas/extraction.ts";
import { type Jurisdiction, lawFor } from "../../schemas/jurisdictions/index.ts";
import { type FilingAdvice, filingAdvice } from "../completeness/filing-advice.ts";
import { outsideFacts } from "../completeness/outside-facts.ts";
import type { CheckReportFacts, PrintedFinding } from "../document/check-report-document.ts";
import { timeInShanghai } from "../kit/dates.ts";
import { isStandIn } from "./documents/places-in-english.ts";
import { CHECK_REPORT_WORDS, type CheckReportWords } from "./check-report-words.ts";

/** What a check's paper is made of. `contract` where it is known as data; else the head is what was read of the document. */
export type CheckedFile = {
  readonly report: CheckReport;
  readonly contract?: Contract | undefined;
  readonly sha256?: string | undefined;
};

/** A report as it is printed: what stands in the way, remarks, questions for the reviewer, each with its reason; then what nobody could read. */
export function checkReportFacts(checked: CheckedFile, language: ReportLanguage): CheckReportFacts {
  const { report, sha256 } = checked;
  const words = CHECK_REPORT_WORDS[language];
  const law = lawFor(report.variant);
  const standing = report.findings.filter(({ overruled }) => overruled === undefined);
  const advice = filingAdvice(standing, law);
  const facts = {
    title: words.title,
    labels: words.labels,
    contractTitle: textAt(checked, "/title"),
    contractNo: textAt(checked, "/contractNo"),
    kind: kindOf(report, law, language),
    parties: partiesOf(checked, words),
    stage: words.stages[report.stage],
    asOf: report.asOf,
    file: baseName(report.file ?? "") || words.stored,
    fingerprint: sha256?.toUpperCase() ?? null,
    verdict: verdictOf(report, advice, words),
    groups: groupsOf(report, advice, words),
    unread: unreadOf(checked, language).map(({ element, reason, question, at: place }, at) => ({
      no: String(at + 1),
      element: place === undefined ? element : `${element}${words.colon}${placeInDocument(place, words)}`,
      reason: words.reasons[reason] ?? reason,
      question,
    })),
    note: words.note,
  };
  return language === "zh" ? facts : withLatinQuotes(facts);
}

/** The kind of contract, or that it could not be told. */
function kindOf(report: CheckReport, law: Jurisdiction, language: ReportLanguage): string {
  const { name } = law.variant;
  const told = language === "zh" ? name : (law.english.names[name] ?? report.variant);
  const unknown = report.document?.unread.some(({ reason }) => reason === "unknown_variant") ?? false;
  return unknown ? CHECK_REPORT_WORDS[language].kindUnknown(told) : told;
}

/** Quotes as English text has them: beside quoted Chinese the curly ones would be set as wide as a Chinese character. */
const withLatinQuotes = (facts: CheckReportFacts): CheckReportFacts => ({
  ...facts,
  verdict: latinQuotes(facts.verdict),
  groups: facts.groups.map(({ title, findings }) => ({
    title,
    findings: findings.map((finding) => ({
      ...finding,
      place: latinQuotes(finding.place),
      found: latinQuotes(finding.found),
      why: latinQuotes(finding.why),
      fix: latinQuotes(finding.fix),
    })),
  })),
  unread: facts.unread.map((one) => ({
    ...one,
    element: latinQuotes(one.element),
    question: latinQuotes(one.question),
  })),
});

/** Only the quotes of the sentence itself: those inside a passage quoted stand as the contract has them. */
const latinQuotes = (text: string): string =>
  text.replaceAll(/(?<=^|[\s(,:;])“/gu, '"').replaceAll(/”(?=$|[\s),.:;])/gu, '"');

type Unread = {
  readonly element: string;
  readonly reason: string;
  readonly question: string;
  readonly at?: DocumentPlace | undefined;
};

/** What a document's text left open; at filing also what stands outside the contract and nobody handed in. */
function unreadOf({ report, contract }: CheckedFile, language: ReportLanguage): readonly Unread[] {
  const unread = report.document?.unread ?? [];
  if (contract === undefined) return unread;
  const { stage } = report;
  const outside = outsideFacts(contract, { law: lawFor(report.variant), stage });
  const asked = outside.map(({ element, asks, en }) =>
    language === "en"
      ? { element: en?.element ?? "", question: en?.asks ?? "" }
      : { element: element ?? asks, question: asks },
  );
  return [...unread, ...asked.map((one) => ({ ...one, reason: "outside" }))];
}

/** The paper names the file, not where it lay. */
const baseName = (path: string): string => path.split(/[\\/]/u).at(-1) ?? "";

const stepOf = (value: unknown, step: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === step)?.[1]
    : undefined;

/** A text of the contract, or as it was read of the document. */
function textAt({ report, contract }: CheckedFile, pointer: string): string | null {
  const value =
    contract === undefined
      ? report.document?.values.find((one) => one.pointer === pointer)?.value
      : pointer.split("/").slice(1).reduce<unknown>(stepOf, contract);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function partiesOf(checked: CheckedFile, words: CheckReportWords): string {
  const named = [0, 1, 2, 3].flatMap((at) => {
    const name = textAt(checked, `/parties/${at}/name`);
    if (name === null) return [];
    const seat = textAt(checked, `/parties/${at}/seat`) ?? ["甲方", "乙方", "丙方", "丁方"][at] ?? "";
    return [`${words.seats[seat] ?? seat}${words.colon}${name}`];
  });
  return named.length === 0 ? words.unknown : named.join(words.semicolon);
}

function verdictOf(report: CheckReport, advice: FilingAdvice, words: CheckReportWords): string {
  if (advice.refusal !== null) {
    const say = report.stage === "file" ? words.blocked : words.mend;
    return say(advice.obstacles.length, advice.refusal);
  }
  if (report.document?.text === "none") return words.nothingRead;
  if (report.verdict === "review") return words.review;
  return advice.queries.length === 0 ? words.ready : words.readyWithQueries(advice.queries.length);
}

function groupsOf(
  report: CheckReport,
  advice: FilingAdvice,
  words: CheckReportWords,
): CheckReportFacts["groups"] {
  const overruled = report.findings.filter((finding) => finding.overruled !== undefined);
  const groups: readonly (readonly [title: string, findings: readonly Finding[]])[] = [
    [words.groups.obstacles, advice.obstacles.map(({ finding }) => finding)],
    [words.groups.remarks, advice.remarks],
    [words.groups.queries, advice.queries],
    [words.groups.overruled, overruled],
  ];
  let no = 0;
  return groups
    .filter(([, findings]) => findings.length > 0)
    .map(([title, findings]) => ({
      title,
      findings: findings.map((finding) => {
        no += 1;
        return printed(finding, no, words);
      }),
    }));
}

function printed(finding: Finding, no: number, words: CheckReportWords): PrintedFinding {
  const { id, element, place, at, message, why, basis, fix, overruled } = finding;
  const where = at === undefined ? place : `${place}${words.colon}${placeInDocument(at, words)}`;
  return {
    no: String(no),
    element: element ?? place,
    place: where,
    ground: `${words.grounds[groundOf(id)]}${words.open}${id}${words.close}`,
    found: message,
    why: why ?? "",
    basis,
    fix,
    overruled: overruled === undefined ? null : words.overruled({ ...overruled, at: dayOf(overruled.at) }),
  };
}

const dayOf = (instant: string): string => timeInShanghai(new Date(instant)).slice(0, 10);

const groundOf = (id: string): Ground => {
  const ground = id.at(-1);
  return ground === "M" || ground === "U" ? ground : "Q";
};

/** Page, or where there are none the paragraph; cell, clause and the words themselves; what is not the document's is not quoted. */
function placeInDocument(at: DocumentPlace, words: CheckReportWords): string {
  if (isStandIn(at)) return at.quote.replaceAll(/^[（(]|[）)]$/gu, "");
  const { page, paragraph, cell, clause, quote } = at;
  return [
    page === undefined ? "" : words.page(page),
    page !== undefined || paragraph === undefined ? "" : words.paragraph(paragraph),
    cell === undefined ? "" : words.cell(cell.table, cell.row, cell.column),
    clause ?? "",
    quote === "" ? "" : `“${quote.slice(0, 60)}”`,
  ]
    .filter((part) => part !== "")
    .join(words.comma);
}
