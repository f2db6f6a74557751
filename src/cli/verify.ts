import { basename, join } from "node:path";
import type { ReportLanguage } from "../../schemas/check-report.ts";
import type { VerificationReport } from "../../schemas/verification.ts";
import { REASONS } from "../../schemas/verification-reasons.ts";
import { isNoPdf } from "../../schemas/verification-terms.ts";
import { verifyFileAlone } from "../app/desk/verify-file-alone.ts";
import type { Bytes } from "../kit/bytes.ts";
import { HouseError } from "../kit/errors.ts";
import { buildDesk, certificatesFromPem } from "../runtime/node-desk.ts";
import { readArguments, readMoment } from "./arguments.ts";
import { readBytes, readText, writeBytes } from "./files.ts";
import { printable } from "./printable.ts";
import { readLanguage } from "./read-language.ts";
import { type Telling, tellFault, tellingOf } from "./tell-fault.ts";
import { type Command, CommandError, type ExitCode, type Terminal } from "./terminal.ts";
import { verificationText } from "./verification-text.ts";

const usage =
  "verify FILE… [--trust CA.pem]… [--at TIME] [--extract DIR] [--report OUT.pdf [--lang zh|en]] [--json]";

type Ground = {
  readonly anchors: readonly Bytes[];
  readonly at: Date;
  readonly telling: Telling;
  readonly extract: string | undefined;
  /** Where the printable report goes, and in which language. */
  readonly paper: { readonly path: string; readonly language: ReportLanguage } | undefined;
  /** Paths written so far: two fields never share a file. */
  readonly written: Set<string>;
};

/**
 * `zhiqi verify`: separate facts for each file and signature, then the verdict. One JSON line a file with `--json`. Every
 * file has its answer, one that cannot be read included; what is no PDF is the fault `verify.not_a_pdf`; the exit code is the
 * worst of all.
 */
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
        report: { type: "string" },
        lang: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [1, 10_000],
    });
    if (values.report !== undefined && positionals.length > 1) {
      throw new CommandError(
        "cli.wrong_usage",
        `--report 一次只写一份文件的报告 · --report takes one FILE\n用法 · usage: zhiqi ${usage}`,
      );
    }
    const language = values.lang === undefined ? "zh" : readLanguage(values.lang, usage);
    const ground: Ground = {
      anchors: (await Promise.all(values.trust.map(readAnchors))).flat(),
      at: values.at === undefined ? buildDesk().clock.now() : readMoment(values.at, usage),
      telling: tellingOf(args),
      extract: values.extract,
      paper: values.report === undefined ? undefined : { path: values.report, language },
      written: new Set(),
    };
    let worst: ExitCode = 0;
    for (const path of positionals) {
      const code = await verifyOne(path, ground, terminal);
      if (code > worst) worst = code;
    }
    return worst;
  },
};

const readAnchors = async (path: string): Promise<readonly Bytes[]> =>
  certificatesFromPem(await readText(path));

async function verifyOne(path: string, ground: Ground, terminal: Terminal): Promise<ExitCode> {
  try {
    const bytes = await readBytes(path);
    const { report, signedRevisions } = await verifyFileAlone({ bytes, file: path, ...ground });
    if (isNoPdf(report)) {
      const detail = `${printable(path)}：${REASONS["verify.not_a_pdf"].answer.zh} · ${REASONS["verify.not_a_pdf"].answer.en}`;
      throw new CommandError("verify.not_a_pdf", detail, { path });
    }
    terminal.result(ground.telling.form === "json" ? JSON.stringify(report) : verificationText(report));
    for (const { field, pdf } of signedRevisions) {
      if (ground.extract === undefined) break;
      const target = freePath(join(ground.extract, revisionName(path, field)), ground.written);
      await writeBytes(target, pdf);
      terminal.message(target);
    }
    if (ground.paper !== undefined) await writePaper(report, ground.paper, terminal);
    return report.verdict === "valid" ? 0 : 1;
  } catch (fault) {
    if (!(fault instanceof HouseError)) throw fault;
    tellFault(fault, terminal, ground.telling);
    return 2;
  }
}

async function writePaper(
  report: VerificationReport,
  { path, language }: NonNullable<Ground["paper"]>,
  terminal: Terminal,
): Promise<void> {
  // The layout engine is loaded only when a paper is asked for.
  const { verificationReportFile } = await import("../app/verification-report-file.ts");
  await writeBytes(path, (await verificationReportFile(buildDesk(), report, { language })).bytes);
  terminal.message(path);
}

/** A field name comes from the file and may be hostile: only letters, digits and Han reach the file system. */
const revisionName = (path: string, field: string): string =>
  `${basename(path, ".pdf")}-${field.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40)}`;

function freePath(path: string, written: Set<string>): string {
  let free = `${path}.pdf`;
  for (let count = 2; written.has(free); count += 1) free = `${path}-${count}.pdf`;
  written.add(free);
  return free;
}
