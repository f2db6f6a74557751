import { addDays, type CalendarDay, type Quarter, rollToWorkday, type WorkCalendar } from "../kit/dates.ts";

/**
 * How “每季度末十日内” is read. `after` (our default): within so many days after the quarter's end. `within`: inside the
 * quarter's last days. Days are calendar days or working days; a last day that rests may roll to a working day.
 */
export type DueRule = {
  readonly mode: "after" | "within";
  readonly days: number;
  readonly dayType: "calendar" | "working";
  readonly roll: "none" | "workday";
};

/** Mode A of the reading: ten calendar days after the quarter, because 表二 needs what happens on its last day. */
export const DEFAULT_DUE_RULE: DueRule = { mode: "after", days: 10, dayType: "calendar", roll: "none" };

/** The first and the last day on which a quarter's report is in time. `remindOn` is the earliest of all readings' last weeks. */
export type ReportDue = {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly remindOn: CalendarDay;
};

const NO_HOLIDAYS: WorkCalendar = { holidays: [], workdays: [] };

/** When the report on a quarter is due under a rule. The calendar matters for working days and rolling only. */
export function reportDue(
  quarter: Quarter,
  rule: DueRule = DEFAULT_DUE_RULE,
  calendar: WorkCalendar = NO_HOLIDAYS,
): ReportDue {
  const remindOn = addDays(quarter.end, 1 - rule.days);
  if (rule.mode === "within") return { from: remindOn, until: quarter.end, remindOn };
  const until =
    rule.dayType === "working"
      ? workdaysAfter(quarter.end, rule.days, calendar)
      : addDays(quarter.end, rule.days);
  return {
    from: addDays(quarter.end, 1),
    until: rule.roll === "workday" ? rollToWorkday(until, calendar) : until,
    remindOn,
  };
}

function workdaysAfter(day: CalendarDay, count: number, calendar: WorkCalendar): CalendarDay {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = rollToWorkday(addDays(at, 1), calendar);
  return at;
}
