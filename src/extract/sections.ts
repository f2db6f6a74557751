import type { OutlineCell, OutlineTable, Part } from "./clause.ts";

/** A row of one cell as wide as the table, with a few words: the heading of the rows below it. */
const isSection = (row: readonly OutlineCell[]): boolean => {
  const [only] = row;
  return (
    row.length === 1 &&
    only !== undefined &&
    only.span >= 2 &&
    only.text.length >= 2 &&
    only.text.length <= 24 &&
    /\p{Script=Han}{2}/u.test(only.text) &&
    !/[。；：:，\n_☐☑□]/u.test(only.text.replace(/[（(][^（）()]*[）)]/gu, ""))
  );
};

/** A form drawn as one table, parted at its sections: each heading as a line, the rows below it as a table of their own. */
export function sectioned(part: Part): readonly Part[] {
  if (part.kind === "line" || !part.table.rows.some(isSection)) return [part];
  const { table } = part;
  if (!table.rows.some((row) => row.length > 1)) return [part];
  const parts: Part[] = [];
  let rows: (readonly OutlineCell[])[] = [];
  const close = (): void => {
    if (rows.length > 0) parts.push({ kind: "table", table: { ...table, rows } satisfies OutlineTable });
    rows = [];
  };
  for (const row of table.rows) {
    const [only] = row;
    if (only !== undefined && isSection(row)) {
      close();
      parts.push({
        kind: "line",
        line: { text: only.text.trim(), spot: only.spot, size: 12, centred: false },
      });
    } else rows.push(row);
  }
  close();
  return parts;
}
