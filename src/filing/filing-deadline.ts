import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import type { CalendarDay } from "../kit/dates.ts";
import { lastFilingDay } from "../kit/filing-rules.ts";

/**
 * Last day to file a contract signed on a day: same day next month or that month's last (民法典 200–203; the day of
 * signing is not counted), rolled over rest days only where the law's data say so. Undefined where none is stated.
 * Lateness is information for the reviewer, never a ground to refuse (domain.md T4).
 */
export const filingDeadline = (signedOn: CalendarDay, law: Jurisdiction): CalendarDay | undefined =>
  law.filing === null ? undefined : lastFilingDay(signedOn, law.filing);
