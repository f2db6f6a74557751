import { printable } from "./printable.ts";
import { tellFault, tellingOf } from "./tell-fault.ts";
import { type Command, CommandError, type ExitCode, type Terminal } from "./terminal.ts";

/** Each command is loaded when it is asked for, with the libraries only it needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  draft: async () => (await import("./draft.ts")).draft,
  check: async () => (await import("./check.ts")).check,
  sign: async () => (await import("./sign.ts")).sign,
  verify: async () => (await import("./verify.ts")).verify,
  evidence: async () => (await import("./evidence.ts")).evidence,
  pdf: async () => (await import("./pdf.ts")).pdf,
  template: async () => (await import("./template.ts")).template,
  form: async () => (await import("./form.ts")).form,
  report: async () => (await import("./report.ts")).report,
  demo: async () => (await import("./demo.ts")).demo,
  serve: async () => (await import("./serve.ts")).serve,
  archive: async () => (await import("./archive.ts")).archive,
  keys: async () => (await import("./keys.ts")).keys,
  admin: async () => (await import("./admin.ts")).admin,
};

const terminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  message: (text) => void process.stderr.write(`${printable(text)}\n`),
};

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = commands.map(({ usage, summary }) => `  zhiqi ${usage}\n      ${summary}`);
  return ["知契 zhiqi", "", ...lines, ""].join("\n");
}

async function runCommand(): Promise<ExitCode> {
  const [name, ...args] = process.argv.slice(2);
  if (name === "--version" || name === "-v") {
    terminal.result((await import("./version.ts")).version());
    return 0;
  }
  if (name === "help" || name === "--help" || name === "-h") {
    terminal.result(await overview());
    return 0;
  }
  try {
    const command = await commandNamed(name);
    if (!args.includes("--help") && !args.includes("-h")) return await command.run(args, terminal);
    const { usage, summary, details } = command;
    terminal.result(
      [`zhiqi ${usage}`, `    ${summary}`, ...(details === undefined ? [] : [details])].join("\n"),
    );
    return 0;
  } catch (fault) {
    tellFault(fault, terminal, tellingOf(args));
    return 2;
  }
}

async function commandNamed(name: string | undefined): Promise<Command> {
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) return load();
  const what = name === undefined ? "请给出命令 · which command?" : `没有这个命令 · no such command: ${name}`;
  throw new CommandError("cli.wrong_usage", `${what}\n\n${await overview()}`, {
    commands: Object.keys(COMMANDS),
  });
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault of ours.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  process.exit(fault.code === "EPIPE" ? undefined : 2);
});

process.exitCode = await runCommand();
