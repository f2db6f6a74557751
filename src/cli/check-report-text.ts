import type { CheckReport, Finding, ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { DocumentPlace, DocumentReading } from "../../schemas/extraction.ts";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { CHECK_REPORT_WORDS } from "../app/check-report-words.ts";
import { printable } from "./printable.ts";

type Words = {
  readonly stages: Readonly<Record<Stage, string>>;
  readonly asOf: string;
  readonly ready: string;
  readonly blocked: (count: number) => string;
  readonly review: string;
  readonly at: string;
  readonly why: string;
  readonly basis: string;
  readonly fix: string;
  readonly overruled: string;
  readonly page: (page: number) => string;
  readonly paragraph: (paragraph: number) => string;
  readonly cell: (table: number, row: number, column: number) => string;
  readonly colon: string;
  readonly text: Readonly<Record<DocumentReading["text"], string>>;
  readonly read: (format: string, pages: number | null) => string;
  readonly variant: (id: string, sure: number | undefined) => string;
  /** The kind, when it could not be told; in the words of the paper. */
  readonly kindUnknown: (told: string) => string;
  readonly note: string;
  readonly unread: (count: number) => string;
  readonly marks: string;
};

const WORDS: Readonly<Record<ReportLanguage, Words>> = {
  zh: {
    stages: { draft: "起草阶段 [draft]", sign: "签署阶段 [sign]", file: "备案阶段 [file]" },
    asOf: "截至",
    ready: "要素齐备 [ready]",
    blocked: (count) => `有 ${count} 处须改正 [blocked]`,
    review: "没有查出须改正的，但有不能判断的，须人工审查 [review]",
    at: "位置",
    why: "理由",
    basis: "依据",
    fix: "改法",
    overruled: "审查人员已排除",
    page: (page) => `第${page}页`,
    paragraph: (paragraph) => `第${paragraph}段`,
    cell: (table, row, column) => `表${table}第${row}行第${column}列`,
    colon: "：",
    text: { full: "文字层齐全", partial: "部分页是图片", none: "没有文字层" },
    read: (format, pages) => `读取 ${format}${pages === null ? "" : `，${pages} 页`}，`,
    kindUnknown: (told) => `；合同类型${told}`,
    variant: (id, sure) => `；合同类型 ${id}（${sure === undefined ? "指定" : `由内容判断，把握 ${sure}%`}）`,
    note: "注意",
    unread: (count) => `须人工审查 ${count} 项：`,
    marks: "✗ 须改正 · 提示或者条件核验，不影响结论 □ 须人工审查",
  },
  en: {
    stages: { draft: "stage draft", sign: "stage sign", file: "stage file" },
    asOf: "as of",
    ready: "every required element is there and clear [ready]",
    blocked: (count) => `${count} to be mended [blocked]`,
    review: "nothing to be mended was found, but some of it is left to a person [review]",
    at: "at",
    why: "why",
    basis: "basis",
    fix: "fix",
    overruled: "overruled by the reviewer",
    page: (page) => `page ${page}`,
    paragraph: (paragraph) => `paragraph ${paragraph}`,
    cell: (table, row, column) => `table ${table}, row ${row}, column ${column}`,
    colon: ": ",
    text: { full: "all of it text", partial: "some pages are pictures", none: "no text layer" },
    read: (format, pages) => `read ${format}${pages === null ? "" : `, ${pages} pages`}, `,
    kindUnknown: (told) => `; kind ${told}`,
    variant: (id, sure) =>
      `; kind ${id} (${sure === undefined ? "given" : `judged by its content, ${sure}% sure`})`,
    note: "note",
    unread: (count) => `${count} left to a person:`,
    marks: "✗ to be mended  · a remark or a query, the verdict does not rest on it  □ left to a person",
  },
};

/** 「第2页 第14段 第三条 托管期限：“自……”」 */
function placeText({ page, paragraph, cell, clause, quote }: DocumentPlace, words: Words): string {
  const parts = [
    page === undefined ? "" : words.page(page),
    paragraph === undefined ? "" : words.paragraph(paragraph),
    cell === undefined ? "" : words.cell(cell.table, cell.row, cell.column),
    clause ?? "",
  ].filter((part) => part !== "");
  return `${parts.join(" ")}${parts.length > 0 ? words.colon : ""}${quote.replaceAll(/\s+/gu, " ").slice(0, 80)}`;
}

function findingText(finding: Finding, words: Words): string {
  const { id, severity, place, message, at, why, basis, fix, overruled } = finding;
  return [
    `${severity === "B" && overruled === undefined ? "✗" : "·"} ${id}  ${place}  ${message}`,
    ...(at === undefined ? [] : [`    ${words.at} ${placeText(at, words)}`]),
    ...(overruled === undefined ? [] : [`    ${words.overruled} ${overruled.reason}`]),
    ...(why === undefined ? [] : [`    ${words.why} ${why}`]),
    `    ${words.basis} ${basis}`,
    `    ${words.fix} ${fix}`,
  ].join("\n");
}

function verdictText({ verdict, findings }: CheckReport, words: Words): string {
  if (verdict === "ready") return words.ready;
  if (verdict === "review") return words.review;
  return words.blocked(
    findings.filter(({ severity, overruled }) => severity === "B" && overruled === undefined).length,
  );
}

/**
 * The kind of contract as the head shows it: its id and name, or in the paper's words that it could not be told and which was
 * taken meanwhile. A form is none of ours to name.
 */
function kindText({ variant, document }: CheckReport, language: ReportLanguage): string {
  if (!Variant.safeParse(variant).success) return variant;
  const law = lawFor(variant);
  const { name } = law.variant;
  const told = language === "zh" ? name : (law.english.names[name] ?? variant);
  return isKindUnknown(document) ? CHECK_REPORT_WORDS[language].kindUnknown(told) : `${variant} ${told}`;
}

const isKindUnknown = (document: DocumentReading | undefined): boolean =>
  document?.unread.some(({ reason }) => reason === "unknown_variant") ?? false;

/** What was read of a document, and what is left to a person. */
function readingText(reading: DocumentReading, kind: string, words: Words): readonly string[] {
  const { format, pages, text, variant, unread, notes } = reading;
  const sure = variant.given ? undefined : Math.round(variant.confidence * 100);
  return [
    `${words.read(format.toUpperCase(), pages)}${words.text[text]}${isKindUnknown(reading) ? words.kindUnknown(kind) : words.variant(variant.id, sure)}`,
    ...notes.map((note) => `${words.note} ${note}`),
    ...(unread.length === 0 ? [] : [words.unread(unread.length)]),
    ...unread.map(({ rule, element, question: asks, at }) =>
      [
        `  □ ${rule === "" ? "" : `${rule}  `}${element}  ${asks}`,
        ...(at === undefined ? [] : [`      ${words.at} ${placeText(at, words)}`]),
      ].join("\n"),
    ),
  ];
}

/**
 * A report for people: the verdict first, then each finding with its place, why it matters, its basis and how to mend it,
 * then what is left to a person.
 */
export function checkReportText(report: CheckReport, language: ReportLanguage = "zh"): string {
  const words = WORDS[language];
  const kind = kindText(report, language);
  const head = `${report.file ?? ""}  ${kind}  ${words.stages[report.stage]}  ${words.asOf} ${report.asOf}\n${verdictText(report, words)}`;
  const reading = report.document === undefined ? [] : readingText(report.document, kind, words);
  const marked = report.findings.length > 0 || (report.document?.unread.length ?? 0) > 0;
  return printable(
    [
      head,
      ...report.findings.map((one) => findingText(one, words)),
      ...reading,
      ...(marked ? [words.marks] : []),
    ].join("\n"),
  );
}
