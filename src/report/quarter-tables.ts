import { QuarterTableOne, QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import type { CalendarDay, Quarter } from "../kit/dates.ts";
import { type CustodyProject, endedSubsidised, type NewBy, newlyImplemented } from "./custody-project.ts";

/** Who reports on which quarter, and when the tables are filled in. */
export type QuarterReport = {
  readonly reportingUnit: string;
  readonly quarter: Quarter;
  readonly filledOn: CalendarDay;
};

/** 表一 of a quarter as the form's data. */
export function tableOneOf(
  projects: readonly CustodyProject[],
  report: QuarterReport,
  newBy: NewBy = "termStart",
): QuarterTableOne {
  const { year, quarter } = report.quarter;
  return QuarterTableOne.parse({
    year,
    reportingUnit: report.reportingUnit,
    quarter,
    filledOn: report.filledOn,
    rows: newlyImplemented(projects, report.quarter, newBy).map(
      ({ agency, enterprise, signedOn, termStart, termEnd, firstSigning }) => ({
        agency,
        enterprise,
        signedOn,
        termStart,
        termEnd,
        firstSigning,
      }),
    ),
  });
}

/** 表二 of a quarter as the form's data: the subsidy project of the year before, unless said otherwise. */
export function tableTwoOf(
  projects: readonly CustodyProject[],
  report: QuarterReport,
  subsidyYear: number = report.quarter.year - 1,
): QuarterTableTwo {
  return QuarterTableTwo.parse({
    projectYear: subsidyYear,
    reportingUnit: report.reportingUnit,
    quarter: report.quarter.quarter,
    filledOn: report.filledOn,
    rows: endedSubsidised(projects, report.quarter, subsidyYear).map(
      ({ agency, enterprise, termStart, termEnd, supervision, evaluation, renewed }) => ({
        agency,
        enterprise,
        termStart,
        termEnd,
        supervision,
        evaluation,
        renewed,
      }),
    ),
  });
}
