import { signFile } from "../app/desk/sign-file.ts";
import { outsideAuthorities } from "../runtime/node-authorities.ts";
import { buildDesk } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, readText, writeBytes } from "./files.ts";
import { readSigner, SIGNER_OPTIONS, SIGNER_USAGE } from "./read-signer.ts";
import { signWithSm2 } from "./sign-sm2.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage = `sign IN.pdf OUT.pdf --field F ${SIGNER_USAGE} [--seal S.json] [--level B-B|B-T|B-LT|B-LTA] [--tsa URL] [--profile sm2|sm2-signed-data [--name N --organisation O]] [--json]`;

/** `zhiqi sign`: one party signs its field with its own key; the file only grows. With `--tsa` and no level: B-T. Exit 2 when it could not be done, and nothing is written. */
export const sign: Command = {
  usage,
  summary:
    "在签名域上签署（PAdES，只追加）；没有签名域的 PDF 添一个不显示的 · signs a field, appending only; a PDF without fields gets one that shows nothing",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        field: { type: "string" },
        ...SIGNER_OPTIONS,
        seal: { type: "string" },
        level: { type: "string" },
        tsa: { type: "string" },
        profile: { type: "string", default: "pades" },
        name: { type: "string" },
        organisation: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [2, 2],
    });
    const [input = "", output = ""] = positionals;
    const { field, seal, level, tsa } = values;
    if (values.profile !== "pades" && field)
      return signWithSm2({ ...values, field, input, output }, terminal);
    if (!field)
      throw new CommandError(
        "cli.wrong_usage",
        `缺少 --field · --field is missing\n用法 · usage: zhiqi ${usage}`,
      );
    const signed = await signFile(buildDesk(), {
      pdf: await readBytes(input),
      field,
      ...(await readSigner(values)),
      sealJson: seal === undefined ? undefined : await readText(seal),
      level: level ?? (tsa === undefined ? "B-B" : "B-T"),
      authorities: tsa === undefined ? undefined : outsideAuthorities(tsa),
    });
    await writeBytes(output, signed.pdf);
    const { pdf: _pdf, ...told } = signed;
    terminal.result(
      values.json
        ? JSON.stringify({ file: output, ...told }, null, 2)
        : `${output}\n签名域 ${told.field}  签署人 ${told.signer}  级别 ${told.level}  声称时间 ${told.claimedAt}${told.timestampedBy === null ? "" : `  时间戳 ${told.timestampedBy}`}`,
    );
    return 0;
  },
};
