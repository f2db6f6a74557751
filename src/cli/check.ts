import { join } from "node:path";
import { type CheckReport, Stage } from "../../schemas/check-report.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { checkReportFile } from "../app/check-report-file.ts";
import { checkUpload } from "../app/check-upload.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments, readCalendarDay } from "./arguments.ts";
import { checkReportText } from "./check-report-text.ts";
import { VARIANT_NAMES } from "./variant-names.ts";
import { readBytes, writeBytes } from "./files.ts";
import { readLanguage } from "./read-language.ts";
import { type Command, CommandError, type Terminal } from "./terminal.ts";

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
  details: `--variant：不写则由内容判断 · judged by the content unless named\n${VARIANT_NAMES}`,
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
      asOf: readCalendarDay(values["as-of"], "--as-of", usage),
      language,
    });
    const { report } = checked;
    if (values["as-of"] !== undefined) remarkOnDay(report, terminal);
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
    throw new CommandError(
      "cli.wrong_usage",
      `阶段只能是 draft、sign、file，不是 ${text} · the stage is draft, sign or file, not ${text}\n用法 · usage: zhiqi ${usage}`,
      {
        stage: text,
      },
    );
  return stage.data;
}

/** A day before our rules became law is judged by few of them: said, since "ready" would mislead. */
function remarkOnDay({ variant, asOf }: CheckReport, terminal: Terminal): void {
  const { rules } = lawFor(variant);
  const later = rules.filter(({ since }) => since > asOf).length;
  if (later === 0) return;
  terminal.message(
    `注意：${rules.length} 条规则中有 ${later} 条在 ${asOf} 尚未施行，合同没有写明更晚的签订、备案日期的，没有按它们核对 · note: ${later} of ${rules.length} rules were not law on ${asOf} and were not asked, unless the contract names a later day of signing or filing`,
  );
}
