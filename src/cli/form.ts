import { join } from "node:path";
import { fillForm, readFormJson } from "../app/forms/fill-form.ts";
import { formView } from "../app/forms/form-view.ts";
import { needForm } from "../app/forms/read-form.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { checkReportText } from "./check-report-text.ts";
import { readBytes, writeBytes } from "./files.ts";
import { type Command, CommandError, type ExitCode, type Terminal } from "./terminal.ts";

const USAGES = {
  list: "form list [--json]",
  show: "form show ID [--sample] [--json]",
  fill: "form fill ID DATA.json [--out DIR] [--json]",
} as const;
type Word = keyof typeof USAGES;

const usage = Object.values(USAGES).join("\n  zhiqi ");

/** `zhiqi form …`: exit 0 done (fill: nothing blocks), 1 the check of a filled form blocks or a character could not be drawn, 2 could not be done. */
export const form: Command = {
  usage,
  summary: "列出、查看、填写各类表单 · lists, describes and fills the forms",
  async run(args, terminal) {
    const [word = "", ...rest] = args;
    if (!isWord(word)) throw new CommandError("cli.wrong_usage", `用法 · usage:\n  zhiqi ${usage}`, {});
    return RUN[word](rest, terminal);
  },
};

const isWord = (word: string): word is Word => Object.hasOwn(USAGES, word);

const RUN: Readonly<Record<Word, (args: readonly string[], terminal: Terminal) => Promise<ExitCode>>> = {
  async list(args, terminal) {
    const { values } = readArguments(args, {
      usage: USAGES.list,
      options: { json: { type: "boolean" } },
      positionals: [0, 0],
    });
    const forms = FORMS.map(({ id, title, titleEn, jurisdiction, formats }) => ({
      id,
      title,
      titleEn,
      jurisdiction,
      formats,
    }));
    const width = Math.max(...forms.map(({ id }) => id.length)) + 2;
    terminal.result(
      values.json
        ? JSON.stringify(forms, null, 2)
        : forms.map(({ id, title, titleEn }) => `${id.padEnd(width)}${title} · ${titleEn}`).join("\n"),
    );
    return 0;
  },
  async show(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage: USAGES.show,
      options: { sample: { type: "boolean" }, json: { type: "boolean" } },
      positionals: [1, 1],
    });
    const view = formView(needForm(positionals[0] ?? ""));
    if (values.sample) terminal.result(JSON.stringify(view.sample, null, 2));
    else terminal.result(values.json ? JSON.stringify(view, null, 2) : viewText(view));
    return 0;
  },
  async fill(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage: USAGES.fill,
      options: { out: { type: "string", default: "." }, json: { type: "boolean" } },
      positionals: [2, 2],
    });
    const [id = "", path = ""] = positionals;
    needForm(id);
    const filled = await fillForm(buildDesk(), { id, json: readFormJson(await readBytes(path)), file: path });
    const files = {
      [`${id}.docx`]: filled.docx,
      [`${id}.pdf`]: filled.pdf,
      ...(filled.xlsx === undefined ? {} : { [`${id}.xlsx`]: filled.xlsx }),
      "check.json": `${JSON.stringify(filled.report, null, 2)}\n`,
    };
    for (const [name, content] of Object.entries(files)) await writeBytes(join(values.out, name), content);
    for (const note of filled.notes) terminal.message(`${note.code}: ${note.message} (${note.place})`);
    const written = Object.keys(files).map((name) => join(values.out, name));
    const { pages, notes, missing, report } = filled;
    terminal.result(
      values.json
        ? JSON.stringify({ files: written, pages, notes, missing, check: report }, null, 2)
        : [checkReportText(report), ...written].join("\n"),
    );
    const unreadable = notes.some(({ code }) => code === "layout.glyph_missing");
    return report.verdict === "ready" && !unreadable ? 0 : 1;
  },
};

function viewText(view: ReturnType<typeof formView>): string {
  const width = Math.max(...view.fields.map(({ path }) => path.length)) + 2;
  return [
    `${view.id}  ${view.title}`,
    "",
    "字段 fields",
    ...view.fields.map(({ path, type, label }) => `  ${path.padEnd(width)}${label} (${type})`),
    "",
    "核对 conditions",
    ...view.conditions.map(({ id, asks, basis }) => `  ${id}  ${asks}（${basis}）`),
  ].join("\n");
}
