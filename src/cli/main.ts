import { HouseError } from "../kit/errors.ts";
import { check } from "./check.ts";
import { demo } from "./demo.ts";
import { draft } from "./draft.ts";
import { pdf } from "./pdf.ts";
import { serve } from "./serve.ts";
import { sign } from "./sign.ts";
import type { Command, ExitCode, Terminal } from "./terminal.ts";
import { verify } from "./verify.ts";

const COMMANDS: Readonly<Record<string, Command>> = { draft, check, sign, verify, pdf, demo, serve };

const terminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  message: (text) => void process.stderr.write(`${text}\n`),
};

const overview = (): string =>
  [
    "知契 zhiqi",
    "",
    ...Object.values(COMMANDS).map((command) => `  zhiqi ${command.usage}\n      ${command.summary}`),
    "",
  ].join("\n");

/** One problem, in one shape: JSON on standard output when asked for, one line for people on standard error always. */
function tellFault(fault: unknown, asJson: "json" | "text"): ExitCode {
  const known = fault instanceof HouseError;
  const code = known ? fault.code : "cli.fault";
  const detail = known
    ? fault.message
    : `内部故障 · internal fault: ${fault instanceof Error ? fault.message : String(fault)}`;
  if (asJson === "json")
    terminal.result(JSON.stringify({ error: { code, detail, facts: known ? fault.facts : {} } }));
  terminal.message(`${code}: ${detail}`);
  if (!known && process.env.ZHIQI_DEBUG) terminal.message(fault instanceof Error ? (fault.stack ?? "") : "");
  return 2;
}

async function runCommand(): Promise<ExitCode> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    terminal.result(overview());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    terminal.message(`没有这个命令 · no such command: ${name}\n\n${overview()}`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    terminal.result(`zhiqi ${command.usage}\n    ${command.summary}`);
    return 0;
  }
  try {
    return await command.run(args, terminal);
  } catch (fault) {
    return tellFault(fault, args.includes("--json") ? "json" : "text");
  }
}

process.exitCode = await runCommand();
