import { HouseError } from "../kit/errors.ts";
import { FAULT_WORDS } from "./fault-words.ts";
import type { Terminal } from "./terminal.ts";

/** How results are wanted: `--json` for machines, text for people. */
export type Form = "json" | "text";

type Problem = { readonly pointer: string; readonly detail: string };

/**
 * One fault, in one shape: `{error: {code, detail, facts}}` on standard output when JSON was asked for; for people, on
 * standard error always, the code and what to do, and beneath it every problem the fault lists.
 */
export function tellFault(fault: unknown, terminal: Terminal, form: Form): void {
  const known = fault instanceof HouseError;
  const code = known ? fault.code : "cli.fault";
  const facts = known ? fault.facts : {};
  const detail = known ? fault.message : `内部故障 · internal fault: ${textOf(fault)}`;
  if (form === "json") terminal.result(JSON.stringify({ error: { code, detail, facts } }));
  terminal.message([`${code}: ${inBoth(code, detail)}`, ...problemLines(facts)].join("\n"));
  if (!known && process.env.ZHIQI_DEBUG) terminal.message(fault instanceof Error ? (fault.stack ?? "") : "");
}

/** A detail that has no Chinese gets it in front, when we have words for its code. */
const inBoth = (code: string, detail: string): string => {
  const words = Object.hasOwn(FAULT_WORDS, code) ? FAULT_WORDS[code] : undefined;
  return words === undefined || /\p{Script=Han}.*[，；。]/u.test(detail) ? detail : `${words} · ${detail}`;
};

const textOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function problemLines(facts: Readonly<Record<string, unknown>>): readonly string[] {
  const problems = Array.isArray(facts.problems) ? facts.problems.filter(isProblem) : [];
  const left = typeof facts.total === "number" ? facts.total - problems.length : 0;
  const lines = problems.map(
    ({ pointer, detail }) => `  ${pointer === "" ? "（整份）" : pointer}  ${detail}`,
  );
  return left > 0 ? [...lines, `  ……另有 ${left} 处`] : lines;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" &&
  value !== null &&
  "pointer" in value &&
  typeof value.pointer === "string" &&
  "detail" in value &&
  typeof value.detail === "string";
