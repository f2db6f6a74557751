import { signFile } from "../app/desk/sign-file.ts";
import { buildDesk, certificatesFromPem, signingKeyFromPem } from "../runtime/node-desk.ts";
import type { Bytes } from "../kit/bytes.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, readText, writeBytes } from "./files.ts";
import { signWithSm2 } from "./sign-sm2.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage =
  "sign IN.pdf OUT.pdf --field F --key K.pem --cert C.pem [--chain P.pem] [--seal S.json] [--level B-B] [--tsa URL] [--profile sm2|sm2-signed-data [--name N --organisation O]] [--json]";

/** The signer's certificate first; the rest of its file and `--chain` behind it. */
async function readChain(
  certificate: string,
  chain: string | undefined,
): Promise<readonly [Bytes, ...Bytes[]]> {
  const own = await certificatesFromPem(await readText(certificate));
  const further = chain === undefined ? [] : await certificatesFromPem(await readText(chain));
  const [first, ...rest] = own;
  if (!first)
    throw new CommandError("cli.unreadable", `文件里没有证书 · no certificate in ${certificate}`, {
      path: certificate,
    });
  return [first, ...rest, ...further];
}

/** `zhiqi sign`: one party signs its field with its own key; the file only grows. Exit 2 when it could not be done, and nothing is written. */
export const sign: Command = {
  usage,
  summary: "在签名域上签署（PAdES，只追加） · signs a field, appending only",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        field: { type: "string" },
        key: { type: "string" },
        cert: { type: "string" },
        chain: { type: "string" },
        seal: { type: "string" },
        level: { type: "string", default: "B-B" },
        tsa: { type: "string" },
        profile: { type: "string", default: "pades" },
        name: { type: "string" },
        organisation: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [2, 2],
    });
    const [input = "", output = ""] = positionals;
    const { field, key, cert, chain, seal, level, tsa } = values;
    if (values.profile !== "pades" && field)
      return signWithSm2({ ...values, field, input, output }, terminal);
    if (!field || !key || !cert)
      throw new CommandError(
        "cli.wrong_usage",
        `缺少 --field、--key 或 --cert\n用法 · usage: zhiqi ${usage}`,
      );
    const signed = await signFile(buildDesk(), {
      pdf: await readBytes(input),
      field,
      key: await signingKeyFromPem(await readText(key)),
      certificates: await readChain(cert, chain),
      sealJson: seal === undefined ? undefined : await readText(seal),
      level,
      timestampAuthority: tsa,
    });
    await writeBytes(output, signed.pdf);
    const { pdf: _pdf, ...told } = signed;
    terminal.result(
      values.json
        ? JSON.stringify({ file: output, ...told }, null, 2)
        : `${output}\n签名域 ${told.field}  签署人 ${told.signer}  级别 ${told.level}  声称时间 ${told.claimedAt}`,
    );
    return 0;
  },
};
