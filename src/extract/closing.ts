import type { Gathering } from "./gathering.ts";
import type { Clause, Outline } from "./outline.ts";
import { at, bareSentence, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";
import { readCount } from "./written.ts";

/** How disputes are settled, when the contract takes effect, how many copies there are and who has them. */
export function findClosing(outline: Outline, into: Gathering): void {
  findDispute(outline, into);
  findEffect(sentencesOf(outline), into);
  findCopies([...sentencesOf(outline), ...sentencesIn(outline.tail)], into);
}

const isDispute = ({ heading }: Clause): boolean => /争议|纠纷|仲裁|管辖/u.test(heading);

function findDispute(outline: Outline, into: Gathering): void {
  const headed = outline.clauses.filter(isDispute).flatMap(sentencesIn);
  const said = sentencesOf(outline).filter(
    ({ text }) =>
      /仲裁|提起诉讼|起诉|人民法院|法院管辖/u.test(text) && /争议|纠纷|协商|管辖|诉讼|仲裁/u.test(text),
  );
  const sentences = headed.length > 0 ? headed : said;
  const [first] = sentences;
  if (first === undefined) return;
  const chosen = chosenOf(sentences);
  const text = chosen.map((sentence) => sentence.text).join("");
  const source = at(
    chosen.find((each) => /仲裁|诉讼|法院|起诉/u.test(each.text)) ?? first,
    headed.length > 0 ? 0.9 : 0.75,
  );
  const [arbitrates, sues] = [
    /仲裁/u.test(text.replaceAll(/不[^，。；]{0,6}仲裁|劳动仲裁|仲裁费/gu, "")),
    /诉讼|起诉|法院/u.test(
      text.replaceAll(/(?:仲裁|诉讼)费|向[^，。；]{0,12}法院[^，。；]{0,6}(?:执行|保全)/gu, ""),
    ),
  ];
  const mode = /以[\s_＿﹍]*方式解决/u.test(text)
    ? ""
    : arbitrates && sues
      ? "仲裁或者诉讼"
      : arbitrates
        ? "仲裁"
        : sues
          ? "诉讼"
          : (/_{2,}/u.exec(text)?.[0] ?? bareSentence(text));
  into.put("/dispute/mode", mode.slice(0, 60), source);
  const body =
    mode === ""
      ? (commissionIn(text) ?? courtIn(text))
      : arbitrates && !sues
        ? commissionIn(text)
        : sues && !arbitrates
          ? courtIn(text)
          : bareSentence(text);
  // another name of the same body in brackets
  const bare = body?.replace(/(?<=仲裁(?:委员会|院|中心))（[^）]*(?:）|$)/u, "");
  if (bare !== undefined) into.put("/dispute/body", bare.slice(0, 200), source);
  for (const sentence of headed) into.use(sentence.text);
}

/** Where a form offers ways to settle, only the one ticked or named by its number. */
function chosenOf(sentences: readonly Sentence[]): readonly Sentence[] {
  const pieces = sentences.flatMap((sentence) =>
    sentence.text.split(/(?=[□☐☑☒√■✓✔])/u).map((text) => ({ ...sentence, text })),
  );
  const ticked = pieces.filter(({ text }) => /^[☑☒√■✓✔]/u.test(text));
  if (ticked.length > 0 && pieces.some(({ text }) => /^[□☐]/u.test(text))) return ticked;
  const named = sentences
    .map(({ text }) => /第\s*[（(]?\s*([一二三四五\d]{1,2})\s*[）)]?\s*(?:种|项|款)/u.exec(text)?.[1])
    .find((number) => number !== undefined);
  const wanted = named === undefined ? undefined : readCount(named);
  if (wanted === undefined) return sentences;
  const option = sentences.filter(
    ({ text }) =>
      readCount(/^[（(]?([一二三四五\d]{1,2})[）)、.．]/u.exec(text)?.[1] ?? "") === wanted &&
      /仲裁|法院|诉讼/u.test(text),
  );
  return option.length > 0 ? option : sentences;
}

/** The body chosen, with the words before its name. */
const commissionIn = (text: string): string | undefined => {
  const found =
    /(?:提交|提请|向|由|交由|报请|申请)\s*([^，。；]{0,60}仲裁(?:委员会|院|中心|机构|委(?!员))(?:（[^）]{2,30}）)?)/u.exec(
      text,
    )?.[1];
  return found ?? /[\p{Script=Han}（）]{2,30}?仲裁(?:委员会|院|中心|机构)/u.exec(text)?.[0];
};

const courtIn = (text: string): string | undefined =>
  /(?:向|由|提交|诉至|交由)\s*([^，。；]{0,60}?(?:人民)?法院)/u.exec(text)?.[1] ??
  /[^，。；]{2,40}?(?:人民)?法院/u.exec(text)?.[0];

function findEffect(sentences: readonly Sentence[], into: Gathering): void {
  const found =
    sentences.find(({ text, clause }) => /生效/u.test(clause.heading) && /生效/u.test(text)) ??
    sentences.find(
      ({ text, clause }) =>
        !/保密|秘密/u.test(clause.heading) &&
        /(?:自|经|在|于|从|签|章|之日|成熟)[^。；]{0,60}(?:生效(?!后|之日[^起]|日)|起效|有效)/u.test(text) &&
        !/变更|补充协议|解除|不是本合同的生效|(?:仍然?|继续|届时|现行|持续|长期|始终)有效/u.test(text),
    ) ??
    sentences.find(
      ({ text, clause }) =>
        /生效/u.test(`${clause.heading}${text}`) && /生效/u.test(text) && !/变更|解除|不是/u.test(text),
    );
  const labelled = sentences.find(({ text }) => /生效(?:约定|条件|日期|时间)\s*：/u.test(text));
  const sentence = labelled ?? found;
  if (sentence === undefined) return;
  const value =
    /生效(?:约定|条件|日期|时间)\s*：\s*([^。；]*)/u.exec(sentence.text)?.[1] ?? bareSentence(sentence.text);
  const dates = sentences.find(({ text }) =>
    /(?:最后|后)(?:一方)?签[^。；]{0,12}(?:日期|之日)[^。；]{0,6}(?:为准|签订日期)|签订日期以/u.test(text),
  );
  const more = dates === undefined || dates === sentence ? "" : `；${bareSentence(dates.text)}`;
  into.put("/effect/clause", `${value}${value.trim() === "" ? "" : more}`.slice(0, 500), at(sentence, 0.9));
  into.use(sentence.text);
  if (dates !== undefined) into.use(dates.text);
}

const COUNT = "(\\d{1,2}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,2}|_{2,})";

function findCopies(sentences: readonly Sentence[], into: Gathering): void {
  const sentence =
    sentences.find(
      ({ text }) =>
        /一式|(?:共|正本)\s*[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,2}\s*份/u.test(text) &&
        /份/u.test(text),
    ) ?? sentences.find(({ text }) => /各(?:执|持|留|存|保存)\s*[\p{Script=Han}\d]{1,2}\s*份/u.test(text));
  if (sentence === undefined) return;
  const line = sentences
    .filter((each) => each.line === sentence.line || each === sentence)
    .map(({ text }) => text)
    .join("");
  const source = at(sentence, 0.9);
  const total = new RegExp(
    `(?:一式|[，。]共(?:计)?|正本)\\s*(?:[（(]\\s*)?${COUNT}\\s*(?:[）)])?\\s*(?:[（(]\\s*\\d{1,2}\\s*[）)])?\\s*份`,
    "u",
  ).exec(line)?.[1];
  if (total !== undefined)
    into.put("/effect/copies", readCount(total.replaceAll("拾", "十")) ?? total, source);
  const holders = new RegExp(
    `((?:[甲乙丙丁]、?){2,3}方|[甲乙丙丁]方|双方|三方|各方|托管单位|[\\p{Script=Han}]{2,14}?(?:机关|局|部门|委员会|单位|园区))\\s*(各)?\\s*(?:执|持|留存?|保存|存)?\\s*(?:有)?\\s*${COUNT}\\s*(?:[（(]\\s*\\d{1,2}\\s*[）)])?\\s*份|(?:报|送|交)\\s*([\\p{Script=Han}]{2,20}?)(?:备案|存档|留存)\\s*${COUNT}\\s*份`,
    "gu",
  );
  for (const found of line.matchAll(holders)) putHolders(found, into, source);
  into.use(sentence.text);
}

function putHolders(found: RegExpExecArray, into: Gathering, source: ReturnType<typeof at>): void {
  const [, name = found[4] ?? "备案机关", , count = found[5] ?? ""] = found;
  const number = readCount(count.replaceAll("拾", "十"));
  if (number === undefined) return;
  const seats = /^(?:双方)$/u.test(name)
    ? ["甲方", "乙方"]
    : /^三方$/u.test(name)
      ? ["甲方", "乙方", "丙方"]
      : /^各方$/u.test(name)
        ? []
        : /、?方$/u.test(name) && /^[甲乙丙丁]/u.test(name)
          ? [...name.matchAll(/[甲乙丙丁]/gu)].map(([sign]) => `${sign}方`)
          : [name.replace(/^(?:由|另|交|报|送|其余|余下)+/u, "")];
  for (const seat of seats) into.put(`/effect/holders/${seat}`, number, source);
}
