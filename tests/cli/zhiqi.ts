import { execFileSync, spawnSync } from "node:child_process";
import { globSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built command, as npm links it. */
export const BIN = join(root, ".build/zhiqi.mjs");

/** What a user sees of one command. */
export type Transcript = { readonly code: number | null; readonly out: string; readonly err: string };

/** Builds the command when a source is newer than it: what is tested is what is written. */
export function buildBin(): void {
  const sources = globSync("{src,schemas,storage}/**/*.{ts,tsx,json}", {
    cwd: root,
    exclude: ["storage/.local/**"],
  });
  const newest = Math.max(...sources.map((path) => statSync(join(root, path)).mtimeMs));
  const built = statSync(BIN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built < newest) execFileSync(process.execPath, [join(root, ".scripts/build.mjs")]);
}

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
