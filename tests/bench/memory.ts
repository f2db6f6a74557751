import { execFileSync } from "node:child_process";
import type { Figure } from "./report.ts";

const CHILD = new URL("memory-child.ts", import.meta.url).pathname;

type Megabytes = { readonly fonts: number; readonly after: number; readonly peak: number };

/** Holds V8 to what is needed: with gigabytes free it lets garbage lie, and the resident size would say nothing of the work. */
const HELD = ["--expose-gc", "--max-old-space-size=32", "--max-semi-space-size=2"];

/**
 * Memory above an idle process with all nine font files read: what is kept, and the resident
 * peak over thirty documents with every tenth followed by one that asks for all fonts again.
 */
export function benchMemory(): Figure[] {
  const { fonts, after, peak } = JSON.parse(
    execFileSync(process.execPath, [...HELD, CHILD], { encoding: "utf8" }),
  ) as Megabytes;
  const figure = (what: string, value: number): Figure => ({
    what,
    unit: "MB",
    asked: 60,
    bound: "at most",
    value,
  });
  return [
    figure("memory kept with all fonts read, above idle", fonts),
    figure("memory kept after thirty documents, above idle", after),
    figure("resident peak over thirty documents, above idle", peak),
  ];
}
