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

const isDispute = ({ heading }: Clause): boolean => /争议|纠纷|争端|仲裁|管辖/u.test(heading);

/** Under a heading that names other things too only what is said of disputes. */
const sentencesOn = (clause: Clause): readonly Sentence[] => {
  const isShared = /[与和及、]/u.test(
    clause.heading.replace(/争议(?:的)?(?:处理|解决)?[与和及、]?(?:管辖|仲裁|法律适用)?/u, ""),
  );
  return sentencesIn(clause).filter(
    ({ text }) => !isShared || /争议|纠纷|争端|分歧|仲裁|诉讼|法院|起诉|调解|裁决|管辖/u.test(text),
  );
};

function findDispute(outline: Outline, into: Gathering): void {
  const headed = outline.clauses.filter(isDispute).flatMap(sentencesOn);
  const said = withRest(
    sentencesOf(outline).filter(
      ({ text }) =>
        /仲裁|提起诉讼|起诉|诉至|打官司|人民法院|法院管辖/u.test(text) &&
        /争议|纠纷|分歧|协商|商量|管辖|诉讼|诉至|官司|仲裁/u.test(text),
    ),
  );
  const sentences = headed.length > 0 ? headed : said;
  const [first] = sentences;
  if (first === undefined) {
    putEmptyClause(outline.clauses.find(isDispute), into);
    return;
  }
  const chosen = chosenOf(sentences);
  const text = chosen.map((sentence) => sentence.text).join("");
  const source = at(
    chosen.find((each) => /仲裁|诉讼|法院|起诉/u.test(each.text)) ?? first,
    headed.length > 0 ? 0.9 : 0.75,
  );
  const [arbitrates, sues] = [
    /仲裁/u.test(text.replaceAll(/不[^，。；]{0,6}仲裁|劳动仲裁|仲裁费/gu, "")),
    /诉讼|起诉|诉至|法院/u.test(
      text.replaceAll(
        /(?:仲裁|诉讼)费|(?:放弃|不得|无权)[^，。；]{0,14}(?:起诉|诉讼)|[^，。；]{0,12}法院[^，。；]{0,6}(?:执行|保全|撤销)|仲裁(?:条款|协议|约定)无效[^。；]*/gu,
        "",
      ),
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

/** A heading under which nobody wrote anything was left blank. */
function putEmptyClause(clause: Clause | undefined, into: Gathering): void {
  if (clause?.title === undefined || clause.tables.length > 0) return;
  const { spot, text: quote } = clause.title;
  into.put("/dispute/mode", "", { spot, quote, clause, confidence: 0.9 });
}

/** With what else an article without a heading says of courts and arbitration: 「对裁决不服的，向法院起诉」. */
function withRest(found: readonly Sentence[]): readonly Sentence[] {
  const clauses = new Set(found.flatMap(({ clause }) => (clause.heading === "" ? [clause] : [])));
  const rest = [...clauses]
    .filter(({ label }) => label !== "")
    .flatMap(sentencesIn)
    .filter(
      ({ text }) => /仲裁|裁决|起诉|诉讼|法院/u.test(text) && !found.some((each) => each.text === text),
    );
  return [...found, ...rest];
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
    sentences.find(({ text }) => /[一壹]式[^，。；]{0,8}份/u.test(text)) ??
    sentences.find(
      ({ text }) =>
        /[一壹]式|份数\s*[：为]|(?:共|正本)(?:计|有)?\s*[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{1,2}\s*份/u.test(
          text,
        ) && /份/u.test(text),
    ) ??
    sentences.find(({ text }) => /各(?:执|持|留|存|保存)\s*[\p{Script=Han}\d]{1,2}\s*份/u.test(text));
  if (sentence === undefined) return;
  const line = sentences
    .filter((each) => each.line === sentence.line || each === sentence)
    .map(({ text }) => text)
    .join("");
  const source = at(sentence, 0.9);
  const total = new RegExp(
    `(?:[一壹]式|份数\\s*[：为]|(?:^|[，。书本]|合同|协议|文本)共(?:计|有)?|正本(?:共|一式)?)\\s*(?:[（(]\\s*)?${COUNT}\\s*(?:[）)])?\\s*(?:[（(]\\s*\\d{1,2}\\s*[）)])?\\s*份`,
    "u",
  ).exec(line)?.[1];
  const copied = new RegExp(`副本(?:共|一式)?\\s*${COUNT}\\s*份`, "u").exec(line)?.[1];
  const more =
    /正本/u.test(line) && copied !== undefined ? (readCount(copied.replaceAll("拾", "十")) ?? 0) : 0;
  const count = total === undefined ? undefined : readCount(total.replaceAll("拾", "十"));
  if (total !== undefined) into.put("/effect/copies", count === undefined ? total : count + more, source);
  for (const part of line.split(/[，。；：]|(?<=份)、/u)) {
    const held = holdersIn(part);
    for (const name of held?.names ?? []) into.put(`/effect/holders/${name}`, held?.count ?? 0, source);
  }
  into.use(sentence.text);
}

/** 「甲方、乙方各执一份」「报某某局备案一份」; 「另两份由乙方报某某局备案」 says the count first. */
const HELD = new RegExp(
  `^(.*?)(?:各|分别)?(?:自|由其)?(?:执有?|持有?|留存?|保存|保管|存|备案|存档|有)*\\s*${COUNT}\\s*(?:[（(]\\s*\\d{1,2}\\s*[）)])?\\s*份$`,
  "u",
);
const COUNTED_FIRST = new RegExp(
  `^(?:另外?|其余|余下|剩余)?\\s*${COUNT}\\s*份(?:由|送|报|交|用于)?(?:[甲乙丙]方)?(?:报送?|送交?|提交|交)([^报送交]{2,30}?)(?:备案|存档|留存)$`,
  "u",
);

/** Who holds how many copies, as one part of the sentence says it. */
function holdersIn(part: string): { readonly names: readonly string[]; readonly count: number } | undefined {
  const first = COUNTED_FIRST.exec(part.trim());
  const found = first ?? HELD.exec(part.trim());
  if (found === null) return undefined;
  const [words = "", number = ""] = first === null ? [found[1], found[2]] : [found[2], found[1]];
  const count = readCount(number.replaceAll("拾", "十"));
  const names = namesIn(words ?? "");
  return count === undefined || names.length === 0 ? undefined : { names, count };
}

const ALL_SEATS: Readonly<Record<string, readonly string[]>> = {
  双方: ["甲方", "乙方"],
  三方: ["甲方", "乙方", "丙方"],
};

/** 「甲、乙双方」「三方」「甲方、托管单位和某某局」 as the holders they name; 「一式四份」 names none. */
function namesIn(words: string): readonly string[] {
  const told = words
    .replace(/（[^）]*）/gu, "")
    .replace(/^(?:由|另|交|报送?|送|向|其余|余下|提交)+/u, "")
    .replaceAll(/甲[、和与]?乙[、和与]?丙(?:三方|各方|方)?/gu, "三方")
    .replaceAll(/甲[、和与]?乙(?:双方|方)?/gu, "双方");
  return told.split(/[、和与及]|以及/u).flatMap((name) => {
    const bare = name.replace(/^(?:由|向|报送?|送交?|交)+|(?:备案|存档|留存|执|持)+$/gu, "").trim();
    const seats = ALL_SEATS[bare];
    if (seats !== undefined) return seats;
    if (/^[甲乙丙丁]方$/u.test(bare)) return [bare];
    // 「签订后由乙方报托管单位」「由乙方在一个月内向某某局」
    const receiver = /[甲乙丙丁]方[^、]{0,16}?(?:报送?|送交?|提交|交|向)(\p{Script=Han}{2,})$/u.exec(
      bare,
    )?.[1];
    if (receiver !== undefined) return namesIn(receiver);
    return /^[\p{Script=Han}]{2,24}(?:机关|局|部门|委员会|单位|园区)$/u.test(bare) ? [bare] : [];
  });
}
