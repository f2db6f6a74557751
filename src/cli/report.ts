import { join } from "node:path";
import { filedProjects } from "../app/forms/filed-projects.ts";
import { listedProjects, type ProjectList, quarterPapers } from "../app/forms/quarter-papers.ts";
import { type Quarter, readQuarter } from "../kit/dates.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments, readCalendarDay } from "./arguments.ts";
import { checkReportText } from "./check-report-text.ts";
import { readBytes, writeBytes } from "./files.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage =
  "report quarter [PROJECTS.json] --authority CODE --quarter 2022Q2 [--out DIR] [--filled-on YYYY-MM-DD] [--data DIR] [--json]";

/** The projects on an authority's register, in the same store as `serve`. */
async function registered(authority: string, dataDir: string | undefined): Promise<ProjectList> {
  const { buildNodeHouse } = await import("../runtime/node-house.ts");
  const built = await buildNodeHouse({
    env: process.env,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  try {
    return { projects: await filedProjects(built.house, authority) };
  } finally {
    await built.close();
  }
}

const wrong = (why: string): CommandError =>
  new CommandError("cli.wrong_usage", `${why}\n用法 · usage: zhiqi ${usage}`);

function neededQuarter(text: string | undefined): Quarter {
  const quarter = text === undefined ? undefined : readQuarter(text);
  if (quarter !== undefined) return quarter;
  throw wrong(
    text === undefined
      ? "缺少 --quarter，如 2022Q2 · --quarter is missing, such as 2022Q2"
      : `--quarter：没有 ${text} 这个季度，写作 2022Q2（四位年份、Q、1 至 4） · --quarter: there is no quarter ${text}; write 2022Q2, the quarter 1 to 4`,
  );
}

/** `zhiqi report quarter`: 表一 and 表二 as Word, PDF and spreadsheet. Exit 1 when a table lacks something; written all the same. */
export const report: Command = {
  usage,
  summary: "由备案登记（或托管项目清单）生成季报表（DOCX、PDF、XLSX） · makes the quarterly tables",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        authority: { type: "string" },
        quarter: { type: "string" },
        "filled-on": { type: "string" },
        data: { type: "string" },
        out: { type: "string", default: "." },
        json: { type: "boolean" },
      },
      positionals: [1, 2],
    });
    const [word, path] = positionals;
    if (word !== "quarter")
      throw wrong(`只有 report quarter，没有 ${word} · report knows quarter, not ${word}`);
    const quarter = neededQuarter(values.quarter);
    if (values.authority === undefined)
      throw wrong(
        "缺少 --authority：备案机关的六位代码 · --authority is missing: the six digits of the authority",
      );
    const filledOn = readCalendarDay(values["filled-on"], "--filled-on", usage);
    const papers = await quarterPapers(buildDesk(), {
      authority: values.authority,
      quarter,
      filledOn,
      list:
        path === undefined
          ? await registered(values.authority, values.data)
          : listedProjects(await readBytes(path)),
    });
    const written: string[] = [];
    for (const { id, filled } of papers.tables) {
      const files = { docx: filled.docx, pdf: filled.pdf, xlsx: filled.xlsx };
      for (const [ending, content] of Object.entries(files)) {
        if (content === undefined) continue;
        written.push(join(values.out, `${id}.${ending}`));
        await writeBytes(written.at(-1) ?? "", content);
      }
    }
    const rows = papers.tables.map(({ id, rows: count }) => ({ form: id, rows: count }));
    terminal.result(
      values.json
        ? JSON.stringify({ files: written, tables: rows, due: papers.due, checks: papers.reports }, null, 2)
        : [
            `报送时间 ${papers.due.from} 至 ${papers.due.until}`,
            ...papers.reports.map((each) => checkReportText(each)),
            ...written,
          ].join("\n"),
    );
    return papers.reports.some(({ verdict }) => verdict === "blocked") ? 1 : 0;
  },
};
