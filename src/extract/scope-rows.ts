import type { OutlineCell, OutlineTable } from "./outline.ts";
import type { ScopeColumn } from "./scope-columns.ts";
import { dueIn } from "./service-details.ts";

/** A form goes on below its services with rows of a label and one wide cell: what stands under the counts is none. */
export function untilOtherRows(
  rows: readonly (readonly OutlineCell[])[],
  columns: ReadonlyMap<string, OutlineCell>,
): readonly (readonly OutlineCell[])[] {
  const width = Math.max(...rows.map((row) => row.length), columns.size);
  const end = rows.findIndex(
    (row, index) =>
      index > 0 &&
      width >= 4 &&
      row.length <= 2 &&
      (row.length === 1 || (row[1]?.span ?? 1) >= 2) &&
      !/^\d+$/.test(row[0]?.text ?? ""),
  );
  return end < 0 ? rows : rows.slice(0, end);
}

/** Where rows are ticked, only those that are. */
export function chosenRows(rows: readonly (readonly OutlineCell[])[]): readonly (readonly OutlineCell[])[] {
  const isTicked = (row: readonly OutlineCell[]): boolean =>
    row.some(({ text }) => /^[☑☒√■✓✔]/u.test(text.trim()));
  const isOpen = (row: readonly OutlineCell[]): boolean => row.some(({ text }) => /^[□☐]/u.test(text.trim()));
  return rows.some(isTicked) && rows.some(isOpen)
    ? rows.filter((row) => isTicked(row) || !isOpen(row))
    : rows;
}

/** Whether a table without a header is the rest of one broken by a page: as wide, and its first row counts and dates as theirs do. */
export function goesOn(
  table: OutlineTable,
  columns: ReadonlyMap<ScopeColumn, OutlineCell>,
  before: OutlineTable,
): boolean {
  const [first = []] = table.rows;
  const under = (column: ScopeColumn): string =>
    first.find((cell) => cell.column === columns.get(column)?.column)?.text ?? "";
  const [qty, due] = [under("qty"), under("due")];
  return (
    first.length === before.rows[0]?.length &&
    (table.page === undefined || table.page !== before.page) &&
    /[\d一二三四五六七八九十两若不_]/u.test(qty) &&
    !/专利|申请|权利|权人/u.test(qty) &&
    (due === "" || dueIn(due) !== undefined || /[\d_]/.test(due))
  );
}
