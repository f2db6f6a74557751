import { readAmountInWords, readYuan, writeYuan } from "../kit/money.ts";
import { isBlank } from "../kit/text.ts";
import type { Gathering, Source } from "./gathering.ts";
import type { Clause, Outline, OutlineCell, OutlineTable } from "./outline.ts";
import { findAccount, findCosts } from "./account.ts";
import type { FoundParty } from "./found-parties.ts";
import { findPayer } from "./payer.ts";
import { at, bareSentence, type Sentence, sentencesOf } from "./sentences.ts";
import { asAmount, asDay, CAPITALS, DAY, FIGURES, readCount } from "./written.ts";

const isFee = ({ heading }: Clause): boolean =>
  /费用|价款|报酬|付款|支付|服务费|托管费|经费|资金|金额|钱/u.test(heading);
const ABOUT_TOTAL =
  /(?:服务费|托管费|顾问费|费用|价款|报酬|(?:合同|协议)?(?:总)?(?:金额|价款|价)|经费|总额|总价|总计|合计|补助(?:资金|金额)?)/u;
const NOT_TOTAL = /违约金|滞纳金|赔偿|官费[^。；]{0,8}\d|保证金|罚|每(?:次|件|项)\s*\d|代理费|年费/u;

/** Money: who pays, how much, in how many payments, to which account, and who bears the other costs. */
export function findFee(outline: Outline, parties: readonly FoundParty[], into: Gathering): void {
  const sentences = sentencesOf(outline);
  const fee = [
    ...sentences.filter(({ clause }) => isFee(clause)),
    ...sentences.filter(({ clause }) => !isFee(clause)),
  ];
  findFree(fee, into);
  // a sentence that says the sum in capitals says it before the last row of a table of payments does
  findAmount(
    fee.filter(({ text }) => CAPITALS.test(text) && FIGURES.test(text)),
    into,
    "sentences alone",
  );
  for (const clause of [outline.head, ...outline.clauses, ...outline.annexes, outline.tail])
    for (const table of clause.tables) findPaymentTable(table, clause, into);
  findAmount(fee, into);
  findPayer(fee, parties, into);
  findSchedule(
    fee.filter(({ clause, text }) => isFee(clause) || PAYMENT.test(text)),
    into,
  );
  findCosts(fee, into);
  findBlankCosts(outline, into);
  findAccount(outline, parties, into);
}

/** 「官费由谁承担 | （空）」 in a form: the line is there and was left blank. */
function findBlankCosts({ clauses }: Outline, into: Gathering): void {
  const blank = clauses.find(
    ({ heading, lines, tables }) =>
      /官费|规费|其[他它](?:相关)?费用|外付费用/u.test(heading) &&
      tables.length === 0 &&
      lines.every(({ text }) => isBlank(text)),
  );
  if (blank === undefined || into.has("/fee/costs")) return;
  const spot = blank.lines[0]?.spot ?? blank.title?.spot ?? {};
  into.put("/fee/costs", "", { spot, quote: blank.heading, clause: blank, confidence: 0.9 });
}

/** 「完全式托管，指……，企业不支付服务费。」: what a kind of custody is, not what this contract agrees. */
const DEFINED =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*[“「]?(?:完全|部分|顾问|单项)式?托管[”」]?，?(?:是|系)?指/u;

function findFree(sentences: readonly Sentence[], into: Gathering): void {
  const free = sentences.find(
    ({ text }) =>
      /无偿|免费(?!.{0,6}(?:使用|培训|咨询|讲座))|不(?:向|得)?[^，。；]{0,16}(?:收取|支付)[^，。；]{0,6}(?:任何)?(?:服务费|托管费|顾问费|费用)|无需[^，。；]{0,4}(?:付费|支付)/u.test(
        text,
      ) &&
      /托管|服务费|费用|收取|付费/u.test(text) &&
      !/(?:无偿|免费)(?:提供|使用|安排|开放)[^，。；]{0,12}(?:办公|工位|场[所地]|会议|网络|便利|条件|设施)/u.test(
        text,
      ) &&
      !/无偿使用|不得[^，。；]{0,12}(?:额外|重复|其他)|不因[^，。；]{0,10}不(?:支付|付费|收费)/u.test(text) &&
      !DEFINED.test(text),
  );
  if (free !== undefined) into.put("/fee/free", true, at(free, 0.85));
}

const flat = (cell: OutlineCell | undefined): string => (cell?.text ?? "").replaceAll("\n", "").trim();

/** A table of payments: 期次 | 付款期限 | 金额, with a row of the sum. */
function findPaymentTable(table: OutlineTable, clause: Clause, into: Gathering): void {
  const at0 = table.rows.findIndex(
    (row) =>
      row.every((cell) => flat(cell).length <= 14 && !/逾期|违约/u.test(flat(cell))) &&
      row.some((cell) => /金额|付款额|支付额|费用/u.test(flat(cell))) &&
      row.some((cell) => /付款|支付|期次|期限|时间|节点/u.test(flat(cell))),
  );
  const header = table.rows[at0];
  if (header === undefined || header.length > 6) return;
  const amountColumn = header.find((cell) => /金额|付款额|支付额|费用/u.test(flat(cell)))?.column;
  const dueColumn = header.find((cell) => /期限|时间|节点|条件|日期/u.test(flat(cell)))?.column;
  let count = 0;
  for (const row of table.rows.slice(at0 + 1)) {
    const source = (cell: OutlineCell): Source => ({
      spot: cell.spot,
      quote: row.map(flat).join(" "),
      clause,
      confidence: 0.95,
    });
    const amount = row.find(({ column }) => column === amountColumn);
    if (/^(?:合计|总计|共计)/u.test(flat(row[0]))) {
      const words = row.map(flat).find((text) => CAPITALS.test(text));
      const cell = row.find((each) => flat(each) === words);
      const figures = row
        .map(flat)
        .join(" ")
        .match(/¥?\s*\d[\d,，.]*/u)?.[0];
      if (amount !== undefined && figures !== undefined)
        into.put("/fee/amount", asAmount(figures), source(amount));
      else if (amount !== undefined) into.put("/fee/amount", flat(amount).replace(/^¥/u, ""), source(amount));
      if (words !== undefined && cell !== undefined) into.put("/fee/amountCn", words, source(cell));
      else if (
        row[1] !== undefined &&
        row[1] !== amount &&
        (flat(row[1]) !== "" || table.rows.flat().some(({ text }) => /大写/u.test(text)))
      )
        into.put("/fee/amountCn", flat(row[1]), source(row[1]));
      continue;
    }
    const due = row.find(({ column }) => column === dueColumn);
    if (
      amount === undefined ||
      flat(amount) === "" ||
      !/[\d_Xx×*零一二三四五六七八九十百千万元待另%]/u.test(flat(amount))
    )
      continue;
    into.put(`/fee/schedule/${count}/amount`, asAmount(flat(amount)), source(amount));
    if (due !== undefined) into.put(`/fee/schedule/${count}/due`, asDay(flat(due)), source(due));
    count += 1;
  }
}

const AMOUNT_WORDS = new RegExp(
  `人民币\\s*(?:[（(]?\\s*大写\\s*[）)]?\\s*[：]?)?\\s*(${CAPITALS.source})|[（(]?大写\\s*[）)]?\\s*[：]?\\s*(?:人民币)?\\s*(${CAPITALS.source})|(${CAPITALS.source})`,
  "u",
);
const NAMED_WORDS = new RegExp(
  `人民币\\s*(?:[（(]?\\s*大写\\s*[）)]?\\s*[：]?)?\\s*(${CAPITALS.source})|大写\\s*[）)]?\\s*[：]?\\s*(?:人民币)?\\s*(${CAPITALS.source})()`,
  "u",
);
const MARKED_FIGURES =
  /(?:服务费|托管费|总额|合计|金额|价款|报酬)(?:为|是|共计?|：)?\s*(\d[\d,，]*\.\d{2})(?!\d|\s*[%万])()|¥\s*(\d[\d,，]*(?:\.\d+)?)\s*(万)?|[（(]?小写\s*[）)]?\s*[：]?\s*(?:人民币|¥)?\s*(\d[\d,，]*(?:\.\d+)?)\s*(万)?/u;
const RANGE_FIGURES = /\d[\d.,]*\s*(?:万?元?)\s*(?:-|—|~|～|至|到)\s*\d[\d.,]*\s*万?元/u;

/** 「服务费总额（小写） | ¥36,800.00」: in a form the heading is the label of a value. */
const isLabelled = ({ heading }: Clause, text: string): boolean =>
  /总额|金额|价款|报酬|服务费|托管费|顾问费/u.test(heading) && text.length <= 30;

/** The sentence that says the total: one with capitals first, then one that calls itself a total. */
function findAmount(
  sentences: readonly Sentence[],
  into: Gathering,
  from: "sentences alone" | "whatever tells" = "whatever tells",
): void {
  if (into.has("/fee/amount")) return;
  const candidates = sentences.filter(
    ({ text, clause }) =>
      ABOUT_TOTAL.test(CAPITALS.test(text) || isLabelled(clause, text) ? `${clause.heading}${text}` : text) &&
      !NOT_TOTAL.test(text) &&
      (FIGURES.test(text) ||
        MARKED_FIGURES.test(text) ||
        CAPITALS.test(text) ||
        RANGE_FIGURES.test(text) ||
        /_{2,}\s*元|¥\s*_{2,}/u.test(text)),
  );
  const pick =
    candidates.find(({ text }) => CAPITALS.test(text)) ??
    candidates.find(({ text }) => /总|合计|共计|一年|年度|每年/u.test(text) && !/其中|用于/u.test(text)) ??
    candidates.find(({ clause, text }) => isFee(clause) && !/^其中|用于/u.test(text)) ??
    candidates[0];
  if (pick === undefined && from === "sentences alone") return;
  if (pick === undefined) {
    const free = into.values.find(({ pointer }) => pointer === "/fee/free");
    if (free !== undefined)
      into.put("/fee/amount", "0.00", { spot: free.at, quote: free.at.quote, confidence: 0.75 });
    return;
  }
  putAmount(pick, into);
  const figures = candidates.find(
    (each) => each !== pick && /小写|¥/u.test(each.text) && MARKED_FIGURES.test(each.text),
  );
  if (
    figures !== undefined &&
    !/_{2,}\s*元/u.test(pick.text) &&
    !FIGURES.test(pick.text) &&
    !MARKED_FIGURES.test(pick.text)
  ) {
    const found = MARKED_FIGURES.exec(figures.text);
    const known = into.values.findIndex(({ pointer }) => pointer === "/fee/amount");
    const value = asAmount(
      `${found?.[1] ?? found?.[3] ?? found?.[5] ?? ""}${found?.[4] ?? found?.[6] ?? ""}`,
    );
    if (known < 0) into.put("/fee/amount", value, at(figures, 0.9));
    else
      into.values[known] = {
        pointer: "/fee/amount",
        value,
        at: at(figures, 0.9) && { quote: figures.text, ...spotOf(figures) },
        confidence: 0.9,
      };
  }
}

const spotOf = ({ line }: Sentence): { page?: number; paragraph?: number } => ({
  ...(line.spot.page !== undefined && { page: line.spot.page }),
  ...(line.spot.paragraph !== undefined && { paragraph: line.spot.paragraph }),
});

function putAmount(sentence: Sentence, into: Gathering): void {
  const { text } = sentence;
  // capitals that say what they are before capitals that stand about: 「共计叁万元，即人民币叁万元整」
  const words = NAMED_WORDS.exec(text) ?? AMOUNT_WORDS.exec(text);
  const capital = words?.[1] ?? words?.[2] ?? words?.[3];
  const range = RANGE_FIGURES.exec(text);
  const marked = MARKED_FIGURES.exec(text);
  const plain = FIGURES.exec(text);
  const figure = marked?.[1] ?? marked?.[3] ?? marked?.[5] ?? plain?.[1];
  const wan = marked === null ? plain?.[2] : (marked[4] ?? marked[6]);
  const source = at(sentence, candidatesConfidence(text));
  if (range !== null) into.put("/fee/amount", range[0], source);
  else if (figure !== undefined) into.put("/fee/amount", asAmount(`${figure}${wan ?? ""}`), source);
  else if (/_{2,}/u.test(text)) into.put("/fee/amount", "____", source);
  else if (capital !== undefined) putFromCapitals(capital, source, into);
  if (capital === undefined) return;
  const named = /人民币/u.test(text.slice(0, (words?.index ?? 0) + 12));
  into.put("/fee/amountCn", `${named ? "人民币" : ""}${capital}`, source);
}

/** Only capitals are written: the figure follows from them, which nobody wrote. */
function putFromCapitals(capital: string, source: Source, into: Gathering): void {
  const read = readAmountInWords(`人民币${capital}`);
  if ("cents" in read) into.put("/fee/amount", writeYuan(read.cents), { ...source, confidence: 0.7 });
}

const candidatesConfidence = (text: string): number =>
  /总|合计|共计|服务费|托管费|合同金额|价款/u.test(text) ? 0.9 : 0.65;

const PAYMENT = /[前内后时日\d]\s*[付给]|拨付|支付|付清|付款|付至|缴付|拨付|结清/u;
const SHARE = /(\d{1,3}(?:\.\d{1,2})?)\s*%|百分之([一二三四五六七八九十百]{1,4})/u;

/** Payments told in sentences: a time, and a share, a sum, the rest or all of it. */
function findSchedule(sentences: readonly Sentence[], into: Gathering): void {
  if (into.has("/fee/schedule/0/amount")) return;
  const total = readYuan(into.textAt("/fee/amount"));
  if (total === undefined || total === 0n) return;
  let left = total;
  let count = 0;
  const each = eachOf(sentences);
  const payments = sentences
    .filter(({ text }) => each === undefined || !/每[期次笔]/u.test(text) || dueOf(text) !== undefined)
    .flatMap(paymentsIn)
    // 「分两期，每期25,000元。第一期在……内拨付；」
    .map((payment) =>
      each !== undefined && /第[一二三四五六\d]{1,2}[期次笔]/u.test(payment.text) && !hasPayment(payment.text)
        ? { ...payment, text: `${payment.text.replace(/[。；]$/u, "")}支付${each}元` }
        : payment,
    );
  const dated = payments.filter(
    ({ text }) => dueOf(text) !== undefined && paidIn(text, total, total) !== undefined,
  );
  for (const sentence of dated.length > 0 ? dated : payments) {
    const amount = paidIn(sentence.text, total, left);
    const due = dueOf(sentence.text);
    if (amount === undefined || (due === undefined && count > 0)) continue;
    const source = at(sentence, 0.75);
    into.put(`/fee/schedule/${count}/amount`, writeYuan(amount), source);
    into.put(
      `/fee/schedule/${count}/due`,
      due ?? "",
      due === undefined ? { ...source, confidence: 0.5 } : source,
    );
    left -= amount;
    count += 1;
    if (left <= 0n || count > 24) break;
  }
  lowerWhenNotWhole(left, count, into);
}

/** What each instalment is, where that is said once for all. */
const eachOf = (sentences: readonly Sentence[]): string | undefined =>
  sentences
    .map(
      ({ text }) =>
        /每[期次笔](?:各|均)?(?:为|付|支付|拨付)?\s*(?:人民币|¥)?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*元/u.exec(
          text,
        )?.[1],
    )
    .find((amount) => amount !== undefined);

/** 「2024年8月20日前¥26,500.00」 without a verb. */
const DATED_SUM = new RegExp(
  `^(?:(?:付款|支付)[^：]{0,6}：)?(?:第[^，。；：]{1,4}[期次笔][：，]?)?(?:于|在)?${DAY.source}(?:之?前|以前|前)?[^。；\\d]{0,16}(?:¥|人民币)?\\s*\\d[\\d,]*(?:\\.\\d{1,2})?\\s*(?:万?元|[；。]|$)`,
  "u",
);

/** Payments of one sentence, one a comma where each has its own share. */
function paymentsIn(sentence: Sentence): readonly Sentence[] {
  const isRow = /^(?:第[一二三四五六七八九十\d]+[期次笔]|首[期付]款?|尾款|余款)/u.test(
    bareSentence(sentence.text),
  );
  const isDated = DATED_SUM.test(bareSentence(sentence.text)) && isFee(sentence.clause);
  if ((!PAYMENT.test(sentence.text) && !isRow && !isDated) || /违约|滞纳|逾期|官费|差旅/u.test(sentence.text))
    return [];
  const parts = sentence.text.split(
    /，(?=[^，]{0,40}(?:\d{1,3}\s*%|百分之|余款|剩余|尾款|\d[\d,]*\s*万?元|¥\s*\d|[付给]\s*\d{3,}))|(?<=[\d元])(?=第[一二三四五六\d]{1,2}[期次笔])/u,
  );
  if (parts.length < 2) return [sentence];
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && !hasPayment(last)) joined[joined.length - 1] = `${last}，${part}`;
    else joined.push(part);
  }
  return joined.map((text) => ({ ...sentence, text }));
}

const hasPayment = (text: string): boolean =>
  SHARE.test(text) ||
  FIGURES.test(text) ||
  /[付给]\s*\d{3,}|¥\s*\d/u.test(text) ||
  /余款|剩余|尾款|一次性|全部/u.test(text);

function paidIn(told: string, total: bigint, left: bigint): bigint | undefined {
  const text = told.replaceAll(/税[^，。；]{0,4}\d{1,2}(?:\.\d)?\s*%|\d{1,2}\s*%[^，。；]{0,4}税/gu, "");
  const figures =
    /(?:支付|付清|付款|付至|¥|人民币|即|计)[^，。；]{0,16}?(\d[\d,]*(?:\.\d{1,2})?)\s*(万)?\s*元/u.exec(
      text,
    ) ??
    FIGURES.exec(text) ??
    /¥\s*(\d[\d,]*(?:\.\d{1,2})?)()/u.exec(text) ??
    /[付给]\s*(\d[\d,]{2,}(?:\.\d{1,2})?)()(?![\d.]|\s*[日天%年月个元])/u.exec(text);
  if (figures !== null) {
    const cents = readYuan(asAmount(`${figures[1] ?? ""}${figures[2] ?? ""}`));
    if (cents !== undefined) return cents;
  }
  const [, figure, words] = SHARE.exec(text) ?? [];
  const share = figure ?? (words === undefined ? undefined : readCount(words));
  if (share !== undefined) return (total * BigInt(Math.round(Number(share) * 100))) / 10_000n;
  if (/余款|剩余|尾款|余额/u.test(text)) return left;
  return /一次性|全部|全额|付清/u.test(text) ? left : undefined;
}

/** When a payment is due: the words before the paying. */
function dueOf(text: string): string | undefined {
  const plain = bareSentence(text).replace(
    /^(?:第[一二三四五六七八九十\d]+[期次笔]|首[期付]款?|预付款|[尾余末]款|[末尾]期|其余|剩余)?[：，]?(?:人民币|¥)?\s*(?:\d[\d,]*(?:\.\d{1,2})?\s*万?元)?(?:于|在|，)?/u,
    "",
  );
  const day = new RegExp(`(${DAY.source})\\s*(?:之?前|以前|前)?`, "u").exec(plain);
  const term =
    /[^，。；]{2,24}(?:之日)?[起后]\s*(?:\d{1,3}|[一二三四五六七八九十百两]{1,4})\s*个?(?:工作)?[日天月](?:以?内)?/u.exec(
      plain,
    )?.[0];
  // 「验收合格之日起90日内，最迟2022年12月31日」: the day does not undo the days
  if (day !== null && term !== undefined && day.index > plain.indexOf(term))
    return `${term}，最迟${day[1] ?? ""}`;
  if (day !== null) return asDay(day[1] ?? "");
  if (term !== undefined) return term;
  const period =
    /((?:(?:本?(?:合同|协议))?(?:签订|签署|生效|订立|验收(?:合格|通过)?|届满|完成|收到|提交|到期|期满|启动|[甲乙双三]方签)[^，。；]{0,30}?(?:之?日?(?:起|后)?)?[^，。；]{0,16}?(?:日|天|月|周)(?:内|前)?(?:以内)?)|每(?:季度|月|年|半年)[^，。；]{0,12}(?:日|末|初|底)?(?:前|内)?|(?:签订|生效|签署)(?:时|当日|后)|[^，。；]{2,20}后\s*(?:适时|及时)?)(?=[^，。；]{0,30}(?:支付|付清|付款|付至|缴付|拨付|一次性|结清|向|付\s*\d))/u.exec(
      plain,
    );
  if (period !== null) return (period[1] ?? "").trim();
  return /适时|另行(?:约定|协商|商定)|待定/u.exec(plain)?.[0];
}

/** Payments that do not make up the total were perhaps not all understood: a person looks. */
function lowerWhenNotWhole(left: bigint, count: number, into: Gathering): void {
  if (count === 0 || left === 0n) return;
  for (const [index, value] of into.values.entries())
    if (value.pointer.startsWith("/fee/schedule/"))
      into.values[index] = { ...value, confidence: Math.min(value.confidence, 0.55) };
}
