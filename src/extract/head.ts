import type { Gathering, Source } from "./gathering.ts";
import type { Outline, OutlineLine } from "./outline.ts";
import { at, sentencesIn } from "./sentences.ts";
import { asDay, DAY } from "./written.ts";

const TITLE = /(?:合同|协议|合约|契约)(?:书)?(?:[（(][^）)]{1,12}[）)])?$/u;

/** Title, number, day and place of signing, and the laws it rests on. */
export function findHead(outline: Outline, into: Gathering): void {
  findTitle(outline.head.lines, into);
  for (const line of outline.head.lines) findSigned(line, into);
  const lines = [...outline.head.lines, ...outline.tail.lines.slice(0, 40)];
  for (const line of lines)
    for (const chunk of line.text.split(/\t|(?<=[^（(])(?=签(?:订|约|署)(?:地|日期|时间|于))/u))
      findLabelled(chunk.trim(), line, into);
  const early = outline.clauses.slice(0, 4).flatMap(({ tables }) => tables);
  for (const table of [...outline.head.tables, ...early, ...outline.tail.tables])
    for (const row of table.rows)
      row.forEach((cell, index) => {
        const next = row[index + 1];
        const label = cell.text.replaceAll(/\s/gu, "").replace(/：$/u, "");
        if (next !== undefined && isHeadLabel(label))
          findLabelled(
            `${label}：${next.text.replaceAll("\n", "")}`,
            { text: next.text, spot: next.spot, size: 12, centred: false },
            into,
          );
        else if (/：/u.test(cell.text))
          findLabelled(
            cell.text.replaceAll("\n", ""),
            { text: cell.text, spot: cell.spot, size: 12, centred: false },
            into,
          );
      });
  findInProse(outline, into);
  for (const line of lines) {
    const project = /(?:^|\t)项目编号\s*：\s*([^\t，。；]{4,40})/u.exec(line.text)?.[1];
    if (project !== undefined)
      into.put("/contractNo", project.trim(), { spot: line.spot, quote: line.text, confidence: 0.75 });
  }
  findBasis(outline, into);
}

/** 「编号：……。本合同由双方于……在……签订。」 */
function findInProse({ head, clauses }: Outline, into: Gathering): void {
  for (const sentence of [head, ...clauses.slice(0, 2)].flatMap(sentencesIn)) {
    const number =
      /(?:^|[，。；（])(?:合同|协议)?编号\s*[：为]\s*([A-Za-z0-9〔〕[\]（）()\p{Script=Han}-]{4,40}?)(?=[，。；）]|$)/u.exec(
        sentence.text,
      )?.[1];
    if (number !== undefined && /\d/.test(number)) into.put("/contractNo", number, at(sentence, 0.85));
    const signed = new RegExp(
      `于\\s*(${DAY.source})\\s*[，]?\\s*在([^，。；]{2,40}?)(?:签订|签署|订立|达成|议定|商定|约定|立约)`,
      "u",
    ).exec(sentence.text);
    if (signed !== null) {
      into.put("/signDate", asDay(signed[1] ?? ""), at(sentence, 0.85));
      into.put("/signPlace", (signed[2] ?? "").trim(), at(sentence, 0.85));
    }
    const signedAt =
      /(?:^|[。；日])\s*(?:本合同)?(?:签订?|订立?)[于在]([^，。；\d]{3,30}?)(?=签订|签署|订立|[，。；]|$)/u.exec(
        sentence.text,
      )?.[1];
    if (signedAt !== undefined) into.put("/signPlace", signedAt, at(sentence, 0.75));
    const place =
      /(?:^|[，。；])(?:本(?:合同|协议))?[^，。；]{0,20}(?:在|于)([^，。；\d]{3,30}?[省市区县])(?:签订|签署|订立)/u.exec(
        sentence.text,
      )?.[1];
    if (place !== undefined) into.put("/signPlace", place, at(sentence, 0.75));
  }
}

const LABELS: readonly (readonly [string, RegExp])[] = [
  [
    "/contractNo",
    /^[（(【[]?\s*(?:本)?(?:合同|协议|合约|订单|文书|登记|档案)(?:书)?(?:的)?(?:登记)?(?:编号|编码|号码?|文号|流水号)(?:\s*：\s*|\s+)(.*?)[）)】\]]?$/su,
  ],
  [
    "/signDate",
    /^[（(]?\s*(?:本?(?:合同|协议))?(?:签订|签署|签约|订立|下单)(?:的)?(?:日期|时间|日)(?:\s*[：]\s*|\s+)(.*?)[）)]?$/su,
  ],
  [
    "/signPlace",
    /^[（(]?\s*(?:本?(?:合同|协议))?(?:签订|签署|签约|订立)(?:的)?(?:地点|地方|地址|地|城市|处)(?:\s*[：为是]\s*|\s+|(?=\p{Script=Han}{2,4}[省市]))(.*?)[）)]?$/su,
  ],
];

const isHeadLabel = (label: string): boolean =>
  BOTH.test(`${label}：`) || LABELS.some(([, pattern]) => pattern.test(`${label}：`));

/** 「签约 2024年7月16日 河北省秦皇岛市海港区」 */
function findSigned(line: OutlineLine, into: Gathering): void {
  const signed = /^(?:签约|签订|订立|签署)\s+(\S+日)\s+(\p{Script=Han}{2,20}[省市县区])$/u.exec(line.text);
  if (signed === null || !DAY.test(signed[1] ?? "")) return;
  const source: Source = { spot: line.spot, quote: line.text, confidence: 0.85 };
  into.put("/signDate", asDay(signed[1] ?? ""), source);
  into.put("/signPlace", signed[2] ?? "", source);
}

/** 「签订时间、地点：2024年3月15日，上海市徐汇区」 says two things. */
const BOTH =
  /^[（(]?\s*(?:本?合同)?(?:签订|签署|签约|订立)(?:日期|时间|地点?|日)?\s*[、和与及/]\s*(?:签订|签署|签约)?(?:日期|时间|地点?)\s*[：]\s*(.*)$/su;

function findLabelled(chunk: string, line: OutlineLine, into: Gathering): void {
  const both = BOTH.exec(chunk)?.[1];
  if (both !== undefined) {
    const day = DAY.exec(both)?.[0] ?? "";
    const source: Source = { spot: line.spot, quote: chunk, confidence: 0.85 };
    into.put("/signDate", asDay(day), source);
    into.put("/signPlace", both.replace(day, "").replaceAll(/^[\s，、；于在]+|[\s，、；。]+$/gu, ""), source);
    return;
  }
  for (const [pointer, pattern] of LABELS) {
    const found = pattern.exec(chunk);
    if (found === null) continue;
    const value = (found[1] ?? "").split(/\s{2,}|\t|(?=签订地点|签订日期|签订时间|签约)/u)[0]?.trim() ?? "";
    const source: Source = { spot: line.spot, quote: chunk, confidence: 0.95 };
    const plain = value.replace(/[。；，]$/u, "");
    const words =
      pointer === "/signDate"
        ? asDay(value)
        : pointer === "/contractNo"
          ? // a title that ran on behind the number is no part of it
            plain.replace(/(?<=\d(?:号)?)(?=\p{Script=Han}[^号]{3,}(?:合同|协议)).*$/u, "")
          : plain;
    into.put(pointer, words, source);
  }
  const plain =
    /^(?:编号\s*：|N[oO][.．]?\s*：|N[oO][.．]\s*(?=[A-Z]))\s*([A-Za-z0-9〔〕[\]（）()\p{Script=Han}-]{4,40})$/u.exec(
      chunk,
    );
  // 「周临知托〔2023〕6号」 alone on its line
  const numbered =
    /^[（(]?([\p{Script=Han}A-Za-z]{2,12}[〔[（(]\d{4}[〕\]）)]\s*(?:第\s*)?\d{1,5}\s*号)[）)]?$/u.exec(
      chunk,
    );
  if (numbered !== null)
    into.put("/contractNo", numbered[1] ?? "", { spot: line.spot, quote: chunk, confidence: 0.75 });
  if (plain !== null)
    into.put("/contractNo", plain[1] ?? "", { spot: line.spot, quote: chunk, confidence: 0.75 });
}

/** The first line that ends as a title does; the largest of them when sizes differ. */
function findTitle(lines: readonly OutlineLine[], into: Gathering): void {
  const titles = lines.slice(0, 20).filter(({ text }) => {
    const words = text.replace(/(?<=\p{Script=Han})\s*[A-Za-z][A-Za-z .,&'-]*$/u, "").replaceAll(/\s/gu, "");
    return words.length <= 45 && TITLE.test(words.replace(/[》”]$/u, "")) && !/[：。，]/u.test(words);
  });
  const [best] = [...titles].sort((one, other) => other.size - one.size);
  if (best === undefined) return;
  const title = best.text
    .replace(/(?<=\p{Script=Han})\s*[A-Za-z][A-Za-z .,&'-]*$/u, "")
    .replaceAll(/\s/gu, "")
    .replace(/^《|》$/gu, "");
  into.put("/title", title, { spot: best.spot, quote: best.text, confidence: 0.95 });
}

/** Laws named where the contract says what it rests on. */
function findBasis(outline: Outline, into: Gathering): void {
  const sentences = [outline.head, ...outline.clauses.slice(0, 2)].flatMap(sentencesIn);
  const found = sentences.find(({ text }) =>
    /(?:根据|依据|依照|按照|遵照)[^。]{0,6}(?:《|中华人民共和国|民法典|合同法)/u.test(text),
  );
  if (found === undefined) {
    findOtherBasis(outline, 0, into);
    return;
  }
  const laws = [
    ...found.text.matchAll(
      /《[^》]{2,60}》|(?:中华人民共和国)?(?:民法典|合同法|民法通则|专利法|商标法|担保法|物权法|民法总则)/gu,
    ),
  ];
  laws.slice(0, 12).forEach(([law], index) => into.put(`/basis/${index}`, law, at(found, 0.9)));
  findOtherBasis(outline, Math.min(laws.length, 12), into);
}

/** A law that clauses further down rest on: 「未尽事宜依照《……法》执行」. What a clause says of a repealed law is no basis. */
function findOtherBasis(outline: Outline, from: number, into: Gathering): void {
  const rests = outline.clauses.flatMap(sentencesIn).flatMap((sentence) => {
    const law =
      /(?:依照|按照?|根据|依据|适用|遵照)[^。；，]{0,6}(《(?:中华人民共和国)?(?:合同法|民法通则|民法总则|担保法|物权法)》)/u.exec(
        sentence.text,
      )?.[1];
    return law === undefined || /废止|失效|不再|原/u.test(sentence.text) ? [] : [{ law, sentence }];
  });
  const known = into.values.flatMap(({ pointer, value }) => (pointer.startsWith("/basis/") ? [value] : []));
  const [first] = rests.filter(({ law }) => !known.includes(law));
  if (first !== undefined) into.put(`/basis/${from}`, first.law, at(first.sentence, 0.85));
}
