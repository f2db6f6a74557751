import { check } from "./check.ts";
import { demo } from "./demo.ts";
import { draft } from "./draft.ts";
import { pdf } from "./pdf.ts";
import { serve } from "./serve.ts";
import { sign } from "./sign.ts";
import { tellFault } from "./tell-fault.ts";
import { type Command, CommandError, type ExitCode, type Terminal } from "./terminal.ts";
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

async function runCommand(): Promise<ExitCode> {
  const [name, ...args] = process.argv.slice(2);
  const form = args.includes("--json") ? "json" : "text";
  if (name === "help" || name === "--help" || name === "-h") {
    terminal.result(overview());
    return 0;
  }
  try {
    const command = commandNamed(name);
    if (!args.includes("--help") && !args.includes("-h")) return await command.run(args, terminal);
    terminal.result(`zhiqi ${command.usage}\n    ${command.summary}`);
    return 0;
  } catch (fault) {
    tellFault(fault, terminal, form);
    return 2;
  }
}

function commandNamed(name: string | undefined): Command {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command;
  const what = name === undefined ? "请给出命令 · which command?" : `没有这个命令 · no such command: ${name}`;
  throw new CommandError("cli.wrong_usage", `${what}\n\n${overview()}`, {
    commands: Object.keys(COMMANDS),
  });
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault of ours.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  process.exit(fault.code === "EPIPE" ? undefined : 2);
});

process.exitCode = await runCommand();
