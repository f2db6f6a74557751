import type { QuarterReportView } from "../../../schemas/api/quarter-report.ts";
import { type FormFormat, formOf } from "../../../schemas/forms/index.ts";
import { dayInShanghai, type Quarter, readQuarter } from "../../kit/dates.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { tableOneOf, tableTwoOf } from "../../report/quarter-tables.ts";
import { reportDue } from "../../report/report-due.ts";
import { AppError } from "../app-error.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { fileNameOf, type StoredFile } from "../stored-file.ts";
import { filedProjects } from "./filed-projects.ts";
import { checkFormData, FORM_MEDIA_TYPES, formFile } from "./form-file.ts";
import { FormError } from "./form-error.ts";
import { authorityNamed } from "./quarter-papers.ts";
import { needForm } from "./read-form.ts";

const TABLES = ["hebei-quarter-table-1", "hebei-quarter-table-2"] as const;

/** The bureau that asks, and the quarter. Only a bureau reports, only on its own register. */
function asked(caller: Caller, text: string): { readonly authority: string; readonly quarter: Quarter } {
  needScope(caller, "filings:read");
  if (caller.role !== "bureau" || caller.authorityCode === null)
    throw new AppError("app.role_missing", "季报表由备案机关从自己的备案登记生成", {});
  const quarter = readQuarter(text);
  if (quarter === undefined) throw new FormError("form.wrong_quarter", "季度写作 2022Q2", { quarter: text });
  return { authority: caller.authorityCode, quarter };
}

async function tablesOf(house: House, caller: Caller, text: string) {
  const { authority, quarter } = asked(caller, text);
  const filledOn = dayInShanghai(house.clock.now());
  const report = { reportingUnit: authorityNamed(authority), quarter, filledOn };
  const projects = await filedProjects(house, authority);
  return { authority, quarter, one: tableOneOf(projects, report), two: tableTwoOf(projects, report) };
}

/**
 * A quarter's two tables as data, when they are due, and what they still lack. Throws `app.role_missing`,
 * `form.wrong_quarter`, `form.unknown_authority` (the tables are Hebei's), `report.register_too_large`.
 */
export async function quarterReport(
  house: House,
  caller: Caller,
  input: { readonly quarter: string },
): Promise<QuarterReportView> {
  const { authority, quarter, one, two } = await tablesOf(house, caller, input.quarter);
  const due = reportDue(quarter);
  return {
    quarter: input.quarter,
    authority_code: authority,
    due_from: due.from,
    due_until: due.until,
    table_1: one,
    table_2: two,
    checks: [one, two].map((data, at) => checkFormData(house, needForm(TABLES[at] ?? ""), { data })),
  };
}

/** One of the two tables as a file. Throws what `quarterReport` throws, `form.unknown` for another table, and what making it throws. */
export async function quarterTableFile(
  house: House,
  caller: Caller,
  input: { readonly quarter: string; readonly table: string; readonly format: FormFormat },
): Promise<StoredFile> {
  const { one, two } = await tablesOf(house, caller, input.quarter);
  const form = formOf(input.table);
  const at = TABLES.findIndex((id) => id === form?.id);
  if (form === undefined || at < 0)
    throw new FormError("form.unknown", `季报表有 ${TABLES.join("、")}`, { table: input.table });
  const bytes = await formFile(house, form, { data: at === 0 ? one : two, format: input.format });
  return {
    bytes,
    mediaType: FORM_MEDIA_TYPES[input.format],
    fileName: fileNameOf(`${form.title} ${input.quarter}`, input.format),
    sha256: await sha256Hex(bytes),
  };
}
