import type { OutlineCell, OutlineTable, Part } from "./clause.ts";
import { ARTICLE, ORDINAL } from "./marks.ts";

/** As many rows that begin with an article are a contract set in a table, not a table in a contract. */
const LEAST_ARTICLES = 4;

/** Whether the rows of a table are the articles of a contract: set side by side with a translation, or in a frame. */
const holdsArticles = ({ rows }: OutlineTable): boolean =>
  rows.filter(
    ([first]) => ARTICLE.test(first?.text ?? "") || (ORDINAL.test(first?.text ?? "") && isText(first)),
  ).length >= LEAST_ARTICLES && rows.some((row) => row.some(isText));

/** Whether each row is an article's number and, beside it, the article. */
const isNumbered = ({ rows }: OutlineTable): boolean =>
  rows.length > 1 &&
  rows.every(
    ([number, ...others]) =>
      others.length === 1 &&
      /^(?:第[一二三四五六七八九十\d]{1,3}条|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:\.\d{1,2})?[、.．]?|[（(][一二三四五六七八九十\d]{1,2}[）)])$/u.test(
        number?.text.trim() ?? "",
      ),
  ) &&
  rows.filter(([, text]) => isText(text)).length * 2 >= rows.length;

const isText = (cell: OutlineCell | undefined): boolean => /[。；]/u.test(cell?.text ?? "");

/** The lines of a row's cells one after another; a cell of foreign words is the translation of the one before. */
const linesOfRow = (row: readonly OutlineCell[]): readonly Part[] =>
  row
    .filter(({ text }, at) => at === 0 || /\p{Script=Han}{2}/u.test(text))
    .flatMap(({ text, spot }) =>
      text
        .split("\n")
        .map((line): Part => ({ kind: "line", line: { text: line.trim(), spot, size: 12, centred: false } })),
    )
    .filter((part) => part.kind !== "line" || part.line.text !== "");

/** Cells that hold labelled lines side by side are two columns of text, not a table: read column by column. */
export function unstacked(part: Part): readonly Part[] {
  if (part.kind === "line") return [part];
  const { rows } = part.table;
  if (isNumbered(part.table))
    return rows.flatMap(([number, text]) =>
      text === undefined ? [] : linesOfRow([{ ...text, text: `${number?.text ?? ""}${text.text}` }]),
    );
  if (holdsArticles(part.table)) return rows.flatMap((row) => linesOfRow(row));
  const cells = rows.flat().filter(({ text }) => text !== "");
  const labelled = cells.filter(({ text }) => /^[\p{Script=Han}（）/、 \t]{1,20}：/u.test(text));
  if (cells.length < 2 || labelled.length * 2 < cells.length) return [part];
  const seats = rows
    .slice(0, 2)
    .map((row) => row.filter(({ text }) => /^[（(]?[^：，。]{0,10}[甲乙丙]\s*方/u.test(text)).length);
  if (!seats.some((count) => count >= 2)) {
    // no party stands beside another: the rows are lines with wide gaps
    return rows.flatMap((row): readonly Part[] => {
      const [first] = row;
      const text = row
        .map((cell) => cell.text.replaceAll("\n", ""))
        .filter((words) => words !== "")
        .join("\t")
        // 「签订地点： | 河北省……」 is one labelled line
        .replaceAll(/(?<=：)\t(?=[^：\t]+(?:\t|$))/gu, "")
        .replaceAll(/(?<=^|\t)([甲乙丙丁])\t(?=方)/gu, "$1");
      return first === undefined || text === ""
        ? []
        : [{ kind: "line", line: { text, spot: first.spot, size: 12, centred: false } }];
    });
  }
  const columns = [...new Set(cells.map(({ column }) => column))].sort((one, other) => one - other);
  return columns.flatMap((column) =>
    cells
      .filter((cell) => cell.column === column)
      .flatMap(({ text, spot }) =>
        text
          .split("\n")
          .map((line): Part => ({ kind: "line", line: { text: line, spot, size: 12, centred: false } })),
      ),
  );
}
