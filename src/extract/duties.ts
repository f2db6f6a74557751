import { isLeftBlank } from "./clause-elements.ts";
import type { Gathering } from "./gathering.ts";
import type { Clause, Outline } from "./outline.ts";
import { at, bareSentence, putSentences, rowsIn, type Sentence, sentencesIn } from "./sentences.ts";

/** What each seat has to do: articles of its own, its lines of an article about all of them, else what sentences say it does. */
export function findDuties(outline: Outline, seats: readonly string[], into: Gathering): void {
  const shared = sharedArticles(outline, seats);
  for (const seat of seats) {
    const headed = outline.clauses.filter(({ heading }) => isOwn(heading, seat));
    const own = headed.flatMap(sentencesIn);
    const blocks = headed.length > 0 ? own : (shared.get(seat) ?? []);
    const told = blocks.length > 0 ? blocks : saidOf(outline, seat);
    const sentences = told.length > 0 ? told : ownArticle(outline.clauses, seat);
    const [clause] = headed;
    if (clause?.title !== undefined && sentences.length === 0) {
      const { spot, text: quote } = clause.title;
      into.put(`/duties/${seat}`, "", { spot, quote, clause, confidence: 0.9 });
    }
    const blank = blocks.find(isLeftBlank);
    if (blank !== undefined) into.put(`/duties/${seat}`, "", at(blank, 0.9));
    putDuties(into, seat, { sentences, confidence: blocks.length > 0 ? 0.9 : 0.7 });
  }
}

function putDuties(
  into: Gathering,
  seat: string,
  { sentences, confidence }: { readonly sentences: readonly Sentence[]; readonly confidence: number },
): void {
  const heard = new Set<string>();
  const once = sentences.filter(({ text }) => !heard.has(text) && heard.add(text)).slice(0, 40);
  const label = new RegExp(`^(?:${seatWords(seat)})\\s*：`, "u");
  putSentences(into, `/duties/${seat}`, {
    sentences: once.map((each) => ({ ...each, text: bareSentence(each.text).replace(label, "") })),
    confidence,
    longest: 4000,
  });
  for (const { text } of once) into.use(text);
}

const seatWords = (seat: string): string =>
  seat === "甲方"
    ? "甲方|委托方|委托人|委托单位|委托企业|聘请方|企业方"
    : seat === "乙方"
      ? "乙方|受托方|受托人|受托单位|托管机构|托管服务机构|服务机构|服务方|服务单位|承接方"
      : seat === "丙方"
        ? "丙方|监管方|托管企业|入托企业"
        : seat;

const OF_DUTIES = "(?:权利|义务|责任|职责|权责)";

/** 「甲方的权利和义务」「丙方」. */
const isOwn = (heading: string, seat: string): boolean =>
  new RegExp(
    `^(?:${seatWords(seat)})[^，。]{0,4}(?:的)?(?:主要)?${OF_DUTIES}|^(?:${seatWords(seat)})$`,
    "u",
  ).test(heading);

/** What other articles are about, whoever they begin with. */
const NOT_DUTY =
  /保密|秘密|违约|逾期|赔偿|成果|归|验收|费|款|付|报告|总结|转委托|仲裁|法院|解除|变更|期限|专员|负责人|联系人/u;

/** Each seat's lines of the articles that are about all of them: 「各方职责」, or an article without a heading that goes through the seats. */
function sharedArticles(
  outline: Outline,
  seats: readonly string[],
): ReadonlyMap<string, readonly Sentence[]> {
  const titled = outline.clauses.filter(
    ({ heading }) =>
      /义务|责任(?!$)|职责|权利(?!归|人)|权责|分工|本分|双方的责任/u.test(heading) &&
      !/违约|赔偿|知识产权/u.test(heading) &&
      !seats.some((seat) => isOwn(heading, seat)),
  );
  const untitled = outline.clauses.filter((clause) => clause.heading === "" && goesThrough(clause, seats));
  const bySeat = new Map<string, Sentence[]>();
  for (const clause of [...titled, ...untitled])
    for (const [seat, sentence] of bySubject([...sentencesIn(clause), ...rowsIn(clause)], seats))
      bySeat.set(seat, [...(bySeat.get(seat) ?? []), sentence]);
  return bySeat;
}

/** Whether an article says in turn what every seat does, and not only of one matter that has an article of its own. */
function goesThrough(clause: Clause, seats: readonly string[]): boolean {
  const sentences = sentencesIn(clause);
  const subjects = sentences.map(({ text }) =>
    seats.find((seat) => startsWith(bareSentence(text), seat) !== undefined),
  );
  const beside = sentences.filter(({ text }) => NOT_DUTY.test(text)).length;
  return (
    subjects[0] !== undefined &&
    seats.every((seat) => subjects.includes(seat)) &&
    beside * 2 <= sentences.length
  );
}

/** What stands behind the seat a sentence begins with; undefined when it begins otherwise. */
const startsWith = (text: string, seat: string): string | undefined =>
  new RegExp(`^(?:${seatWords(seat)})(.*)$`, "su").exec(text)?.[1];

/** 「甲方」「甲方的权利义务：」: a line that only says whose the next ones are. */
const ONLY_LABEL = new RegExp(
  `^(?:的)?(?:主要)?(?:${OF_DUTIES}[和与及、]?){0,2}(?:如下|包括|有|是)?\\s*：?$`,
  "u",
);

/** Sentences with the seat they are about: the seat a sentence begins with, which lasts until the next. */
function bySubject(
  sentences: readonly Sentence[],
  seats: readonly string[],
): readonly (readonly [string, Sentence])[] {
  let owner: string | undefined;
  return sentences.flatMap((sentence) => {
    const text = bareSentence(sentence.text);
    if (/^(?:[双各三]方|任何一方|甲[、，]?乙)/u.test(text)) {
      owner = undefined;
      return [];
    }
    const named = seats.find((seat) => startsWith(text, seat) !== undefined);
    const rest = named === undefined ? undefined : startsWith(text, named);
    // 「甲方的资料由乙方保管」 is about the other one
    if (named !== undefined && !(rest ?? "").startsWith("的资料")) owner = named;
    if (rest !== undefined && ONLY_LABEL.test(rest)) return [];
    return owner === undefined ? [] : [[owner, sentence] as const];
  });
}

/** Sentences anywhere that begin with the seat and a word of duty. What it pays is the fee's, which asks more of it. */
function saidOf({ clauses }: Outline, seat: string): readonly Sentence[] {
  const begins = new RegExp(
    `^(?:${seatWords(seat)})\\s*(?:：|应当?|须|需要?|负责|有权|有义务|承担|保证|承诺|指派|协助|配合|提供|按)`,
    "u",
  );
  const others = clauses.filter(({ heading }) => !/费|款|价|酬|支付|违约|保密|验收/u.test(heading));
  return others.flatMap(sentencesIn).filter(({ text }) => begins.test(bareSentence(text)));
}

/** An article without a heading of which every sentence begins with the seat and is about nothing that has an article. */
function ownArticle(clauses: readonly Clause[], seat: string): readonly Sentence[] {
  const own = clauses
    .filter(({ heading, label }) => heading === "" && label !== "")
    .map(sentencesIn)
    .find(
      ([first, ...others]) =>
        first !== undefined &&
        startsWith(bareSentence(first.text), seat) !== undefined &&
        [first, ...others].every(({ text }) => !NOT_DUTY.test(text)),
    );
  return own ?? [];
}
