import { archiveFile } from "../app/desk/archive-file.ts";
import { outsideAuthorities } from "../runtime/node-authorities.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { buildNodeHouse } from "../runtime/node-house.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, writeBytes } from "./files.ts";
import type { Command } from "./terminal.ts";

const usage = "archive FILE.pdf [OUT.pdf] [--tsa URL | --data DIR] [--json]";

/**
 * `zhiqi archive`: proof for decades into a signed file (B-LTA), or its timestamp renewed; over the file itself unless OUT is
 * named. With `--tsa` that authority stamps, else the house of `--data` (or `storage/.local`) with its own settings. Exit 2
 * when the level is not reached: then nothing is written, and the answer says what is missing.
 */
export const archive: Command = {
  usage,
  summary: "长期归档（B-LTA）或续期时间戳，文件只追加 · archives a signed file, or renews its timestamp",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: { tsa: { type: "string" }, data: { type: "string" }, json: { type: "boolean" } },
      positionals: [1, 2],
    });
    const [input = "", output = input] = positionals;
    const pdf = await readBytes(input);
    const built =
      values.tsa === undefined
        ? await buildNodeHouse({
            env: process.env,
            ...(values.data === undefined ? {} : { dataDir: values.data }),
          })
        : undefined;
    try {
      const authorities = built?.house ?? outsideAuthorities(values.tsa ?? "");
      const archived = await archiveFile(buildDesk(), { pdf, level: "B-LTA", authorities });
      await writeBytes(output, archived.pdf);
      const { pdf: _pdf, ...told } = archived;
      terminal.result(
        values.json
          ? JSON.stringify({ file: output, ...told }, null, 2)
          : `${output}\n级别 ${told.level}  时间戳 ${told.timestampedBy}  续期须早于 ${told.renewBefore ?? ""}`,
      );
      return 0;
    } finally {
      await built?.close();
    }
  },
};
