import { addDays, addMonths, readDay } from "../kit/dates.ts";
import type { Gathering } from "./gathering.ts";
import type { Outline } from "./outline.ts";
import { at, bareSentence, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";
import { asDay, DAY, readCount } from "./written.ts";

/** A day, or the form of one with blanks in it. */
const DAYISH = `(?:${DAY.source}|[\\d_]{0,6}\\s*年[\\d_\\s]{0,6}月(?:[\\d_\\s]{0,6}日)?|_{2,})`;
const RANGE = new RegExp(
  `(?:自|从|由)?\\s*(${DAYISH})\\s*(?:[（(]含[^）)]{0,4}[）)])?\\s*(?:\\p{Script=Han}{0,3}起(?:算|计算)?|开始(?:计算|计)?|始)?\\s*[，,]?\\s*(?:(?:共|为期|满|计)?(?:\\d{1,2}|[一二三四五六七八九十两]{1,3})(?:个月|年)[，,]\\s*)?(?:(?:至|到)\\s*(?:to)?|—+|–|-|~|～|止于)\\s*(${DAYISH})`,
  "u",
);
/** 「2024年4月1日起，2025年3月31日止」 */
const FROM_TO = new RegExp(
  `(${DAY.source})\\s*(?:起算?|开始|生效|始)\\s*[，,；、]?\\s*(?:至|到|于)?\\s*(${DAY.source})\\s*(?:止|届满|期满|结束|终止|到期|完成)`,
  "u",
);
const START = new RegExp(
  `(?:(?:自|从|于)\\s*(${DAY.source})\\s*(?:起|开始)|(${DAY.source})\\s*(?:起算|起计算|开始计算|起执行))`,
  "u",
);
const LENGTH =
  /(?:为期|期限为?|有效期为?|共计?|期为|起(?:计算)?)?[，,\s]*(?:(?<!\d)(\d{1,3}|[一二三四五六七八九十两壹贰叁肆伍]{1,3})\s*(?:[（(]\s*\d{1,3}\s*[）)])?\s*(个月|年(?![\d度]))|(半年))/u;

const isTerm = ({ text, clause }: Sentence): boolean =>
  (/期限|期间|有效期|服务期|托管期|合同期|履行期|周期|起止|合作期|委托期|协议期|聘期|(?:托管|服务|聘用|合作)时间/u.test(
    `${clause.heading}${text}`,
  ) &&
    !/保密|秘密|泄露|质保|付款期限|支付期限|验收期/u.test(text)) ||
  (/时间|期/u.test(clause.heading) && (RANGE.test(text) || FROM_TO.test(text))) ||
  // 「服务自……起至……止，共计十二个月」
  (/^(?:托管|服务|合作|委托|聘用)(?:工作)?\s*(?=[自从]\s*\d)/u.test(bareSentence(text)) && RANGE.test(text));

/** Start and end of the term, or the words that stand in for them. */
export function findTerm(outline: Outline, into: Gathering): void {
  const sentences = sentencesOf(outline).filter(isTerm);
  const rows = tableSentences(outline);
  const ranged = best([...sentences, ...rows].filter(({ text }) => RANGE.test(text) || FROM_TO.test(text)));
  if (ranged !== undefined) {
    putRange(ranged, into);
    return;
  }
  const dated = sentences.find(({ text }) => START.test(text));
  if (dated !== undefined && putStart(dated, into)) return;
  if (putTwoDays(outline, into)) return;
  if (putFromSigning(sentences, into)) return;
  const spoken = best(
    [...sentences, ...rows].filter(
      ({ text }) => LENGTH.test(text) && /期限|期间|期为|为期|有效期|托管期|服务期|之日起/u.test(text),
    ),
  );
  if (spoken === undefined) return;
  into.put("/term/duration", bareSentence(spoken.text).slice(0, 120), at(spoken, 0.85));
}

/** In a clause headed by the term before anywhere else. */
function best(sentences: readonly Sentence[]): Sentence | undefined {
  const headed = sentences.find(({ clause }) =>
    /期限|期间|有效期|托管期|服务期|周期|起止/u.test(clause.heading),
  );
  return (
    headed ??
    sentences.find(({ text }) => /托管期|服务期|合同期|有效期|期限|周期/u.test(text)) ??
    sentences[0]
  );
}

/** Rows of tables that speak of the term: 「托管期限 | 2022年……」. */
const tableSentences = (outline: Outline): readonly Sentence[] =>
  [outline.head, ...outline.clauses].flatMap((clause) =>
    clause.tables.flatMap(({ rows }) =>
      rows.flatMap((row, index) => {
        const [label, value] = row;
        const next = rows[index + 1];
        if (
          label !== undefined &&
          value !== undefined &&
          next?.[0] !== undefined &&
          next[1] !== undefined &&
          /开始|起始|起$/u.test(label.text) &&
          /结束|终止|截止|届满|止$/u.test(value.text)
        ) {
          const text = `期限自${next[0].text}至${next[1].text}`;
          return [{ text, clause, line: { text, spot: next[0].spot, size: 12, centred: false } }];
        }
        if (
          label === undefined ||
          value === undefined ||
          row.length > 3 ||
          !/(?:托管|服务|合同|履行)?(?:期限|有效期|起止|周期|托管期|服务期)/u.test(label.text)
        )
          return [];
        const text = `${label.text}：${value.text}`.replaceAll("\n", "");
        return [{ text, clause, line: { text, spot: value.spot, size: 12, centred: false } }];
      }),
    ),
  );

function putRange(sentence: Sentence, into: Gathering): void {
  const found = FROM_TO.exec(sentence.text) ?? RANGE.exec(sentence.text);
  if (found === null) return;
  const source = at(sentence, 0.95);
  into.put("/term/start", asDay(found[1] ?? ""), source);
  into.put("/term/end", asDay(found[2] ?? ""), source);
  // 「依照每批托管期限为一年的安排」 is how long every batch lasts
  const rest = sentence.text.replace(found[0], "").replace(/每[批期](?:次)?[^，。；]*/u, "");
  const length =
    /(?:为期|期限为?|有效期为?|共计?|期为|[（(，]\s*(?:即|计)?)\s*((?:\d{1,3}|[一二三四五六七八九十两壹贰叁]{1,3})\s*(?:个月|年(?!度))|半年)/u.exec(
      rest,
    )?.[1];
  if (length !== undefined && !/续|届满/u.test(rest.slice(0, rest.indexOf(length))))
    into.put("/term/duration", length, { ...source, confidence: 0.8 });
  into.use(sentence.text);
}

/** 「自签订之日起十二个月」, and the day of signing is known: the day after it begins the term, as nobody wrote. */
function putFromSigning(sentences: readonly Sentence[], into: Gathering): boolean {
  const signed = into.textAt("/signDate");
  if (signed === undefined || readDay(signed) === undefined) return false;
  const spoken = sentences.find(
    ({ text }) => /自[^，。；]{0,8}(?:签订|签署)之日起/u.test(text) && LENGTH.test(text),
  );
  if (spoken === undefined || DAY.test(spoken.text)) return false;
  const rest = spoken.text.slice(spoken.text.indexOf("之日起") + 3);
  const [, count = "", unit = "", half] = LENGTH.exec(rest) ?? [];
  const months = half === undefined ? (readCount(count) ?? 0) * (unit === "年" ? 12 : 1) : 6;
  if (months < 1 || months > 600) return false;
  into.put("/term/start", signed, at(spoken, 0.7));
  into.put("/term/end", addDays(addMonths(signed, months), -1), at(spoken, 0.7));
  into.use(spoken.text);
  return true;
}

/** 「起：2024年7月1日；止：2025年6月30日」: a clause of the term with just two days, the first marked as the start. */
function putTwoDays(outline: Outline, into: Gathering): boolean {
  for (const clause of outline.clauses) {
    if (!/期限|期间|有效期|托管期|服务期|合同期|周期|起止|^期/u.test(clause.heading)) continue;
    if (/保密|付款|支付|验收|质保/u.test(clause.heading)) continue;
    const dated = sentencesIn(clause).flatMap((sentence) =>
      [...sentence.text.matchAll(new RegExp(DAY.source, "gu"))].map(([day]) => ({
        day: asDay(day),
        sentence,
      })),
    );
    const [start, end] = dated;
    const text = clause.lines.map((line) => line.text).join("");
    if (start === undefined || end === undefined || dated.length !== 2 || !/起|始|自|从/u.test(text))
      continue;
    into.put("/term/start", start.day, at(start.sentence, 0.8));
    into.put("/term/end", end.day, at(end.sentence, 0.8));
    return true;
  }
  return false;
}

/** 「自2022年4月1日起十二个月」: the end can be told. */
function putStart(sentence: Sentence, into: Gathering): boolean {
  const found = START.exec(sentence.text);
  const start = asDay(found?.[1] ?? found?.[2] ?? "");
  const rest = sentence.text.slice((found?.index ?? 0) + 4);
  const [, count = "", unit = "", half] = LENGTH.exec(rest) ?? LENGTH.exec(sentence.text) ?? [];
  const months = half === undefined ? (readCount(count) ?? 0) * (unit === "年" ? 12 : 1) : 6;
  // another day in the sentence is the end, in words that were not understood
  if (DAY.test(rest.slice(10))) return false;
  if (readDay(start) === undefined || months < 1 || months > 600) return false;
  into.put("/term/start", start, at(sentence, 0.9));
  into.put("/term/end", addDays(addMonths(start, months), -1), at(sentence, 0.8));
  into.use(sentence.text);
  return true;
}
