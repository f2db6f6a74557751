import type { Gathering, Source } from "./gathering.ts";
import { isPhone } from "../kit/text.ts";
import { partyField } from "./labels.ts";
import type { Clause, Outline, OutlineCell } from "./outline.ts";
import type { FoundParty } from "./found-parties.ts";
import { at, bareSentence, type Sentence } from "./sentences.ts";

const flat = (cell: OutlineCell | undefined): string => (cell?.text ?? "").replaceAll("\n", "").trim();

/** Who bears official fees and other costs. */
export function findCosts(sentences: readonly Sentence[], into: Gathering): void {
  const found = sentences.filter(
    ({ text }) =>
      /官费|规费|官方(?:收取的?)?费|行政(?:事业性)?收费|年费|第三方(?:费用|收费)|差旅|其(?:他|余|它)(?:相关)?(?:费用)?|代缴|代垫|实际发生的费用/u.test(
        text,
      ) &&
      /承担|负担|支付|包含|包括|不含|不包括|自理|自负|自担|自付|缴纳|另行|[甲乙丙]方(?:自行)?(?:出|付|掏)|实报实销|报销/u.test(
        // 「须经负担方书面同意」 does not say who that is
        text.replaceAll(/(?:承担|负担)方(?!\s*[：为是])/gu, ""),
      ) &&
      /费|其余|食宿/u.test(text) &&
      !/违约/u.test(text),
  );
  const [one] = found;
  if (one === undefined) {
    putBlankCosts(sentences, into);
    return;
  }
  const sentences2 = found.filter(({ clause }) => clause === one.clause).slice(0, 4);
  into.put(
    "/fee/costs",
    sentences2
      .map(({ text }) => bareSentence(text))
      .join("；")
      .slice(0, 500),
    at(one, 0.85),
  );
  for (const { text } of sentences2) into.use(text);
}

/** The clause on official fees begins with a line to fill in: nobody said who bears them. */
function putBlankCosts(sentences: readonly Sentence[], into: Gathering): void {
  const clauses = new Set(sentences.map(({ clause }) => clause));
  for (const clause of clauses) {
    if (!/官费|规费|其[他它余](?:各项)?费用/u.test(clause.heading)) continue;
    const first = sentences.find((each) => each.clause === clause);
    if (first !== undefined && /^[_＿﹍\s]*[。；]?$/u.test(bareSentence(first.text)))
      into.put("/fee/costs", "", { ...at(first, 0.9), quote: first.line.text });
  }
}

/** The account payments go to: told in the text, in a table, or with the agency at the head. */
export function findAccount(outline: Outline, parties: readonly FoundParty[], into: Gathering): void {
  for (const clause of [...outline.clauses, outline.tail, outline.head]) {
    const lines = clause.lines.flatMap((line) =>
      line.text.split("\t").map((text) => ({ text: text.trim(), spot: line.spot })),
    );
    const pairs = [
      ...lines.flatMap(({ text, spot }) =>
        labelledIn(text).map(([label, value]) => ({ label, value, spot, quote: text })),
      ),
      ...clause.tables.flatMap(({ rows }) => rows.flatMap((row) => [...rowPairs(row), ...cellPairs(row)])),
    ];
    for (const { label, value, spot, quote } of pairs) {
      const field = partyField(label);
      if (field === undefined || !field.startsWith("account/")) continue;
      if (field === "account/name" && clause === outline.head && !/收款|户名|账户名/u.test(label)) continue;
      into.fill(
        `/fee/${field}`,
        field === "account/no" ? value.replaceAll(/[\s。，；]/gu, "") : value.replace(/[。，；]+$/u, ""),
        { spot, quote, clause, confidence: 0.95 },
      );
    }
    if (into.has("/fee/account/no")) break;
  }
  if (
    !into.has("/fee/account/no") ||
    !into.has("/fee/account/name") ||
    (into.textAt("/fee/account/bank") ?? "") === ""
  )
    findBareAccount(outline, into);
  const agency = parties.find(
    ({ role, seat, fields }) =>
      (role ?? (seat === "乙方" ? "agency" : undefined)) === "agency" && fields.has("account/no"),
  );
  for (const field of ["account/name", "account/bank", "account/no"] as const) {
    const own = agency?.fields.get(field);
    if (own !== undefined) into.put(`/fee/${field}`, own.value, own.source);
  }
  if (agency !== undefined && into.has("/fee/account/no") && !into.has("/fee/account/name")) {
    const name = agency.fields.get("name");
    if (name !== undefined) into.put("/fee/account/name", name.value, { ...name.source, confidence: 0.7 });
  }
}

/** A bank by its name, its end, or its branch. */
const BANK =
  /(?<![收付退汇转])[\p{Script=Han}（）()]{0,24}?(?:银行|信用社|信用合作联社|农信联社)[\p{Script=Han}（）()]{0,24}?(?:支行|分行|营业部|营业室|分理处|总行|网点)?(?=$|[^\p{Script=Han}]|账|帐|户)|[\p{Script=Han}]{2,16}(?:支行|营业部)/u;
const NUMBER = /(?<![\dA-Za-z.,¥])(\d(?:[\d ]|-(?=\d{3})){8,36}\d)(?![\d元%.]|[ ]*(?:元|日|年))/u;
const HOLDER =
  /([\p{Script=Han}（）()A-Za-z]{4,40}(?:公司|事务所|中心|研究院|院|所|协会)(?:[（(][^）)]{2,10}合伙[）)])?(?:\p{Script=Han}{2,8}分(?:公司|所))?)/u;

/** What a clause says on its lines, and in cells that hold more than a value. */
const linesAndCells = ({
  lines,
  tables,
}: Clause): readonly { readonly text: string; readonly spot: Source["spot"] }[] => [
  ...lines,
  ...tables.flatMap(({ rows }) =>
    rows
      .flat()
      .filter(({ text }) => text.length > 24)
      .map(({ text, spot }) => ({ text: text.replaceAll("\n", "，"), spot })),
  ),
];

/** 「乙方账户：某某公司，某某银行某某支行，1300……」: a name, a bank and a number near each other, whatever parts them. */
function findBareAccount(outline: Outline, into: Gathering): void {
  for (const clause of [...outline.clauses, outline.tail, outline.head])
    for (const [at0, line] of linesAndCells(clause).entries()) {
      const text = `${line.text} ${/[。；]$/u.test(line.text) ? "" : (clause.lines[at0 + 1]?.text ?? "")}`;
      const told = text.split("。").find((piece) => /银行|信用社|支行|营业部/u.test(piece));
      const no = told === undefined ? undefined : NUMBER.exec(told)?.[1]?.replaceAll(/[ -]/gu, "");
      if (told === undefined || no === undefined || isPhone(no)) continue;
      const known = into.textAt("/fee/account/no");
      if (known !== undefined && known !== "" && known !== no) continue;
      const source = { spot: line.spot, quote: line.text, clause, confidence: 0.8 };
      const pieces = told.split(/[，、；：:/|｜\s]+|(?<=[至入到])/u).map((piece) => piece.trim());
      const bank = pieces
        .map((piece) => piece.replace(/^开户(?:银行|行|机构)?(?:为|是)?/u, ""))
        .find((piece) => piece !== "银行" && BANK.test(piece) && !HOLDER.test(piece.replace(/银行.*$/u, "")));
      const holder = pieces
        .map((piece) => piece.replace(/^.*(?:户名称?|收款(?:人|单位|方)|账户(?:名称?)?|户头)(?:为|是)?/u, ""))
        .map((piece) => HOLDER.exec(piece)?.[1])
        .find((name) => name !== undefined && !/银行|支行/u.test(name));
      if (holder !== undefined) into.fill("/fee/account/name", holder, source);
      if (bank !== undefined) into.fill("/fee/account/bank", (BANK.exec(bank)?.[0] ?? bank).trim(), source);
      into.fill("/fee/account/no", no, source);
      return;
    }
}

const labelledIn = (text: string): readonly (readonly [string, string])[] => [
  ...[...text.matchAll(/(户名|开户行|开户银行|账号)\s*[：为]?\s*(_{2,})/gu)].map(
    ([, label = "", value = ""]): readonly [string, string] => [label, value],
  ),
  // a label with nothing behind it
  ...[...text.matchAll(/(户名|开户行|开户银行|账号)\s*：\s*(?=[，；。]|$)/gu)].map(
    ([, label = ""]): readonly [string, string] => [label, ""],
  ),
  ...[...text.matchAll(/(?:账|帐)号\s*(?:：|为)?\s*(\d[\d ]{6,40}\d)/gu)].map(
    ([, value = ""]): readonly [string, string] => ["账号", value],
  ),
  ...pairsIn(text),
];

const pairsIn = (text: string): readonly (readonly [string, string])[] =>
  [
    ...text.matchAll(
      /(?:^|[，；：。,;\s（(])((?:收款)?(?:开户(?:银行|行)|银行|户名|账户名称?|(?:银行)?(?:账|帐)(?:号|户)|收款(?:单位|人|账户|账号|户名|行|银行)))\s*：\s*(?!(?:户名|账户|开户|账号|单位)[^：]{0,4}：)((?:[^，；;。：\s（）()]|[（(][^）)]*[）)])+)|(?:^|[，；：。、\s入])(户名|账户名称?|收款人|开户(?:银行|行)|(?:银行)?账号)(?:为|是)?\s*([\p{Script=Han}\d](?:[^，；;。：、\s（）()]|[（(][^）)]*[）)]){1,60})/gu,
    ),
  ].map(([, label, value, plain, words]) => [
    (label ?? plain ?? "").replace(/^收款(?=户名|开户|账)/u, ""),
    value ?? words ?? "",
  ]);

/** 「户名：……」 and 「账号：……」 on lines of one cell. */
const cellPairs = (
  row: readonly OutlineCell[],
): readonly { label: string; value: string; spot: Source["spot"]; quote: string }[] =>
  row.flatMap(({ text, spot }) =>
    /开户|账\s*号|户\s*名/u.test(text)
      ? text
          // a number set on the line below its label
          .replaceAll(/(?<=[账帐]\s*号\s*：)\s*\n\s*(?=\d{6})/gu, "")
          .split(/[\n\t]/u)
          .flatMap((line) => labelledIn(line).map(([label, value]) => ({ label, value, spot, quote: line })))
      : [],
  );

function rowPairs(
  row: readonly OutlineCell[],
): readonly { label: string; value: string; spot: Source["spot"]; quote: string }[] {
  return row.flatMap((cell, index) => {
    const next = row[index + 1];
    // a line of a table with a column for each party is read with the parties
    return next === undefined || flat(cell).length > 12 || /^[/—-]$|^无$/u.test(flat(next))
      ? []
      : [{ label: flat(cell), value: flat(next), spot: next.spot, quote: `${flat(cell)} ${flat(next)}` }];
  });
}
