import { partyField } from "./labels.ts";
import { itemDownwards } from "./scope-columns.ts";
import { seatIn } from "./seats.ts";
import type { Clause, OutlineCell, OutlineLine, OutlineTable } from "./clause.ts";

/** A contract drawn up as one form: rows of a label and what is agreed under it are its clauses, the other rows its head. */
export type Form = {
  readonly tables: readonly OutlineTable[];
  readonly clauses: readonly Clause[];
  readonly signing: readonly OutlineTable[];
};

/** Fewer rows of this kind are a table inside a contract, not the contract. */
const LEAST_CLAUSES = 8;

const flat = (text: string): string => text.replaceAll(/[\n\s]/gu, "");

/** The form a contract without numbered articles is; undefined when its tables are no form. */
export function formIn(tables: readonly OutlineTable[]): Form | undefined {
  const clauses = tables
    .filter((table) => itemDownwards(table) === undefined)
    .flatMap(({ rows }) => rows.filter(isClauseRow).map(clauseOf));
  if (clauses.length < LEAST_CLAUSES) return undefined;
  const parts = (wanted: (row: readonly OutlineCell[]) => boolean): readonly OutlineTable[] =>
    tables
      .map((table) =>
        itemDownwards(table) === undefined
          ? { ...table, rows: table.rows.filter((row) => !isClauseRow(row) && wanted(row)) }
          : { ...table, rows: table.rows.every(wanted) ? table.rows : [] },
      )
      .filter(({ rows }) => rows.length > 0);
  return { tables: parts((row) => !isSigningRow(row)), clauses, signing: parts(isSigningRow) };
}

/** Fewer rows that agree on something are a table inside an article. */
const LEAST_AGREED = 6;

/** What a row of a form agrees on, by its label. */
const AGREED =
  /验收|保密|违约|责任|变更|解除|争议|纠纷|管辖|归属|成果归|生效|份数|文本|附件|转委托|报告|总结|满意|地点|方式|期限|费|税|付款|支付|账户|释义|解释|提示|个人信息|备案|通知|送达|权利|义务|职责|利益冲突/u;

/**
 * Articles that are sections of a form: each row of a label and what is agreed under it, one or two to a row, is a clause of
 * its own behind the rest of its section. Articles of any other contract stay as they are.
 */
export function opened(clauses: readonly Clause[]): readonly Clause[] {
  const agreed = clauses.flatMap(({ tables }) =>
    tables.flatMap(({ rows }) => rows.flatMap((row) => agreedIn(row))),
  );
  if (agreed.length < LEAST_AGREED) return clauses;
  return clauses.flatMap((clause): readonly Clause[] => {
    const own = clause.tables.flatMap(({ rows }) => rows.flatMap((row) => agreedIn(row)));
    if (own.length === 0) return [clause];
    const tables = clause.tables
      .map((table) => ({ ...table, rows: table.rows.filter((row) => agreedIn(row).length === 0) }))
      .filter(({ rows }) => rows.length > 0);
    return [{ ...clause, tables }, ...own.map((pair) => ({ ...clauseOf(pair), label: clause.label }))];
  });
}

/** The pairs of label and value of a row, all of them agreements; none where one is not. */
function agreedIn(row: readonly OutlineCell[]): readonly (readonly OutlineCell[])[] {
  if (row.length !== 2 && row.length !== 4) return [];
  const pairs = row.length === 2 ? [row] : [row.slice(0, 2), row.slice(2)];
  return pairs.every(([label, value]) => {
    const words = flat(label?.text ?? "");
    return (
      value !== undefined &&
      words.length >= 2 &&
      words.length <= 20 &&
      !/\d/.test(words) &&
      AGREED.test(words) &&
      partyField(words) === undefined &&
      seatIn(words) === undefined &&
      !(flat(value.text).length <= 8 && AGREED.test(flat(value.text)))
    );
  })
    ? pairs
    : [];
}

const isSigningRow = (row: readonly OutlineCell[]): boolean =>
  row.some(
    ({ text }) =>
      !/生效|后|之日|[。；]/u.test(text) &&
      text.length < 120 &&
      /[（(](?:盖?章|公章|签[章字名][^）)]{0,6})[）)]|(?:盖章|签章|签字)[）)]?\s*(?:[：:]|$)/u.test(text),
  );

/** 「违约责任 | 任何一方违约……」: two cells, a word of the trade and a sentence or more. */
function isClauseRow(row: readonly OutlineCell[]): boolean {
  const [label, value] = row;
  if (label === undefined || value === undefined || row.length !== 2 || isSigningRow(row)) return false;
  const words = flat(label.text);
  if (!/^[\p{Script=Han}、及和与（）()/：]{2,14}$/u.test(words)) return false;
  if (/权利|义务|职责|责任/u.test(words)) return true;
  if (seatIn(words) !== undefined) return isDuties(words, value);
  return (
    partyField(words) === undefined &&
    !/^[（(]?[甲乙丙丁]方/u.test(words) &&
    !/^(?:项目|合同|协议)?(?:名称|编号)|^签[订约署]/u.test(words)
  );
}

/** 「甲方 | 可以随时查询进度；按期付款……」: what a seat has to do. */
const isDuties = (words: string, value: OutlineCell): boolean =>
  seatIn(words) !== undefined &&
  /[；。]/u.test(value.text) &&
  !/[：:]/u.test(value.text) &&
  value.text.length >= 15;

function clauseOf([label, value]: readonly OutlineCell[]): Clause {
  const words = flat(label?.text ?? "").replace(/：$/u, "");
  const heading = seatIn(words) === undefined ? words : `${words}的权利义务`;
  const text = (value?.text ?? "")
    .replaceAll(/(?<=公司|事务所|支行|银行|[）)])\n/gu, "，")
    .replaceAll(/(?<![。；：])\n(?!\d+[.、]|[（(])/gu, "");
  const line = (words: string): OutlineLine => ({
    text: words,
    spot: value?.spot ?? {},
    size: 12,
    centred: false,
  });
  return {
    label: "",
    heading,
    title: label === undefined ? undefined : { ...line(label.text), spot: label.spot },
    lines: text.split("\n").map(line),
    tables: [],
  };
}
