import type { QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import type { CalendarDay, Quarter } from "../kit/dates.ts";

/** A custody project as a bureau keeps it: what the two quarterly tables are drawn from. */
export type CustodyProject = {
  readonly agency: string;
  readonly enterprise: string;
  readonly signedOn: CalendarDay;
  readonly termStart: CalendarDay;
  readonly termEnd: CalendarDay;
  readonly firstSigning: boolean;
  /** Year of the provincial subsidy project it belongs to; null for none. */
  readonly subsidyYear: number | null;
  readonly supervision?: string | null | undefined;
  readonly evaluation?: QuarterTableTwo["rows"][number]["evaluation"];
  readonly renewed?: boolean | null | undefined;
};

/** What makes a project “新实施” in a quarter: the source does not say; the first day of custody is our default. */
export type NewBy = "termStart" | "signedOn";

const inQuarter = (day: CalendarDay, { start, end }: Quarter): boolean => day >= start && day <= end;

const inOrder = (one: CustodyProject, other: CustodyProject): number =>
  one.agency === other.agency
    ? one.signedOn < other.signedOn
      ? -1
      : Number(one.signedOn > other.signedOn)
    : one.agency < other.agency
      ? -1
      : 1;

/** The rows of 表一 (HB-R5): projects newly implemented in the quarter, its first and last day included. */
export const newlyImplemented = (
  projects: readonly CustodyProject[],
  quarter: Quarter,
  newBy: NewBy = "termStart",
): readonly CustodyProject[] =>
  projects.filter((project) => inQuarter(project[newBy], quarter)).toSorted(inOrder);

/** The rows of 表二 (HB-R6): all and only projects of that year's subsidy whose custody ended in the quarter. */
export const endedSubsidised = (
  projects: readonly CustodyProject[],
  quarter: Quarter,
  subsidyYear: number,
): readonly CustodyProject[] =>
  projects
    .filter((project) => project.subsidyYear === subsidyYear && inQuarter(project.termEnd, quarter))
    .toSorted(inOrder);
