import type { Contract } from "../../schemas/contract.ts";
import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { addDays, addMonths, type CalendarDay, readDay } from "../kit/dates.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";

type Term = { readonly start: CalendarDay; readonly end: CalendarDay };

/** The term when both days exist and are in order; other rules judge by it only then. */
export function soundTerm(contract: Contract): Term | undefined {
  const start = readDay(contract.term?.start);
  const end = readDay(contract.term?.end);
  return start !== undefined && end !== undefined && start < end ? { start, end } : undefined;
}

/** TRM-01: start and end are days that exist, in order, and agree with the words of the duration. */
export function askTermDays({ contract }: Inquiry): readonly Observation[] {
  const { start, end, duration } = contract.term ?? {};
  if (!isBlank(duration) && isBlank(start) && isBlank(end))
    return [unclear("/term/duration", duration, { case: "undated" })];
  const found = [...askTermDay("/term/start", start), ...askTermDay("/term/end", end)];
  if (found.length > 0) return found;
  const term = soundTerm(contract);
  if (term === undefined) return [unclear("/term/end", end, { case: "order", detail: start ?? "" })];
  const months = readMonths(duration);
  if (months === undefined || lasts(term, months)) return [];
  return [unclear("/term/duration", duration, { case: "conflict" })];
}

function askTermDay(pointer: string, text: string | null | undefined): readonly Observation[] {
  if (isBlank(text)) return [missing(pointer, text ?? undefined)];
  if (readDay(text) !== undefined) return [];
  return [unclear(pointer, text, /自|签订|生效|起/u.test(text ?? "") ? { case: "undated" } : {})];
}

const NUMERALS = "零一二三四五六七八九十";

/** Months of 「一年」「12个月」「两年」; undefined when the words say no plain duration. */
function readMonths(text: string | null | undefined): number | undefined {
  const match = /([\d]{1,3}|[一二三四五六七八九十两])\s*(个月|年)(?!度)/u.exec(text ?? "");
  if (match === null) return undefined;
  const sign = match[1] ?? "";
  const count = /\d/.test(sign) ? Number(sign) : sign === "两" ? 2 : NUMERALS.indexOf(sign);
  return match[2] === "年" ? count * 12 : count;
}

/** Whether the term is `months` long: to the corresponding day, or to the day before it. */
const lasts = ({ start, end }: Term, months: number): boolean => {
  const full = addMonths(start, months);
  return end === full || end === addDays(full, -1);
};

/** TRM-02: the term is as long as the law or custom asks. An unsound term is TRM-01's. */
export function askTermLength(
  { atLeast, atMost }: PredicateOf<"termLength">,
  { contract }: Inquiry,
): readonly Observation[] {
  const term = soundTerm(contract);
  if (term === undefined) return [];
  const long = term.end >= addDays(addMonths(term.start, atLeast), -1);
  const short = term.end <= addMonths(term.start, atMost);
  return long && short
    ? []
    : [unclear("/term/end", contract.term?.end, { detail: `${term.start} 至 ${term.end}` })];
}

/** TRM-03: custody does not start before the contract is signed. */
export function askBackdated({ contract }: Inquiry): readonly Observation[] {
  const start = readDay(contract.term?.start);
  const signed = readDay(contract.signDate);
  if (start === undefined || signed === undefined || start >= signed) return [];
  return [unclear("/term/start", contract.term?.start, { detail: signed })];
}
