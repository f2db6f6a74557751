import type { CheckReport } from "../../../schemas/check-report.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { type CalendarDay, dayInShanghai, type Quarter } from "../../kit/dates.ts";
import type { CustodyProject } from "../../report/custody-project.ts";
import { readProjects } from "../../report/read-projects.ts";
import { tableOneOf, tableTwoOf } from "../../report/quarter-tables.ts";
import { type ReportDue, reportDue } from "../../report/report-due.ts";
import type { Desk } from "../desk/desk.ts";
import { type FilledForm, fillForm, readFormJson } from "./fill-form.ts";
import { FormError } from "./form-error.ts";

/** Custody projects, and the unit that reports on them when it is not the authority itself. */
export type ProjectList = {
  readonly reportingUnit?: string | undefined;
  readonly projects: readonly CustodyProject[];
};

/** The list of projects in a file. Throws `form.not_json`, `report.wrong_projects`. */
export const listedProjects = (file: Bytes): ProjectList => readProjects(readFormJson(file));

/** The two tables of a quarter, and when they are due. */
export type QuarterPapers = {
  readonly tables: readonly { readonly id: string; readonly rows: number; readonly filled: FilledForm }[];
  readonly due: ReportDue;
  readonly reports: readonly CheckReport[];
};

/**
 * 表一 and 表二 of a quarter, drawn from a list of projects (read from a file, or the authority's register). The unit that reports is the list's, else the
 * authority's by its code. Throws `form.unknown_authority` and what filling throws.
 */
export async function quarterPapers(
  desk: Desk,
  asked: {
    readonly authority: string;
    readonly quarter: Quarter;
    /** Day the tables are filled in; today in Shanghai when unsaid. */
    readonly filledOn?: CalendarDay | undefined;
    readonly list: ProjectList;
  },
): Promise<QuarterPapers> {
  const authority = authorityNamed(asked.authority);
  const { reportingUnit = authority, projects } = asked.list;
  const filledOn = asked.filledOn ?? dayInShanghai(desk.clock.now());
  const report = { reportingUnit, quarter: asked.quarter, filledOn };
  const tables = [
    ["hebei-quarter-table-1", tableOneOf(projects, report)],
    ["hebei-quarter-table-2", tableTwoOf(projects, report)],
  ] as const;
  const filled = [];
  for (const [id, json] of tables)
    filled.push({ id, rows: json.rows.length, filled: await fillForm(desk, { id, json }) });
  return {
    tables: filled,
    due: reportDue(asked.quarter),
    reports: filled.map((table) => table.filled.report),
  };
}

/** The full name of a city's authority in Hebei, whose tables these are. Throws `form.unknown_authority`. */
export function authorityNamed(code: string): string {
  const authorities = lawFor("HB-2P").filing?.authority.authorities ?? [];
  const found = authorities.find((authority) => authority.code === code);
  if (found !== undefined) return found.name;
  const known = authorities.map((authority) => `${authority.code} ${authority.name}`).join("、");
  throw new FormError("form.unknown_authority", `没有代码为 ${code} 的备案机关；可用：${known}`, { code });
}
