import { addDays, type CalendarDay, type Quarter } from "../kit/dates.ts";
import {
  type ReportDue as DueRule,
  type ReportWindow,
  reportWindow,
  TEN_DAYS_AFTER,
} from "../kit/report-due.ts";

/** When a quarter's report may be handed in, and the day to remind of it. */
export type ReportDue = ReportWindow & {
  /** The first day of the other reading, the quarter's last ten days: nobody is late who begins then. */
  readonly remindOn: CalendarDay;
};

/**
 * When the report on a quarter is due. Ten calendar days after the quarter unless the place reads “每季度末十日内” another
 * way: 表二 needs what happens on the quarter's last day.
 */
export const reportDue = (quarter: Quarter, rule: DueRule = TEN_DAYS_AFTER): ReportDue => ({
  ...reportWindow(quarter, rule),
  remindOn: addDays(quarter.end, 1 - rule.days),
});
