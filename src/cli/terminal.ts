import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Bytes, fromUtf8 } from "../kit/bytes.ts";
import { HouseError } from "../kit/errors.ts";

/** 0 good (ready, valid) · 1 any other answer (blocked, invalid, indeterminate, unsigned) · 2 could not be done. */
export type ExitCode = 0 | 1 | 2;

export type CommandFault = "cli.wrong_usage" | "cli.unreadable" | "cli.unwritable";

/** The command line itself could not do its part: `wrong_usage`, `unreadable` or `unwritable`; always exit code 2. */
export class CommandError extends HouseError<CommandFault> {}

/** Results go to standard output, messages to standard error, so that `--json` can be piped. */
export type Terminal = {
  result(text: string): void;
  message(text: string): void;
};

/** A command of the bin: `zhiqi <name> …`. */
export type Command = {
  readonly usage: string;
  readonly summary: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
};

/** The whole file; `cli.unreadable` names it when it cannot be read. */
export async function readBytes(path: string): Promise<Bytes> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new CommandError("cli.unreadable", `读不到文件 ${path} · cannot read ${path}`, { path }, { cause });
  }
}

/** The whole file as UTF-8 text; `cli.unreadable` when it cannot be read or is not text. */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new CommandError("cli.unreadable", `不是文本文件 · not a text file: ${path}`, { path }, { cause });
  }
}

/** Writes the file, making its folder; `cli.unwritable` when it cannot. */
export async function writeBytes(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (cause) {
    throw new CommandError(
      "cli.unwritable",
      `写不了文件 ${path} · cannot write ${path}`,
      { path },
      { cause },
    );
  }
}
