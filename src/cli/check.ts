import { checkDocument } from "../app/check-document.ts";
import type { CheckReport, Finding } from "../../schemas/check-report.ts";
import { ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { DocumentPlace, DocumentReading } from "../../schemas/extraction.ts";
import { isCalendarDay } from "../kit/dates.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes } from "./files.ts";
import { printable } from "./printable.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage =
  "check FILE [--variant V] [--stage draft|sign|file] [--as-of YYYY-MM-DD] [--lang zh|en] [--json]";

/** `zhiqi check`: is every required element there and clear? Exit 0 ready, 1 blocked or for review, 2 unreadable. */
export const check: Command = {
  usage,
  summary: "核对合同基本要素（合同 JSON、DOCX、PDF） · checks the required elements",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        variant: { type: "string" },
        stage: { type: "string" },
        "as-of": { type: "string" },
        lang: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [1, 1],
    });
    const [path = ""] = positionals;
    const report = await checkDocument(buildDesk(), {
      file: await readBytes(path),
      name: path,
      variant: values.variant,
      stage: values.stage === undefined ? undefined : readStage(values.stage),
      asOf: readDay(values["as-of"]),
      language: values.lang === undefined ? undefined : readLanguage(values.lang),
    });
    terminal.result(values.json ? JSON.stringify(report, null, 2) : checkReportText(report));
    return report.verdict === "ready" ? 0 : 1;
  },
};

function readStage(text: string): Stage {
  const stage = Stage.safeParse(text);
  if (!stage.success)
    throw new CommandError("cli.wrong_usage", `阶段只能是 draft、sign、file · usage: zhiqi ${usage}`, {
      stage: text,
    });
  return stage.data;
}

function readLanguage(text: string): ReportLanguage {
  const language = ReportLanguage.safeParse(text);
  if (!language.success)
    throw new CommandError("cli.wrong_usage", `语言只能是 zh、en · usage: zhiqi ${usage}`, { lang: text });
  return language.data;
}

function readDay(text: string | undefined): string | undefined {
  if (text !== undefined && !isCalendarDay(text))
    throw new CommandError("cli.wrong_usage", `日期写作 2026-11-22 · usage: zhiqi ${usage}`, { asOf: text });
  return text;
}

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  draft: "起草阶段",
  sign: "签署阶段",
  file: "备案阶段",
};

/** 「第2页 第14段 第三条 托管期限：“自……”」 */
export function placeText({ page, paragraph, cell, clause, quote }: DocumentPlace): string {
  const parts = [
    page === undefined ? "" : `第${page}页`,
    paragraph === undefined ? "" : `第${paragraph}段`,
    cell === undefined ? "" : `表${cell.table}第${cell.row}行第${cell.column}列`,
    clause ?? "",
  ].filter((part) => part !== "");
  return `${parts.join(" ")}${parts.length > 0 ? "：" : ""}${quote.replaceAll(/\s+/gu, " ").slice(0, 80)}`;
}

const findingText = (finding: Finding): string =>
  [
    `${finding.severity === "B" ? "✗" : "·"} ${finding.id}  ${finding.place}  ${finding.message}`,
    ...(finding.at === undefined ? [] : [`    位置 ${placeText(finding.at)}`]),
    `    依据 ${finding.basis}`,
    `    改法 ${finding.fix}`,
  ].join("\n");

function verdictText(report: CheckReport): string {
  const blocking = report.findings.filter((finding) => finding.severity === "B").length;
  if (report.verdict === "ready") return "要素齐备 [ready]";
  if (report.verdict === "blocked") return `有 ${blocking} 处须改正 [blocked]`;
  return "没有查出须改正的，但有不能判断的，须人工审查 [review]";
}

/** What was read of a document, and what is left to a person. */
function readingText({ format, pages, text, variant, unread, notes }: DocumentReading): readonly string[] {
  const words = { full: "文字层齐全", partial: "部分页是图片", none: "没有文字层" }[text];
  const sure = variant.given ? "指定" : `由内容判断，把握 ${Math.round(variant.confidence * 100)}%`;
  return [
    `读取 ${format.toUpperCase()}${pages === null ? "" : `，${pages} 页`}，${words}；合同类型 ${variant.id}（${sure}）`,
    ...notes.map((note) => `注意 ${note}`),
    ...(unread.length === 0 ? [] : [`须人工审查 ${unread.length} 项：`]),
    ...unread.map(({ rule, element, question: asks, at }) =>
      [
        `  □ ${rule === "" ? "" : `${rule}  `}${element}  ${asks}`,
        ...(at === undefined ? [] : [`      位置 ${placeText(at)}`]),
      ].join("\n"),
    ),
  ];
}

/** A report for people: the verdict first, then each finding with its place, its basis and how to mend it, then what is left to a person. */
export function checkReportText(report: CheckReport): string {
  const head = `${report.file ?? ""}  ${report.variant}  ${STAGE_WORDS[report.stage]} [${report.stage}]  截至 ${report.asOf}\n${verdictText(report)}`;
  const reading = report.document === undefined ? [] : readingText(report.document);
  return printable([head, ...report.findings.map(findingText), ...reading].join("\n"));
}
