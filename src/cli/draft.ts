import { join } from "node:path";
import { draftContractFile } from "../app/desk/draft-contract-file.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { checkReportText } from "./check-report-text.ts";
import { readBytes, writeBytes } from "./files.ts";
import type { Command } from "./terminal.ts";

const usage = "draft CONTRACT.json [--out DIR] [--json]";

/** `zhiqi draft`: contract.docx, contract.pdf and check.json from a contract JSON. Exit 1 when the check blocks; the files are written all the same. */
export const draft: Command = {
  usage,
  summary: "由合同 JSON 生成合同（DOCX、PDF）与要素核对结果 · drafts the contract",
  details: "--out：不写则写到当前文件夹 · the current folder unless named",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: { out: { type: "string", default: "." }, json: { type: "boolean" } },
      positionals: [1, 1],
    });
    const [path = ""] = positionals;
    const drafted = await draftContractFile(buildDesk(), { bytes: await readBytes(path), file: path });
    const files = {
      "contract.docx": drafted.docx,
      "contract.pdf": drafted.pdf,
      "check.json": `${JSON.stringify(drafted.report, null, 2)}\n`,
    };
    for (const [name, content] of Object.entries(files)) await writeBytes(join(values.out, name), content);
    for (const note of drafted.notes) terminal.message(`${note.code}: ${note.message} (${note.place})`);
    const written = Object.keys(files).map((name) => join(values.out, name));
    terminal.result(
      values.json
        ? JSON.stringify(
            { files: written, pages: drafted.pages, notes: drafted.notes, check: drafted.report },
            null,
            2,
          )
        : [checkReportText(drafted.report), ...written].join("\n"),
    );
    return drafted.report.verdict === "ready" ? 0 : 1;
  },
};
