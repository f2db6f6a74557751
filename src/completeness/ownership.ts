import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";

/** IPR-01: results belong to someone, and one and the same result not to two parties at once. */
export function askOwnership({ contract }: Inquiry): readonly Observation[] {
  const text = contract.ipOwnership;
  if (isBlank(text)) return [missing("/ipOwnership", text ?? undefined)];
  if (isLeftOpen(text ?? "")) return [unclear("/ipOwnership", text, { case: "open" })];
  if (/共有|共同(?:所有|享有|拥有)/u.test(text ?? "")) return [];
  const apart: string[] = [];
  const sentences = (text ?? "").split(/[。；;\n]/u);
  const shares = withSubjects(sentences.flatMap((sentence) => sharesOfSentence(sentence, apart)));
  const contradict = shares.some((one, at) =>
    shares.slice(at + 1).some((other) => one.owner !== other.owner && overlap(one, other)),
  );
  return contradict ? [unclear("/ipOwnership", text)] : [];
}

/** It is still to be agreed, and nothing is given to anybody: 「双方协商确定」「归属另行约定」. */
const isLeftOpen = (text: string): boolean =>
  /(?:协商|商定|约定|确定|再议|另议|再定|商议)(?:确定|决定|解决|处理)?[。；]?$/u.test(text.trim()) &&
  /协商|商定|商议|另行|另外|再议|另议|再定/u.test(text) &&
  !/归(?!属)|归属于|享有|拥有|所有/u.test(text);

/** Somebody and what is said to be theirs; no things are whatever was spoken of before, and so are things pointed back at. */
type Share = { readonly owner: string; readonly things: readonly string[]; readonly back: boolean };

/** 「归委托方甲方」: what else a party is called before its seat. */
const ALSO = "(?:委托[方人]|受托[方人]|(?:托管)?企业|托管机构)?";

/** 「成果归甲方所有」「成果由甲方享有」; 由甲方 alone speaks of costs or acts. */
const BELONGS = new RegExp(
  `([^甲乙丙丁]{0,200})(?:(?:归属于|归属?|属于?|转移给|移转给|转让给)${ALSO}([甲乙丙丁]方)(?:单独|独家)?(?:所有|享有|拥有)?|由${ALSO}([甲乙丙丁]方)(?:单独|独家)?(?:所有|享有|拥有|保留|取得))`,
  "gu",
);

/** 「乙方享有成果所有权」. */
const HAS = /^[^甲乙丙丁]{0,6}([甲乙丙丁]方)(?:单独|独家)?(?:享有|拥有|取得)([^甲乙丙丁]+)$/u;

/** 「乙方对上述成果享有所有权」: a right as a whole, not a licence or a reward. */
const HAS_ON =
  /^[^甲乙丙丁]{0,6}([甲乙丙丁]方)(?:也|亦|同时|均|仍)?(?:对|就)([^甲乙丙丁]+?)(?:也|亦|同时|均|仍)?(?:单独|独家)?(?:享有|拥有|取得)(?:全部|完整)?(?:的)?(?:所有权|知识产权|著作权|专利权|权利)$/u;

/** 「乙方亦为该等成果的所有人」. */
const IS_OWNER =
  /^[^甲乙丙丁]{0,6}([甲乙丙丁]方)(?:也|亦|同时|均)?(?:为|是)([^甲乙丙丁]+?)的(?:共同)?(?:所有人|权利人|所有权人|著作权人|专利权人)$/u;

/** What a party had before, makes beside the contract, or has only until something happens. */
const APART =
  /原有|已有|既有|背景|各自|自有|自行|独立|单独|此前|签订前|签约前|合同前|除外|署名|奖励|(?:付清|付完|支付|验收|交付)[^，。；]{0,8}前|[甲乙丙丁]方(?:的|提供|投入|自)|前$|后$|(?<!同)时$|期间$/u;

/** 「前述报告」「该成果」: the very things spoken of before. */
const BACK = /^(?:但|而|且|同时)*(?:前述|上述|前款|以上|该等?|此等|这些|此类)/u;

/** 「甲方付清费用前」: what follows holds until then and contradicts nothing said of afterwards. */
const FOR_A_TIME = /(?:前|期间|期内)\s*$/u;

/**
 * The shares of a sentence. A part that only names things is what 「其知识产权」 behind it is of. Things that are apart are
 * noted for what points back at them (「上述模板」).
 */
function sharesOfSentence(sentence: string, apart: string[]): readonly Share[] {
  let named: readonly string[] = [];
  let isApart = false;
  let isForATime = false;
  return sentence.split(/[，,]/u).flatMap((part) => {
    const shares = sharesOf(part);
    if (shares.length === 0) {
      isApart = APART.test(part);
      isForATime = FOR_A_TIME.test(part);
      if (isApart) apart.push(...thingsOf(lastNounsOf(withoutOwner(part))).filter((thing) => thing !== "*"));
      named = isApart ? [] : thingsOf(lastNounsOf(part));
      return [];
    }
    const holdsForATime = isForATime;
    isForATime = false;
    if (holdsForATime || (BACK.test(part) && apart.some((thing) => part.includes(thing)))) return [];
    const its =
      /^\s*(?:其|该等?)?(?:中的)?(?:全部|相关|一切)?(?:知识产权|所有权|权利|权属|著作权|专利权)/u.test(part);
    if (its && isApart) return [];
    return its && named.length > 0 ? shares.map((share) => ({ ...share, things: named })) : shares;
  });
}

/** The words of a part before whose the things are. */
const withoutOwner = (part: string): string => part.replace(/(?:归|属|由|享有|拥有).*$/u, "");

/** 「乙方在履行合同中完成的报告和方案」 is about 报告和方案. */
const lastNounsOf = (part: string): string => /([^的]{1,16})$/u.exec(part)?.[1] ?? "";

function sharesOf(part: string): readonly Share[] {
  if (APART.test(withoutOwner(part))) return [];
  const back = BACK.test(part);
  const on = HAS_ON.exec(part) ?? IS_OWNER.exec(part);
  if (on !== null)
    return [{ owner: on[1] ?? "", things: thingsOf(on[2] ?? ""), back: BACK.test(on[2] ?? "") }];
  const held = HAS.exec(part);
  if (held !== null) return [{ owner: held[1] ?? "", things: thingsOf(held[2] ?? ""), back: false }];
  return [...part.matchAll(BELONGS)].map((match) => ({
    owner: match[2] ?? match[3] ?? "",
    things: thingsOf(match[1] ?? ""),
    back,
  }));
}

/** Words that say how a result came about or join clauses, not which result it is. */
const AROUND =
  /所有权|本?合同|项下|履行|为|所(?!有)|过程中|期间|托管|服务|委托|全部|一切|所有|各项|因此|由此|形成|产生|完成|交付|编写|制作|撰写|自?时起|取得|权利|但是?|同时|并且?|而且?|既|又|且|则|均|亦|也|都|应当?|一律|前述|上述|前款|以上|该等?|此等|这些|其|的|在|对|[\s：:）)（(]/gu;

/** All results at once, whatever they are called. */
const WHOLE = /^(?:成果|知识产权|工作成果|技术成果|智力成果|权属)$/u;

/** A right to the whole of a thing is the thing. */
const RIGHT = /(?<=.)(?:相关)?(?:知识产权|权属)$/u;

const thingsOf = (words: string): readonly string[] =>
  words
    .split(/[、和与及]|以及/u)
    .map((thing) => thing.replaceAll(AROUND, "").replace(RIGHT, ""))
    .filter((thing) => thing !== "")
    .map((thing) => (WHOLE.test(thing) ? "*" : thing));

/** 「专利权归甲方，同时归乙方」: a share without a subject takes the one before it. */
function withSubjects(shares: readonly Share[]): readonly Share[] {
  let spokenOf: readonly string[] = ["*"];
  return shares.map((share) => {
    if (share.things.length > 0) spokenOf = share.things;
    return { ...share, things: spokenOf };
  });
}

/** Things pointed back at are among those named before, under whatever word. */
const overlap = (one: Share, other: Share): boolean =>
  one.things.some((thing) => other.things.includes(thing)) ||
  (other.back && other.things.includes("*")) ||
  (other.back && one.things.includes("*") && !other.things.some((thing) => /权$|收益|收入|费/u.test(thing)));
