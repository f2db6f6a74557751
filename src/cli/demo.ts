import { join, relative } from "node:path";
import { z } from "zod";
import { temporaryNodeHouse } from "../runtime/node-house.ts";
import { packageRoot } from "../runtime/node-package-root.ts";
import { readArguments } from "./arguments.ts";
import { runDemo } from "./demo-job.ts";
import { demoTable, tableText } from "./demo-table.ts";
import { readText } from "./files.ts";
import type { Command } from "./terminal.ts";

/** What the demo asks of its sample before the house reads it: a first day to move. */
const Fixture = z.looseObject({ term: z.looseObject({ start: z.string() }) });

const usage = "demo [--out DIR] [--json]";

/** `zhiqi demo`: the main job from a contract JSON to a receipt that verifies, in a house of its own that is gone afterwards. Exit 1 when a step's answer is not the good one. */
export const demo: Command = {
  usage,
  summary: "从合同 JSON 到可验证的备案回执，走完全程 · the main job from end to end",
  async run(args, terminal) {
    const { values } = readArguments(args, {
      usage,
      options: { out: { type: "string" }, json: { type: "boolean" } },
      positionals: [0, 0],
    });
    const root = packageRoot();
    const out = values.out ?? join(root, "storage/.local/demo");
    const fixture = Fixture.parse(
      JSON.parse(await readText(join(root, "tests/fixtures/demo-contract.json"))),
    );
    const started = performance.now();
    const built = await temporaryNodeHouse();
    try {
      const table = demoTable(out);
      const good = await runDemo(built.house, { table, fixture });
      const milliseconds = Math.round(performance.now() - started);
      const folder = relative(process.cwd(), out) || ".";
      terminal.result(
        values.json
          ? JSON.stringify({ out, good, milliseconds, steps: table.rows }, null, 2)
          : demoText({ rows: tableText(table.rows), folder, milliseconds }),
      );
      return good ? 0 : 1;
    } finally {
      await built.close();
    }
  },
};

const demoText = (told: {
  readonly rows: string;
  readonly folder: string;
  readonly milliseconds: number;
}): string =>
  [
    told.rows,
    "",
    `全程 ${told.milliseconds} ms，文件在 ${told.folder}/ · everything is in ${told.folder}/`,
    "",
    "自己再验一遍 · check it yourself:",
    `  npx zhiqi verify ${told.folder}/contract-signed.pdf ${told.folder}/receipt.pdf --trust ${told.folder}/trust.pem`,
    "签署所用证书出自内置演示 CA，印章是图形样章：仅供演示，不是可靠电子签名。",
    "Certificates come from the built-in demo CA and seals are sample pictures: a demonstration, not a reliable e-signature in law.",
  ].join("\n");
