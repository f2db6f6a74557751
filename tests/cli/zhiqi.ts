import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { printable } from "../../src/cli/printable.ts";
import { tellFault, tellingOf } from "../../src/cli/tell-fault.ts";
import type { Command, ExitCode, Terminal } from "../../src/cli/terminal.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built command, as npm links it. */
export const BIN = join(root, ".build/zhiqi.mjs");

/** What a user sees of one command. */
export type Transcript = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs `zhiqi` the way npx does: the bin itself, the package's own bin folder first in PATH. */
export function zhiqi(...args: readonly string[]): Transcript {
  const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync(BIN, args, {
    encoding: "utf8",
    env: { ...process.env, PATH: path },
    maxBuffer: 64_000_000,
  });
  return { code: status, out: stdout, err: stderr };
}

/**
 * Runs a command in this process, told its faults and exit code as the bin tells them. For tables of many rows, where what is
 * asked is the answer and not the process: each command's own file runs the bin too.
 */
export async function zhiqiHere(command: Command, ...args: readonly string[]): Promise<Transcript> {
  const said = { out: "", err: "" };
  const terminal: Terminal = {
    result: (text) => void (said.out += `${text}\n`),
    message: (text) => void (said.err += `${printable(text)}\n`),
  };
  const run = async (): Promise<ExitCode> => {
    try {
      return await command.run(args, terminal);
    } catch (fault) {
      tellFault(fault, terminal, tellingOf(args));
      return 2;
    }
  };
  return { code: await run(), ...said };
}

/** The JSON a command printed. */
export const jsonOf = (transcript: Transcript) => JSON.parse(transcript.out);

/** A new folder, and a way to put files into it. */
export function desk(): {
  readonly folder: string;
  readonly put: (name: string, content: Uint8Array | string) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-cli-"));
  return {
    folder,
    put(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}
