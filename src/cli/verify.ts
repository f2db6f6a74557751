import { basename, join } from "node:path";
import { verifyFileAlone } from "../app/desk/verify-file-alone.ts";
import type { SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import { buildDesk, certificatesFromPem } from "../runtime/node-desk.ts";
import { readArguments, readInstant } from "./arguments.ts";
import type { Bytes } from "../kit/bytes.ts";
import { type Command, type ExitCode, readBytes, readText, type Terminal, writeBytes } from "./terminal.ts";

const usage = "verify FILE… [--trust CA.pem]… [--at TIME] [--extract DIR] [--json]";

/** `zhiqi verify`: separate facts for each file and signature, then the verdict. One JSON line a file with `--json`. */
export const verify: Command = {
  usage,
  summary: "验证签署后的 PDF（可离线） · verifies signed PDFs, offline too",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        trust: { type: "string", multiple: true, default: [] },
        at: { type: "string" },
        extract: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [1, 10_000],
    });
    const desk = buildDesk();
    const at = values.at === undefined ? desk.clock.now() : readInstant(values.at, usage);
    const anchors = (await Promise.all(values.trust.map(readAnchors))).flat();
    let worst: ExitCode = 0;
    for (const path of positionals) {
      const { report, signedRevisions } = await verifyFileAlone({
        bytes: await readBytes(path),
        file: path,
        anchors,
        at,
      });
      if (values.extract !== undefined)
        await extractRevisions({ folder: values.extract, path, signedRevisions, terminal });
      terminal.result(values.json ? JSON.stringify(report) : verificationText(report));
      if (report.verdict !== "valid") worst = 1;
    }
    return worst;
  },
};

const readAnchors = async (path: string): Promise<readonly Bytes[]> =>
  certificatesFromPem(await readText(path));

async function extractRevisions(work: {
  readonly folder: string;
  readonly path: string;
  readonly signedRevisions: readonly { readonly field: string; readonly pdf: Uint8Array }[];
  readonly terminal: Terminal;
}): Promise<void> {
  for (const { field, pdf } of work.signedRevisions) {
    // A field name comes from the file and may be hostile: only letters, digits and Han reach the file system.
    const name = `${basename(work.path, ".pdf")}-${field.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40)}.pdf`;
    await writeBytes(join(work.folder, name), pdf);
    work.terminal.message(join(work.folder, name));
  }
}

const signatureText = (signature: SignatureReport): string =>
  [
    `  ${signature.field}  ${signature.signer ?? "（证书不可读）"}`,
    `    完整性 ${signature.integrity} · 覆盖 ${signature.coverage} · 其后改动 ${signature.changes} · 信任 ${signature.trust} · 级别 ${signature.level}`,
    `    声称时间 ${signature.time.claimed ?? "无"} · 可信时间 ${signature.time.trusted ?? "无"}`,
    ...signature.reasons.map((reason) => `    ${reason}`),
  ].join("\n");

/** A verification for people: verdict, the facts it was derived from, then each signature. */
export const verificationText = (report: VerificationReport): string =>
  [
    `${report.file}  ${report.verdict}`,
    `  SHA-256 ${report.sha256}`,
    `  完整性 ${report.integrity} · 信任 ${report.trust}`,
    ...report.reasons.map((reason) => `  ${reason}`),
    ...report.signatures.map(signatureText),
  ].join("\n");
