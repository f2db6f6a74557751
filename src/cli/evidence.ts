import { evidenceOfFile } from "../app/desk/evidence-of-file.ts";
import type { Bytes } from "../kit/bytes.ts";
import { buildDesk, certificatesFromPem } from "../runtime/node-desk.ts";
import { readArguments } from "./arguments.ts";
import { readBytes, readText, writeBytes } from "./files.ts";
import type { Command } from "./terminal.ts";

const usage = "evidence SIGNED.pdf OUT.zip [--trust CA.pem]… [--json]";

const readAnchors = async (path: string): Promise<readonly Bytes[]> =>
  certificatesFromPem(await readText(path));

/** `zhiqi evidence`: the offline evidence pack of a signed PDF, to be checked with public tools. Exit 2 when nothing is signed. */
export const evidence: Command = {
  usage,
  summary: "取离线证据包（公开工具可核对） · packs evidence that public tools check",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        trust: { type: "string", multiple: true, default: [] },
        json: { type: "boolean" },
      },
      positionals: [2, 2],
    });
    const [input = "", output = ""] = positionals;
    const anchors = (await Promise.all(values.trust.map(readAnchors))).flat();
    const { zip, signatures } = await evidenceOfFile(buildDesk(), { pdf: await readBytes(input), anchors });
    await writeBytes(output, zip);
    terminal.result(
      values.json
        ? JSON.stringify({ file: output, signatures, size: zip.length }, null, 2)
        : `${output}\n签名 ${signatures} 个；核对方法见其中的 README.md`,
    );
    return 0;
  },
};
