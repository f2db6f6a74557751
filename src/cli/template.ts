import { commented, difference, fieldsOf, lintOf, previewed } from "../app/templates/template-desk.ts";
import type { LintReport } from "../../schemas/api/template-lint.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, writeBytes } from "./files.ts";
import { differenceText, lintText } from "./template-text.ts";
import { type Command, CommandError, type ExitCode, type Terminal } from "./terminal.ts";

const USAGES = {
  lint: "template lint FILE.docx [--variant V | --form ID] [--json]",
  fields: "template fields FILE.docx [--variant V | --form ID] [--json]",
  comment: "template comment IN.docx OUT.docx [--variant V | --form ID] [--json]",
  preview: "template preview IN.docx OUT.pdf|OUT.docx [--variant V | --form ID] [--json]",
  diff: "template diff A.docx B.docx [--json]",
} as const;
type Word = keyof typeof USAGES;

const usage = Object.values(USAGES).join("\n  zhiqi ");

/** `zhiqi template …`: exit 0 when there is nothing to say against it (or no difference), 1 when there is, 2 when it could not be done. */
export const template: Command = {
  usage,
  summary: "检查、查看字段、批注、预览、比较 Word 模板 · lints, describes, previews and compares templates",
  async run(args, terminal) {
    const [word = "", ...rest] = args;
    if (!isWord(word)) throw new CommandError("cli.wrong_usage", `用法 · usage:\n  zhiqi ${usage}`, {});
    return RUN[word](rest, terminal);
  },
};

const isWord = (word: string): word is Word => Object.hasOwn(USAGES, word);

/** The arguments every word takes; `count` files. */
function read(word: Word, args: readonly string[], count: number) {
  const { values, positionals } = readArguments(args, {
    usage: USAGES[word],
    options: { variant: { type: "string" }, form: { type: "string" }, json: { type: "boolean" } },
    positionals: [count, count],
  });
  const [input = "", output = ""] = positionals;
  return { use: { variant: values.variant, form: values.form }, json: values.json === true, input, output };
}

const RUN: Readonly<Record<Word, (args: readonly string[], terminal: Terminal) => Promise<ExitCode>>> = {
  async lint(args, terminal) {
    const { use, json, input } = read("lint", args, 1);
    const report = await lintOf(await readBytes(input), use);
    terminal.result(json ? JSON.stringify({ file: input, ...report }, null, 2) : lintText(input, report));
    return codeOf(report);
  },
  async fields(args, terminal) {
    const { use, input } = read("fields", args, 1);
    terminal.result(JSON.stringify(fieldsOf(await readBytes(input), use), null, 2));
    return 0;
  },
  async comment(args, terminal) {
    const { use, json, input, output } = read("comment", args, 2);
    const { docx, report } = await commented(buildDesk(), await readBytes(input), use);
    await writeBytes(output, docx);
    const counted = { file: output, verdict: report.verdict, comments: report.problems.length };
    terminal.result(json ? JSON.stringify(counted, null, 2) : `${output}  ${report.problems.length} 条批注`);
    return codeOf(report);
  },
  async preview(args, terminal) {
    const { use, json, input, output } = read("preview", args, 2);
    const preview = await previewed(buildDesk(), await readBytes(input), use);
    if (/\.docx$/i.test(output)) {
      await writeBytes(output, preview.docx);
      terminal.result(json ? JSON.stringify({ file: output }, null, 2) : output);
      return 0;
    }
    const { pdf, pages, notes } = await preview.pdf();
    await writeBytes(output, pdf);
    if (json) terminal.result(JSON.stringify({ file: output, pages, notes }, null, 2));
    else terminal.result([`${output}  ${pages} 页`, ...notes.map(noteText)].join("\n"));
    return 0;
  },
  async diff(args, terminal) {
    const { json, input, output } = read("diff", args, 2);
    const found = await difference(await readBytes(input), await readBytes(output));
    terminal.result(json ? JSON.stringify(found, null, 2) : differenceText(found));
    return found.changes.length === 0 ? 0 : 1;
  },
};

const codeOf = ({ verdict }: LintReport): ExitCode => (verdict === "clean" ? 0 : 1);

const noteText = (note: {
  readonly code: string;
  readonly message: string;
  readonly place: string;
}): string => `未能理解 ${note.code} ${note.message} (${note.place})`;
