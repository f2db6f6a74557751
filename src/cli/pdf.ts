import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, writeBytes } from "./files.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage = "pdf IN.docx OUT.pdf [--profile word|lo] [--json]";

/** `zhiqi pdf`: lays a DOCX out as PDF with the house's own engine. Says what it did not understand; exit 0 even so, the PDF is there. */
export const pdf: Command = {
  usage,
  summary: "DOCX 排成 PDF · lays a DOCX out",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: { profile: { type: "string", default: "word" }, json: { type: "boolean" } },
      positionals: [2, 2],
    });
    const [input = "", output = ""] = positionals;
    const { profile } = values;
    if (profile !== "word" && profile !== "lo")
      throw new CommandError(
        "cli.wrong_usage",
        `--profile 只能是 word、lo · --profile is word or lo\n用法 · usage: zhiqi ${usage}`,
        { profile },
      );
    const desk = buildDesk();
    const rendered = await desk.renderer.render({
      docx: await readBytes(input),
      title: "",
      profile,
      createdAt: desk.clock.now(),
      attachments: [],
    });
    await writeBytes(output, rendered.pdf);
    const { pages, fonts, notes } = rendered;
    if (values.json) {
      terminal.result(JSON.stringify({ file: output, pages, fonts, notes }, null, 2));
    } else {
      terminal.result(`${output}  ${pages} 页\n字体 ${fonts.join(" ")}`);
      for (const note of notes) terminal.result(`未能理解 ${note.code} ${note.message} (${note.place})`);
    }
    return 0;
  },
};
