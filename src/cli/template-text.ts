import type { ClauseChange, TemplateDifference } from "../../schemas/api/template-difference.ts";
import type { LintProblem, LintReport } from "../../schemas/api/template-lint.ts";
import { printable } from "./printable.ts";

const MARKS = { error: "✗", warning: "!", note: "·" } as const;
const VERDICTS = {
  clean: "没有问题 [clean]",
  warnings: "可以发布，但有提醒 [warnings]",
  errors: "有错误，不能发布 [errors]",
} as const;

/** A lint report for people: the verdict first, then each problem with its place and how to mend it. */
export function lintText(file: string, report: LintReport): string {
  const use = report.variant ?? report.form;
  const seats = report.seats.length === 0 ? "无" : report.seats.join("、");
  const head = `${file}${use === null ? "" : `  ${use}`}  ${report.commands} 个命令  签章处：${seats}`;
  const more = report.more === 0 ? [] : [`……另有 ${report.more} 处`];
  return printable([head, VERDICTS[report.verdict], ...report.problems.map(problemText), ...more].join("\n"));
}

const problemText = (problem: LintProblem): string =>
  [
    `${MARKS[problem.severity]} ${placeText(problem)}  ${problem.message}`,
    ...(problem.place.snippet === "" ? [] : [`    原文 ${problem.place.snippet}`]),
    `    改法 ${problem.fix}`,
    `    [${problem.code}]`,
  ].join("\n");

function placeText({ place }: LintProblem): string {
  if (place.paragraph === null) return "整份";
  const cell =
    place.cell === null ? "" : `，表 ${place.cell.table} 第 ${place.cell.row} 行第 ${place.cell.column} 格`;
  return `${partText(place.part)}第 ${place.paragraph} 段${cell}`;
}

/** Parts by the names people know. */
function partText(part: string): string {
  if (part.includes("document")) return "正文";
  if (part.includes("header")) return `页眉（${part}）`;
  if (part.includes("footer")) return `页脚（${part}）`;
  return `${part} `;
}

const CHANGES = { added: "新增", removed: "删去", changed: "修改", renumbered: "改号" } as const;

/** A difference for people: one clause after the other, lines taken out with -, lines put in with +. */
export function differenceText({ same, changes }: TemplateDifference): string {
  const head = changes.length === 0 ? `没有差别，${same} 条相同` : `${changes.length} 处不同，${same} 条相同`;
  return printable([head, ...changes.map(changeText)].join("\n"));
}

const changeText = ({ change, heading, before, removed, added }: ClauseChange): string =>
  [
    `${CHANGES[change]}  ${change === "renumbered" ? `${before?.heading ?? ""} → ${heading}` : heading}`,
    ...removed.map((text) => `  - ${text}`),
    ...added.map((text) => `  + ${text}`),
  ].join("\n");
