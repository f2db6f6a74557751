import { checkContractFile } from "../app/desk/check-contract-file.ts";
import type { CheckReport, Finding } from "../../schemas/check-report.ts";
import { Stage } from "../../schemas/check-report.ts";
import { isCalendarDay } from "../kit/dates.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes } from "./files.ts";
import { printable } from "./printable.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage = "check FILE [--variant V] [--stage draft|sign|file] [--as-of YYYY-MM-DD] [--json]";

/** `zhiqi check`: is every required element there and clear? Exit 0 ready, 1 blocked, 2 unreadable. */
export const check: Command = {
  usage,
  summary: "核对合同基本要素（合同 JSON，或本系统生成的 PDF） · checks the required elements",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        variant: { type: "string" },
        stage: { type: "string" },
        "as-of": { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [1, 1],
    });
    const [path = ""] = positionals;
    const report = checkContractFile({
      clock: buildDesk().clock,
      bytes: await readBytes(path),
      file: path,
      variant: values.variant,
      stage: values.stage === undefined ? undefined : readStage(values.stage),
      asOf: readDay(values["as-of"]),
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

const findingText = (finding: Finding): string =>
  [
    `${finding.severity === "B" ? "✗" : "·"} ${finding.id}  ${finding.place}  ${finding.message}`,
    `    依据 ${finding.basis}`,
    `    改法 ${finding.fix}`,
  ].join("\n");

/** A report for people: the verdict first, then each finding with its basis and how to mend it. */
export function checkReportText(report: CheckReport): string {
  const blocking = report.findings.filter((finding) => finding.severity === "B").length;
  const verdict = report.verdict === "ready" ? "要素齐备 [ready]" : `有 ${blocking} 处须改正 [blocked]`;
  const head = `${report.file ?? ""}  ${report.variant}  ${STAGE_WORDS[report.stage]} [${report.stage}]  截至 ${report.asOf}\n${verdict}`;
  return printable([head, ...report.findings.map(findingText)].join("\n"));
}
