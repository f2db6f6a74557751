import { execFileSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "./one-at-a-time.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What the build writes last of the command, of what the edge reads, and of what pages load. */
const BUILT = [
  ".build/zhiqi.mjs",
  ".build/assets/public/islands.json",
  ".build/assets/public/verify-offline.js",
];

const changedAt = (path: string): number =>
  statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A folder changes when a file is gone from it. */
const isOld = (): boolean => {
  const sources = globSync("{src,schemas,storage,templates,.scripts}{,/**}", {
    cwd: root,
    exclude: ["storage/.local", "storage/.local/**"],
  });
  const newest = Math.max(...[...sources, "package-lock.json"].map(changedAt));
  return BUILT.some((path) => changedAt(path) < newest);
};

/** Builds the command, the pages' scripts and the edge's assets when a source is newer than they: what is tested is what is written. */
export function buildOnce(): void {
  if (!isOld()) return;
  oneAtATime("build", () => {
    if (isOld()) execFileSync(process.execPath, [join(root, ".scripts/build.mjs")]);
  });
}
