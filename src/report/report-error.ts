import { HouseError } from "../kit/errors.ts";

/**
 * - `report.workbook_broken`: the spreadsheet library gave no workbook; our fault.
 * - `report.table_too_large`: more rows and words than one sheet is made of here; some 200 rows of 表二.
 * - `report.wrong_projects`: the list of custody projects is not what it should be; `facts.problems` tells where.
 */
export type ReportFault = "report.workbook_broken" | "report.table_too_large" | "report.wrong_projects";

/** What the report room could not do. */
export class ReportError extends HouseError<ReportFault> {}
