/**
 * Calendar days as people and laws mean them. A day is the text "YYYY-MM-DD" of a day that exists, so that days compare
 * as texts; instants are Dates and become days in Asia/Shanghai.
 */

/** A calendar day "YYYY-MM-DD" that exists in the Gregorian calendar, years 1000–9999. */
export type CalendarDay = string;

const DAY_MS = 86_400_000;

type Parts = { readonly year: number; readonly month: number; readonly day: number };

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const toDay = ({ year, month, day }: Parts): CalendarDay => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function partsOf(day: CalendarDay): Parts {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, day: date };
}

function existing(parts: Parts): CalendarDay | undefined {
  const { year, month, day } = parts;
  if (year < 1000 || year > 9999 || month < 1 || month > 12) return undefined;
  return day >= 1 && day <= daysInMonth(year, month) ? toDay(parts) : undefined;
}

/** Whether the text is exactly "YYYY-MM-DD" of a day that exists. */
export const isCalendarDay = (text: string): text is CalendarDay =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && existing(partsOf(text)) !== undefined;

/** Reads "2022-03-15" or "2022年3月15日", spaces between its parts or not; undefined for anything else and for days that do not exist. */
export function readDay(text: string | null | undefined): CalendarDay | undefined {
  const trimmed = (text ?? "").trim();
  const match =
    /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed) ??
    /^(\d{4})\s{0,3}年\s{0,3}(\d{1,2})\s{0,3}月\s{0,3}(\d{1,2})\s{0,3}日$/.exec(trimmed);
  if (match === null) return undefined;
  return existing({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** Why a text with year, month and day is no day: a month that no year has, or a day that its month "YYYY-MM" has not; undefined for anything else. */
export function whyNoDay(
  text: string,
): { readonly month: string } | { readonly monthWithout: string } | undefined {
  const match =
    /^\s{0,3}(\d{4})\s{0,3}[-年/.]\s{0,3}(\d{1,2})\s{0,3}[-月/.]\s{0,3}(\d{1,2})\s{0,3}日?(?:之?前|以前|止)?\s{0,3}$/u.exec(
      text,
    );
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return { month: String(month) };
  return day >= 1 && day <= daysInMonth(year, month)
    ? undefined
    : { monthWithout: `${pad(year, 4)}-${pad(month, 2)}` };
}

/** "2022年3月15日", without leading zeros (GB/T 9704). */
export function chineseDate(day: CalendarDay): string {
  const { year, month, day: date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS);
  return moved.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/**
 * The day a period of `count` months ends (民法典 201–202): the day the period begins is not counted, it ends on the
 * corresponding day of the last month, or on that month's last day when there is none. 31 May + 1 month = 30 June.
 */
export function addMonths(day: CalendarDay, count: number): CalendarDay {
  const { year, month, day: date } = partsOf(day);
  const months = year * 12 + (month - 1) + count;
  const target = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  return toDay({ ...target, day: Math.min(date, daysInMonth(target.year, target.month)) });
}

/** Days that are holidays though weekdays, and working days though weekends, as the State Council announces them. */
export type WorkCalendar = {
  readonly holidays: readonly CalendarDay[];
  readonly workdays: readonly CalendarDay[];
};

/** Moves a last day that is a rest day to the next working day (民法典 203). Weekends rest unless listed as workdays. */
export function rollToWorkday(day: CalendarDay, calendar: WorkCalendar): CalendarDay {
  let rolled = day;
  while (isRestDay(rolled, calendar)) rolled = addDays(rolled, 1);
  return rolled;
}

function isRestDay(day: CalendarDay, calendar: WorkCalendar): boolean {
  if (calendar.workdays.includes(day)) return false;
  if (calendar.holidays.includes(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

const shanghaiFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

function shanghaiParts(instant: Date): Record<string, string> {
  return Object.fromEntries(shanghaiFormat.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The calendar day of an instant in Asia/Shanghai. */
export function dayInShanghai(instant: Date): CalendarDay {
  const { year = "", month, day } = shanghaiParts(instant);
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/** "2022-03-15 10:00:00" of an instant in Asia/Shanghai, for people. */
export function timeInShanghai(instant: Date): string {
  const { hour, minute, second } = shanghaiParts(instant);
  return `${dayInShanghai(instant)} ${hour}:${minute}:${second}`;
}

/** Reads an ISO 8601 instant that names its zone; undefined when the zone is missing or the day or time does not exist. */
export function readInstant(text: string | null | undefined): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(
    text ?? "",
  );
  if (match === null || !isCalendarDay(match[1] ?? "")) return undefined;
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) return undefined;
  const instant = new Date(match[0]);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** A quarter of a year with its first and last day. */
export type Quarter = {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  readonly start: CalendarDay;
  readonly end: CalendarDay;
};

/** The quarter a day lies in. */
export function quarterOf(day: CalendarDay): Quarter {
  const { year, month } = partsOf(day);
  const quarter = month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4;
  const start = toDay({ year, month: quarter * 3 - 2, day: 1 });
  return { year, quarter, start, end: addDays(addMonths(start, 3), -1) };
}

/** Reads "2022Q2"; undefined for anything else. */
export function readQuarter(text: string): Quarter | undefined {
  const match = /^([1-9]\d{3})Q([1-4])$/.exec(text);
  if (match === null) return undefined;
  return quarterOf(toDay({ year: Number(match[1]), month: Number(match[2]) * 3, day: 1 }));
}
