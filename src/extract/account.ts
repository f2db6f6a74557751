import type { Gathering, Source } from "./gathering.ts";
import { partyField } from "./labels.ts";
import type { Outline, OutlineCell } from "./outline.ts";
import type { FoundParty } from "./found-parties.ts";
import { at, bareSentence, type Sentence } from "./sentences.ts";

const flat = (cell: OutlineCell | undefined): string => (cell?.text ?? "").replaceAll("\n", "").trim();

/** Who bears official fees and other costs. */
export function findCosts(sentences: readonly Sentence[], into: Gathering): void {
  const found = sentences.filter(
    ({ text }) =>
      /官费|规费|行政(?:事业性)?收费|年费|第三方(?:费用|收费)|差旅|其(?:他|余|它)(?:相关)?(?:费用)?|代缴|代垫|实际发生的费用/u.test(
        text,
      ) &&
      /承担|负担|支付|包含|包括|不含|不包括|自理|自负|自担|自付|缴纳|另行|[甲乙丙]方(?:自行)?(?:出|付|掏)|实报实销|报销/u.test(
        text,
      ) &&
      /费|其余|食宿/u.test(text) &&
      !/违约/u.test(text),
  );
  const [one] = found;
  if (one === undefined) return;
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
      ...clause.tables.flatMap(({ rows }) => rows.flatMap((row) => rowPairs(row))),
    ];
    for (const { label, value, spot, quote } of pairs) {
      const field = partyField(label);
      if (field === undefined || !field.startsWith("account/")) continue;
      if (field === "account/name" && clause === outline.head) continue;
      into.fill(
        `/fee/${field}`,
        field === "account/no" ? value.replaceAll(/[\s。，；]/gu, "") : value.replace(/[。，；]+$/u, ""),
        { spot, quote, clause, confidence: 0.95 },
      );
    }
    if (into.has("/fee/account/no")) break;
  }
  if (!into.has("/fee/account/no") || !into.has("/fee/account/name")) findBareAccount(outline, into);
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

/** 「乙方账户：某某公司，某某银行某某支行，1300……」: a name, a bank and a number one after another, without labels. */
function findBareAccount(outline: Outline, into: Gathering): void {
  for (const clause of outline.clauses)
    for (const line of clause.lines) {
      const found =
        /(?:账户|户头|收款|汇[至入到]|打[到入]|付[至到])[^，。；：]{0,10}?(?:[：，]|(?<=[至入到户头]))\s*(?:户名)?([\p{Script=Han}（）A-Za-z]{4,40}?(?:公司|事务所|中心|研究院|院)(?:（[^）]{2,10}合伙）)?)[，、；\s]*(?:开户(?:行|银行|机构))?[：]?([^，。；]{2,30}(?:银行|信用社|支行|营业部)[^，。；：\d]{0,20}?)[，、；\s]*(?:账号)?[：]?\s*(\d[\d ]{4,34}\d)/u.exec(
          /账户/u.test(clause.heading) ? `账户：${line.text}` : line.text,
        );
      const known = into.textAt("/fee/account/no");
      const no = found?.[3]?.replaceAll(" ", "");
      if (found === null || (known !== undefined && known !== "" && known !== no)) continue;
      const source = { spot: line.spot, quote: line.text, clause, confidence: 0.85 };
      into.fill("/fee/account/name", found[1] ?? "", source);
      into.fill("/fee/account/bank", (found[2] ?? "").trim(), source);
      into.fill("/fee/account/no", (found[3] ?? "").replaceAll(" ", ""), source);
      return;
    }
}

const labelledIn = (text: string): readonly (readonly [string, string])[] => [
  ...[...text.matchAll(/(户名|开户行|开户银行|账号)\s*[：为]?\s*(_{2,})/gu)].map(
    ([, label = "", value = ""]): readonly [string, string] => [label, value],
  ),
  ...[...text.matchAll(/(?:账|帐)号\s*(?:：|为)?\s*(\d[\d ]{6,40}\d)/gu)].map(
    ([, value = ""]): readonly [string, string] => ["账号", value],
  ),
  ...pairsIn(text),
];

const pairsIn = (text: string): readonly (readonly [string, string])[] =>
  [
    ...text.matchAll(
      /(?:^|[，；：。,;\s（(])((?:收款)?(?:开户(?:银行|行)|户名|账户名称?|(?:银行)?(?:账|帐)(?:号|户)|收款(?:单位|人|账户|账号|户名|行|银行)))\s*：\s*(?!(?:户名|账户|开户|账号|单位)[^：]{0,4}：)((?:[^，；;。：\s（）()]|[（(][^）)]*[）)])+)|(?:^|[，；：。、\s入])(户名|账户名称?|收款人|开户(?:银行|行)|(?:银行)?账号)(?:为|是)?\s*([\p{Script=Han}\d](?:[^，；;。：、\s（）()]|[（(][^）)]*[）)]){3,60})/gu,
    ),
  ].map(([, label, value, plain, words]) => [
    (label ?? plain ?? "").replace(/^收款(?=户名|开户|账)/u, ""),
    value ?? words ?? "",
  ]);

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
