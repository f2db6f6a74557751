import { addMonths, dayInShanghai, isCalendarDay } from "../kit/dates.ts";

/** Whole months from the month of one day to the month of another. */
const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

function moved(value: unknown, months: number): unknown {
  if (typeof value === "string") return isCalendarDay(value) ? addMonths(value, months) : value;
  if (Array.isArray(value)) return value.map((item) => moved(item, months));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, months)]));
}

/**
 * The fixture with every calendar day moved by whole months, so that its term begins in the month after `now`: signed
 * today, it is then neither backdated nor over, whenever the demo runs. Nothing else is changed.
 */
export function demoContract(fixture: { readonly term: { readonly start: string } }, now: Date): unknown {
  const months = monthsBetween(fixture.term.start, addMonths(dayInShanghai(now), 1));
  return moved(fixture, months);
}
