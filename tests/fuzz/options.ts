import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** Findings, and how far a long run has come. */
export const FOLDER = new URL("../../.build/fuzz/", import.meta.url);

/** What is done of one row of numbers. */
export type Progress = { readonly tried: number; readonly found: number; readonly seconds: number };

/** What one run does: trial `at` has the number `first + shard + at × shards`. */
export type Run = {
  readonly seconds: number;
  /** Trials of this shard in all, those of earlier runs included. */
  readonly count: number;
  readonly shard: number;
  readonly shards: number;
  readonly first: number;
  readonly progress: URL;
  readonly before: Progress;
};

const NOTHING: Progress = { tried: 0, found: 0, seconds: 0 };

function whole(text: string, name: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name} is a whole number from ${least}`);
  return value;
}

/** Reads the command line. `--resume` goes on where the last run with the same seed and shard stopped. */
export function readRun(args: readonly string[]): Run {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "60" },
      count: { type: "string", default: "10000000" },
      seed: { type: "string", default: "1" },
      shard: { type: "string", default: "1/1" },
      resume: { type: "boolean", default: false },
    },
  });
  const [shard = "", shards = ""] = values.shard.split("/");
  const seed = whole(values.seed, "seed", 0);
  const of = whole(shards, "shard K/N", 1);
  const one = whole(shard, "shard K/N", 1);
  if (one > of) throw new Error("--shard K/N: K is at most N");
  const progress = new URL(`progress-${seed}-${one}-of-${of}.json`, FOLDER);
  return {
    seconds: whole(values.seconds, "seconds", 1),
    count: whole(values.count, "count", 1),
    shard: one - 1,
    shards: of,
    first: seed * 1_000_000_007,
    progress,
    before: values.resume ? read(progress) : NOTHING,
  };
}

function read(path: URL): Progress {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Progress;
  } catch {
    return NOTHING;
  }
}

/** Keeps how far the run has come, so that it may be stopped at any time. */
export function keepProgress(path: URL, progress: Progress): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, `${JSON.stringify(progress)}\n`);
}
