import { readYuan, writeYuan } from "../kit/money.ts";
import { isBlank } from "../kit/text.ts";
import type { Gathering, Source } from "./gathering.ts";
import { flat, headerHas, tablesOf } from "./lists.ts";
import type { Clause, Outline, OutlineCell, OutlineTable } from "./outline.ts";
import { at, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";

type Put = (label: string, value: string, source: Source) => void;

const LABELS: readonly (readonly [string, RegExp])[] = [
  ["name", /^项目(?:全称|名称)$/u],
  ["no", /^项目(?:编号|合同号|代码|号)$/u],
  ["year", /^(?:项目|计划|立项)?年(?:度|份)$|^项目年度$/u],
  ["subsidy", /^补助(?:资金|经费)?(?:金额|总额|额度)?$|^资助金额$/u],
  ["use", /^(?:补助|项目)?(?:资金|经费)(?:的)?(?:主要)?(?:用途|使用(?:范围|方向|计划)|支出范围)$/u],
];

/** 「仍为2021年度」 is 2021; words with no year, or with two, are as they stand. */
function yearIn(words: string): string {
  const years = words.match(/(?<!\d)20\d{2}(?!\d)/gu) ?? [];
  return years.length === 1 ? (years[0] ?? words) : words.replace(/年度?$/u, "");
}

/** The subsidy project: its name, number, year, sum, use and the enterprises. */
export function findProject(outline: Outline, into: Gathering): void {
  const put: Put = (label, value, source) => {
    const field = LABELS.find(([, pattern]) => pattern.test(label.replaceAll(/\s/gu, "")))?.[0];
    if (field === undefined || (/^(?:year|subsidy)$/.test(field) && value.trim() === "")) return;
    const figure = /¥?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*(万)?/u.exec(value);
    const words =
      field === "subsidy" && figure !== null
        ? `${(figure[1] ?? "").replaceAll(",", "")}${figure[2] === undefined ? "" : "0000"}`
        : field === "year"
          ? yearIn(value)
          : value;
    into.put(`/project/${field}`, words, source);
  };
  findLabelled(outline, put);
  findUse(outline, into);
  findUseTable(outline, into);
  const list = tablesOf(outline).find(({ table }) =>
    headerHas(table, /企业名称|托管企业|单位名称|^名称$/u, /规模|信用代码|托管期|科技型|类型|划型/u),
  );
  if (list === undefined) findEnterprisesInProse(outline, into);
  else putEnterprises(list, into);
}

function findLabelled(outline: Outline, put: Put): void {
  for (const { table, clause } of tablesOf(outline))
    for (const row of table.rows)
      row.forEach((cell, index) => {
        const next = row[index + 1];
        if (next !== undefined)
          put(flat(cell), flat(next), {
            spot: next.spot,
            quote: `${flat(cell)} ${flat(next)}`,
            clause,
            confidence: 0.95,
          });
      });
  for (const sentence of sentencesOf(outline)) {
    for (const found of sentence.text.matchAll(
      /(项目(?:名称|编号|合同号|年度)|补助(?:资金|经费)?(?:金额|总额))\s*(?:：|为)?\s*([^，。；]{2,80})/gu,
    ))
      put(found[1] ?? "", (found[2] ?? "").trim(), at(sentence, 0.85));
    // what the money is for may be a list
    const use =
      /((?:补助|项目)?(?:资金|经费)(?:的)?(?:主要)?(?:用途|使用(?:范围|方向)))\s*(?:：|为)\s*([^。；]{2,200})/u.exec(
        sentence.text,
      );
    if (use !== null) put(use[1] ?? "", (use[2] ?? "").trim(), at(sentence, 0.85));
  }
}

/** What the money is used for, in a sentence; its parts with amounts make up the sum. */
function findUse(outline: Outline, into: Gathering): void {
  for (const sentence of sentencesOf(outline)) {
    const use =
      /(?:补助|资金|经费)[^。；]{0,24}(?:用于|专项用于|仅用于|用途[：为是]|使用范围[：为是])\s*([^。；]{4,200})|其中用于\s*([^。；]{4,200})/u
        .exec(sentence.text)
        ?.slice(1)
        .find((words) => words !== undefined);
    if (use === undefined || /条载明/u.test(use)) continue;
    const rest = sentence.line.text.slice(Math.max(0, sentence.line.text.indexOf(use)));
    const told = /合计\s*(?:人民币|¥)?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*元/u.exec(rest)?.[1];
    const sum = told === undefined ? sumOf(use, into) : readYuan(told.replaceAll(",", ""));
    if (sum !== undefined) into.put("/project/subsidy", writeYuan(sum), at(sentence, 0.8));
    into.put("/project/use", use, at(sentence, 0.8));
  }
}

/** The sum of the amounts of a list, one behind each purpose; a total among them is not added. */
function sumOf(use: string, into: Gathering): bigint | undefined {
  const amounts = [
    ...use.matchAll(/(?<=[\p{Script=Han}：）)])\s*(?:人民币|¥)?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*(万)?\s*元/gu),
  ].flatMap(([, figure = "", wan]) => {
    const cents = readYuan(figure.replaceAll(",", ""));
    return cents === undefined ? [] : [wan === undefined ? cents : cents * 10_000n];
  });
  const total = readYuan(into.textAt("/fee/amount"));
  const parts = amounts.length > 2 ? amounts.filter((amount) => amount !== total) : amounts;
  const pieces = use.split(/[，、；]/u).filter((piece) => piece.trim() !== "");
  // every purpose has its amount, else the sum says nothing
  if (parts.length < 2 || pieces.some((piece) => !/\d[\d,.]*\s*万?元/u.test(piece))) return undefined;
  return parts.reduce((sum, amount) => sum + amount, 0n);
}

/** A table of what the money is used for: a row for each purpose, perhaps one of the sum. */
function findUseTable(outline: Outline, into: Gathering): void {
  const found = tablesOf(outline).find(
    ({ table, clause }) =>
      headerHas(table, /用途|支出|科目|开支|经费项/u, /金额|预算|经费/u) ||
      (/用途|预算|支出/u.test(clause.heading) && headerHas(table, /金额|预算/u)),
  );
  if (found === undefined) return;
  const { table, clause } = found;
  const [header = [], ...rows] = table.rows;
  const amountAt = header.find((cell) => /金额|预算/u.test(flat(cell)))?.column;
  const useAt = header.find(
    (cell) => /用途|支出|科目|开支|内容|项目/u.test(flat(cell)) && cell.column !== amountAt,
  )?.column;
  const wan = header.some((cell) => /万元/u.test(flat(cell))) ? 10_000n : 1n;
  let sum = 0n;
  const uses: string[] = [];
  const [first] = rows;
  for (const row of rows) {
    if (/合计|总计|小计/u.test(row.map(flat).join(""))) continue;
    const figure = /\d[\d,]*(?:\.\d{1,2})?/u.exec(flat(row.find(({ column }) => column === amountAt)))?.[0];
    const cents = figure === undefined ? undefined : readYuan(figure.replaceAll(",", ""));
    if (cents === undefined) return;
    sum += cents * wan;
    uses.push(flat(row.find(({ column }) => column === useAt)));
  }
  if (first?.[0] === undefined || uses.length < 2) return;
  const source: Source = { spot: first[0].spot, quote: first.map(flat).join(" "), clause, confidence: 0.85 };
  into.put("/project/use", uses.join("、"), source);
  into.put("/project/subsidy", writeYuan(sum), source);
}

/** 「某某公司，微型，科技型。」 in a clause called the list of enterprises. */
function findEnterprisesInProse(outline: Outline, into: Gathering): void {
  let index = 0;
  for (const clause of [...outline.clauses, ...outline.annexes].filter(({ label, heading }) =>
    /企业(?:清单|名单|名录)/u.test(`${label}${heading}`),
  ))
    for (const sentence of sentencesIn(clause)) {
      const name = /[\p{Script=Han}（）A-Za-z0-9]{4,40}?(?:公司|合作社|厂)/u.exec(sentence.text)?.[0];
      if (name === undefined || index >= 200) continue;
      putEnterprise(
        sentence,
        { name: name.replace(/^(?:[\d一二三四五六七八九十]{1,2}[.、．])/u, ""), index },
        into,
      );
      index += 1;
    }
}

function putEnterprise(
  sentence: Sentence,
  { name, index }: { readonly name: string; readonly index: number },
  into: Gathering,
): void {
  const pointer = `/project/enterprises/${index}`;
  const code = /(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])/u.exec(sentence.text)?.[0];
  const size = /[大中小微]型/u.exec(sentence.text.replace(name, ""))?.[0];
  into.put(`${pointer}/name`, name, at(sentence, 0.75));
  if (code !== undefined) into.put(`${pointer}/uscc`, code, at(sentence, 0.75));
  if (size !== undefined) into.put(`${pointer}/smeClass`, size, at(sentence, 0.75));
  if (/科技型/u.test(sentence.text))
    into.put(`${pointer}/technologyBased`, !/非科技型|不是科技型/u.test(sentence.text), at(sentence, 0.75));
}

/** Rows of a table of enterprises; one without a name is a row all the same. */
function putEnterprises(
  { table, clause }: { readonly table: OutlineTable; readonly clause: Clause },
  into: Gathering,
): void {
  const [header = [], ...rows] = table.rows;
  const columnOf = (pattern: RegExp): number | undefined =>
    header.find((cell) => pattern.test(flat(cell)))?.column;
  rows.forEach((row, index) => {
    const cellAt = (pattern: RegExp): OutlineCell | undefined =>
      row.find(({ column }) => column === columnOf(pattern));
    const name = cellAt(/企业名称|托管企业|名称/u);
    const filled = row.filter((cell) => !/^[\d\s/—-]*$/u.test(flat(cell)));
    if (filled.length === 0 || /合计|总计|备注/u.test(flat(row[0]))) return;
    const spot = name?.spot ?? row[0]?.spot ?? {};
    const source: Source = { spot, quote: row.map(flat).join(" "), clause, confidence: 0.9 };
    const pointer = `/project/enterprises/${index}`;
    const code = /[0-9A-Z]{18}/u.exec(row.map(flat).join(" "))?.[0];
    into.put(
      `${pointer}/name`,
      (name?.text.split("\n")[0] ?? "").replace(/(?:[0-9A-Z]{18}|(?<=[^_\s])\s*_{2,}).*$/u, "").trim(),
      source,
    );
    if (code !== undefined) into.put(`${pointer}/uscc`, code, source);
    const size = cellAt(/规模|类型|划型/u);
    if (size !== undefined) into.put(`${pointer}/smeClass`, flat(size).replace(/企业$/u, ""), source);
    const technology = cellAt(/科技型/u);
    if (technology !== undefined && !isBlank(flat(technology)))
      into.put(`${pointer}/technologyBased`, /是|√|☑/u.test(flat(technology)), source);
  });
}
