import { HouseError } from "../kit/errors.ts";

/**
 * - `report.workbook_broken`: the spreadsheet library gave no workbook; our fault.
 * - `report.table_too_large`: more rows and words than one sheet is made of here; some 200 rows of 表二.
 * - `report.wrong_projects`: the list of custody projects is not what it should be; `facts.problems` tells where.
 * - `report.register_too_large`: an authority's register holds more filings than one report reads.
 */
export type ReportFault =
  | "report.workbook_broken"
  | "report.table_too_large"
  | "report.wrong_projects"
  | "report.register_too_large";

/** What the report room could not do. */
export class ReportError extends HouseError<ReportFault> {}
