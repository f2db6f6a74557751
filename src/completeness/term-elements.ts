import type { Contract } from "../../schemas/contract.ts";
import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readNumeral } from "../kit/chinese-numeral.ts";
import { addDays, addMonths, type CalendarDay, readDay } from "../kit/dates.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear, undated } from "./observation.ts";

/** A term of existing days, in order. */
export type Term = { readonly start: CalendarDay; readonly end: CalendarDay };

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
  return agrees(duration ?? "", term) ? [] : [unclear("/term/duration", duration, { case: "conflict" })];
}

function askTermDay(pointer: string, text: string | null | undefined): readonly Observation[] {
  if (isBlank(text)) return [missing(pointer, text ?? undefined)];
  if (readDay(text) !== undefined) return [];
  return [
    /自|签订|生效|起/u.test(text ?? "")
      ? unclear(pointer, text, { case: "undated" })
      : undated(pointer, text),
  ];
}

const DAY_IN_TEXT = /\d{4}(?:-\d{2}-\d{2}|年\d{1,2}月\d{1,2}日)/gu;

/** Whether the words of the duration say the same as the days: days named are the term's, and so is the length. */
function agrees(duration: string, term: Term): boolean {
  const named = duration.match(DAY_IN_TEXT) ?? [];
  const days = named.map(readDay).filter((day) => day !== undefined);
  const months = readMonths(duration.replaceAll(DAY_IN_TEXT, ""));
  return (
    days.every((day) => day === term.start || day === term.end) &&
    (months === undefined || lasts(term, months))
  );
}

const NUMERAL = "(\\d{1,3}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3})";

/** 「12」「十二」「两」「壹」 as a number. */
const countOf = (text: string): number => (/^\d/.test(text) ? Number(text) : (readNumeral(text) ?? 0));
const YEARS = new RegExp(`${NUMERAL}\\s*年(?![度级])(半)?`, "u");
const MONTHS = new RegExp(`${NUMERAL}\\s*个月`, "u");

/** Months of the first words of length: 「一年」「12个月」「一年半」「半年」; undefined when there is no plain length. */
function readMonths(text: string): number | undefined {
  const words = text.split(/[，。；,;]/u).find((part) => /年|个月/u.test(part)) ?? "";
  const [years, months] = [YEARS.exec(words), MONTHS.exec(words)];
  if (years === null && months === null) return /半年/u.test(words) ? 6 : undefined;
  const ofYears = years === null ? 0 : countOf(years[1] ?? "") * 12 + (years[2] === undefined ? 0 : 6);
  return ofYears + (months === null ? 0 : countOf(months[1] ?? ""));
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
