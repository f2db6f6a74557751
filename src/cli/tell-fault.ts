import type { ReportLanguage } from "../../schemas/check-report.ts";
import { halfIn, isBilingual } from "../kit/bilingual.ts";
import { HouseError } from "../kit/errors.ts";
import { ENGLISH_WORDS, englishProblem } from "./english-words.ts";
import { FAULT_WORDS } from "./fault-words.ts";
import type { Terminal } from "./terminal.ts";

/** How results are wanted: `--json` for machines, text for people. */
export type Form = "json" | "text";

/** How a fault is told. Without `--lang en` people get both languages, Chinese first. */
export type Telling = { readonly form: Form; readonly language: ReportLanguage };

/** How the arguments of a command want its faults told, whatever else is wrong with them. */
export const tellingOf = (args: readonly string[]): Telling => ({
  form: args.includes("--json") ? "json" : "text",
  language:
    args.includes("--lang=en") || args.some((arg, at) => arg === "en" && args[at - 1] === "--lang")
      ? "en"
      : "zh",
});

type Problem = { readonly pointer: string; readonly code: string; readonly detail: string };

/**
 * One fault, in one shape: `{error: {code, detail, facts}}` on standard output when JSON was asked for; for people, on
 * standard error always, the code and what to do, and beneath it every problem the fault lists.
 */
export function tellFault(fault: unknown, terminal: Terminal, { form, language }: Telling): void {
  const known = fault instanceof HouseError;
  const code = known ? fault.code : "cli.fault";
  const facts = known ? fault.facts : {};
  const told = known ? fault.message : `内部故障 · internal fault: ${textOf(fault)}`;
  const detail = language === "en" ? inEnglish(code, told) : told;
  if (form === "json") terminal.result(JSON.stringify({ error: { code, detail, facts } }));
  const shown = language === "en" ? detail : inBoth(code, detail);
  terminal.message([`${code}: ${shown}`, ...problemLines(facts, language)].join("\n"));
  if (!known && process.env.ZHIQI_DEBUG) terminal.message(fault instanceof Error ? (fault.stack ?? "") : "");
}

const wordsFor = (table: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** A detail in one language gets the other beside it, Chinese in front, when we have words for its code. */
function inBoth(code: string, detail: string): string {
  if (isBilingual(detail)) return detail;
  const isChinese = /\p{Script=Han}.*[，；。]/u.test(detail);
  const words = wordsFor(FAULT_WORDS, code);
  if (words !== undefined && !isChinese) return `${words} · ${detail}`;
  const english = wordsFor(ENGLISH_WORDS, code);
  return english === undefined || !/\p{Script=Han}/u.test(detail) ? detail : `${detail} · ${english}`;
}

/** The English half of a detail, else English words for its code, else the detail as it is. */
function inEnglish(code: string, detail: string): string {
  if (isBilingual(detail)) return halfIn("en", detail);
  return /\p{Script=Han}/u.test(detail) ? (wordsFor(ENGLISH_WORDS, code) ?? detail) : detail;
}

const textOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function problemLines(facts: Readonly<Record<string, unknown>>, language: ReportLanguage): readonly string[] {
  const problems = Array.isArray(facts.problems) ? facts.problems.filter(isProblem) : [];
  const left = typeof facts.total === "number" ? facts.total - problems.length : 0;
  const [whole, more] =
    language === "en" ? ["(all of it)", `... and ${left} more`] : ["（整份）", `……另有 ${left} 处`];
  const lines = problems.map(
    ({ pointer, code, detail }) =>
      `  ${pointer === "" ? whole : pointer}  ${language === "en" ? englishProblem(code, detail) : detail}`,
  );
  return left > 0 ? [...lines, `  ${more}`] : lines;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" &&
  value !== null &&
  "pointer" in value &&
  typeof value.pointer === "string" &&
  "code" in value &&
  typeof value.code === "string" &&
  "detail" in value &&
  typeof value.detail === "string";
