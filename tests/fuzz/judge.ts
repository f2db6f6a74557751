import { type Bytes, equalBytes } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import type { Seed } from "./seeds.ts";

/** What a mutated file may never do. Undefined when all is well. */
export type Finding = { readonly kind: "throws" | "slow" | "passes" | "memory"; readonly what: string };

/** CPU milliseconds one file may take. */
const SLOWEST = 1000;
/** Resident megabytes of the whole program. */
export const MOST_MEMORY = 256;

type From = { readonly seed: Seed; readonly evil: boolean; readonly anchor: Bytes };

/**
 * Verifies a mutated file and looks for what must not be: an exception, a second of CPU, a signature called whole although
 * the bytes it signed in the seed are not these, or a file that passes though a reader sees another contract.
 */
export async function judge(mutated: Bytes, from: From): Promise<Finding | undefined> {
  const started = performance.now();
  const frames = Error.stackTraceLimit;
  try {
    // Thousands of faults a second are thrown and caught; their stacks are not read.
    Error.stackTraceLimit = 0;
    const report = await verify(mutated, from);
    // On a busy machine a clock on the wall says little: what looks slow is done again and its CPU time taken.
    const spent = performance.now() - started > SLOWEST ? await cpuTimeOf(mutated, from) : 0;
    if (spent > SLOWEST) return { kind: "slow", what: `${spent} ms` };
    const passes = report.integrity === "intact" || report.integrity === "extended";
    if (from.evil && passes && report.signatures.length > 0)
      return { kind: "passes", what: report.reasons.join() };
    for (const { field, integrity } of report.signatures) {
      const whole = integrity === "intact" || integrity === "extended";
      if (
        whole &&
        !from.seed.signatures.some((one) => one.field === field && isSame(mutated, from.seed.pdf, one))
      )
        return { kind: "passes", what: `${field} is ${integrity}` };
    }
  } catch (error) {
    return { kind: "throws", what: String(error) };
  } finally {
    Error.stackTraceLimit = frames;
  }
  return undefined;
}

const verify = (pdf: Bytes, { anchor }: From): ReturnType<typeof verifyDocument> =>
  verifyDocument(pdf, { file: "fuzz.pdf", anchors: [anchor], at: new Date("2026-11-22T00:00:00Z") });

async function cpuTimeOf(pdf: Bytes, from: From): Promise<number> {
  const started = process.cpuUsage();
  await verify(pdf, from);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

const isSame = (a: Bytes, b: Bytes, range: { gapStart: number; gapEnd: number; end: number }): boolean =>
  equalBytes(a.subarray(0, range.gapStart), b.subarray(0, range.gapStart)) &&
  equalBytes(a.subarray(range.gapEnd, range.end), b.subarray(range.gapEnd, range.end));
