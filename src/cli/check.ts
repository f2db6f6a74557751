import { join } from "node:path";
import { Stage } from "../../schemas/check-report.ts";
import { checkReportFile } from "../app/check-report-file.ts";
import { checkUpload } from "../app/check-upload.ts";
import { isCalendarDay } from "../kit/dates.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { checkReportText } from "./check-report-text.ts";
import { readBytes, writeBytes } from "./files.ts";
import { readLanguage } from "./read-language.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage =
  "check FILE [--variant V] [--stage draft|sign|file] [--as-of YYYY-MM-DD] [--lang zh|en] [--report DIR] [--json]";

/** Names of the papers that `--report` writes. */
const PAPERS = { docx: "check-report.docx", pdf: "check-report.pdf" } as const;

/**
 * `zhiqi check`: is every required element there and clear? Exit 0 ready, 1 blocked or for review, 2 unreadable. `--report`
 * also writes the findings as a paper for the file (审查意见表), Word and PDF.
 */
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
        report: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [1, 1],
    });
    const [path = ""] = positionals;
    const desk = buildDesk();
    const language = values.lang === undefined ? "zh" : readLanguage(values.lang, usage);
    const checked = await checkUpload(desk, {
      file: await readBytes(path),
      name: path,
      variant: values.variant,
      stage: values.stage === undefined ? undefined : readStage(values.stage),
      asOf: readDay(values["as-of"]),
      language,
    });
    const { report } = checked;
    const written: string[] = [];
    for (const format of values.report === undefined ? [] : (["docx", "pdf"] as const)) {
      const paper = join(values.report ?? "", PAPERS[format]);
      await writeBytes(paper, (await checkReportFile(desk, checked, { format, language })).bytes);
      written.push(paper);
    }
    terminal.result(
      values.json
        ? JSON.stringify(report, null, 2)
        : [checkReportText(report, language), ...written].join("\n"),
    );
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
