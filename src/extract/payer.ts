import type { FoundParty } from "./found-parties.ts";
import type { Gathering } from "./gathering.ts";
import { at, bareSentence, type Sentence } from "./sentences.ts";

const SEAT = "[甲乙丙丁]方";

/** Who pays, and to whom. */
export function findPayer(
  sentences: readonly Sentence[],
  parties: readonly FoundParty[],
  into: Gathering,
): void {
  const labelled = first(
    sentences,
    /(?:付费(?:主体|方|单位|人)|付款(?:方|人|主体|单位)|费用(?:承担|支付)(?:方|主体))\s*(?:为|：|是)\s*([^，。；）]{0,40})/u,
  );
  const open = first(
    sentences,
    /(?:付费|付款|支付|出资)(?:方|人|主体)\s*((?:待定|待补|未定|另行(?:协商|约定|商定)))/u,
  );
  // 「付费主体 | 甲方」 in a form
  const headed = sentences.find(
    ({ text, clause }) => /^(?:付费|付款)(?:主体|方|单位|人)$/u.test(clause.heading) && text.length <= 20,
  );
  if (headed !== undefined) into.put("/fee/payer", bareSentence(headed.text), at(headed, 0.95));
  if (open !== undefined) into.put("/fee/payer", open.words, at(open.sentence, 0.9));
  if (labelled !== undefined) into.put("/fee/payer", tickedIn(labelled.words), at(labelled.sentence, 0.95));
  const by = first(
    sentences,
    new RegExp(
      `由\\s*(${SEAT}|委托方|委托人|托管企业|园区)[^，。；]{0,30}?(?:支付|付清|付给|承担|缴纳|付款|拨付|拨给|给予)`,
      "u",
    ),
    { also: /服务费|托管费|顾问费|费用|价款|报酬|补助|资金|经费|款|元/u },
  );
  if (
    by !== undefined &&
    !/[官规]费|第三方|差旅|交通|人员|违约|赔偿|年费|检索|数据库/u.test(
      by.sentence.text.slice(0, by.sentence.text.indexOf(by.words) + 12),
    )
  )
    into.put("/fee/payer", by.words, at(by.sentence, 0.85));
  const paying = first(
    sentences,
    new RegExp(
      `(?:由\\s*)?(${SEAT}|委托方|委托人|托管企业|园区)(?:[（(][^）)]{1,12}[）)])?\\s*(?:应当?|须|需|同意|将|负责|承诺|按|于|在|一次性|分期|分[\\p{Script=Han}\\d]期|向|承担|支付)[^。；]{0,60}?(?:支付|付清|付款|缴纳|承担)|(?:由)?(${SEAT}|委托方|委托人)(?:全额|全部|分期)?(?:支付|拨付|给予|付(?!款)|出[钱资])(?=[，。；费服乙]|$)|(${SEAT}|委托方|委托人)(?:应当?|须|需|将|每(?:年|月|季度|期)|全额|一次性|分期|向[甲乙丙丁]方)*(?:支付|交纳|缴纳|付给?|出)(?=(?:[甲乙丙丁]方)?(?:知识产权)?(?:托管|服务|顾问|年)?(?:服务)?(?:费|款|报酬|价款)|(?:人民币|¥)?\\s*\\d)`,
      "u",
    ),
    {
      also: /费|价款|报酬|款|元|资金/u,
      not: /[官规]费|第三方|差旅|违约|赔偿|逾期|补贴|交通费|年费|不(?:向|再|需|必|用)?[^，。；]{0,8}(?:支付|付费|收取)|无[须需]|免费|无偿/u,
    },
  );
  if (paying !== undefined) into.put("/fee/payer", paying.words, at(paying.sentence, 0.8));
  findPayee(sentences, parties, into);
  const free = into.values.find(({ pointer }) => pointer === "/fee/free");
  if (free !== undefined)
    into.put("/fee/payer", "无需付费", { spot: free.at, quote: free.at.quote, confidence: 0.7 });
}

/** 「☑甲方 □乙方」 is 甲方; words without boxes, or with none or several ticked, are as they stand. */
function tickedIn(words: string): string {
  const ticked = [...words.matchAll(/[☑☒√■✓✔]\s*([^☑☒√■✓✔□☐]+)/gu)].map(([, word = ""]) => word.trim());
  return ticked.length === 1 ? (ticked[0] ?? words) : words;
}

/** To whom, where a sentence says so. */
function findPayee(sentences: readonly Sentence[], parties: readonly FoundParty[], into: Gathering): void {
  const payee = first(
    sentences,
    new RegExp(
      `(?:收款方|收款人)\\s*(?:为|：)\\s*([^，。；）]{1,40})|向\\s*(${SEAT})\\s*(?:一次性|分期|足额)?\\s*支付|(?:付至|汇至|汇入|转至)\\s*(${SEAT})(?:的)?(?:以下)?(?:收款)?账户`,
      "u",
    ),
  );
  // beside an account number it is whose account that is, which may not be who is to be paid
  const isAccount =
    payee !== undefined &&
    payee.sentence.text.startsWith("收款") &&
    /(?:账|帐)\s*号|开户/u.test(payee.sentence.line.text);
  const unnamed =
    /^[甲乙丙丁]方$/u.test(payee?.words ?? "") &&
    (parties.find(({ seat }) => seat === payee?.words)?.fields.get("name")?.value ?? "") === "";
  if (payee !== undefined && !isAccount && !unnamed)
    into.put("/fee/payee", payee.words, at(payee.sentence, 0.8));
}

/** The first sentence with the words, that says one thing beside them and not another. */
function first(
  sentences: readonly Sentence[],
  pattern: RegExp,
  { also, not }: { readonly also?: RegExp; readonly not?: RegExp } = {},
): { readonly sentence: Sentence; readonly words: string } | undefined {
  for (const sentence of sentences) {
    const found = pattern.exec(sentence.text);
    const words = found?.[1] ?? found?.[2] ?? found?.[3];
    if (words !== undefined && also?.test(sentence.text) !== false && not?.test(sentence.text) !== true)
      return { sentence, words: words.trim() };
  }
  return undefined;
}
