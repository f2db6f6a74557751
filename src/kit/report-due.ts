import { addDays, type CalendarDay, type Quarter, rollToWorkday, type WorkCalendar } from "./dates.ts";

/** When a quarterly report is due. 「每季度末十日内」 has two readings, so that the place's law names one. */

/** `after`: within `days` after the quarter's end; `before`: within its last `days`. */
export type ReportDue = {
  readonly mode: "after" | "before";
  readonly days: number;
  readonly dayType: "calendar" | "working";
  readonly roll: "none" | "workday";
  readonly calendar: WorkCalendar;
};

/** First and last day a report may be handed in. */
export type ReportWindow = { readonly from: CalendarDay; readonly until: CalendarDay };

/** What Hebei's plan says by the usual reading: within ten calendar days after the quarter (河北计划 第六部分第一项). */
export const TEN_DAYS_AFTER: ReportDue = {
  mode: "after",
  days: 10,
  dayType: "calendar",
  roll: "none",
  calendar: { holidays: [], workdays: [] },
};

const isWorkday = (day: CalendarDay, calendar: WorkCalendar): boolean => rollToWorkday(day, calendar) === day;

/** The day `count` days of the asked type from a day, in either direction; the day itself is not counted. */
function counted(day: CalendarDay, count: number, { dayType, calendar }: ReportDue): CalendarDay {
  if (dayType === "calendar") return addDays(day, count);
  const step = Math.sign(count);
  let [at, left] = [day, Math.abs(count)];
  while (left > 0) {
    at = addDays(at, step);
    if (isWorkday(at, calendar)) left -= 1;
  }
  return at;
}

/** The window of a quarter's report. Q4 of `after` falls in the next year. Only a last day after the quarter rolls. */
export function reportWindow(quarter: Quarter, due: ReportDue): ReportWindow {
  const dayAfter = addDays(quarter.end, 1);
  if (due.mode === "before") return { from: counted(dayAfter, -due.days, due), until: quarter.end };
  const until = counted(quarter.end, due.days, due);
  return { from: dayAfter, until: due.roll === "workday" ? rollToWorkday(until, due.calendar) : until };
}
