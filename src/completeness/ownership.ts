import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";

/** IPR-01: results belong to someone, and one and the same result not to two parties at once. */
export function askOwnership({ contract }: Inquiry): readonly Observation[] {
  const text = contract.ipOwnership;
  if (isBlank(text)) return [missing("/ipOwnership", text ?? undefined)];
  if (isLeftOpen(text ?? "")) return [unclear("/ipOwnership", text, { case: "open" })];
  if (/共有|共同(?:所有|享有|拥有)/u.test(text ?? "")) return [];
  const shares = withSubjects((text ?? "").split(/[，。；;,]/u).flatMap(sharesOf));
  const contradict = shares.some((one, at) =>
    shares.slice(at + 1).some((other) => one.owner !== other.owner && overlap(one.things, other.things)),
  );
  return contradict ? [unclear("/ipOwnership", text)] : [];
}

/** It is still to be agreed, and nothing is given to anybody: 「双方协商确定」「归属另行约定」. */
const isLeftOpen = (text: string): boolean =>
  /(?:协商|商定|约定|确定)(?:确定|决定|解决|处理)?[。；]?$/u.test(text.trim()) &&
  /协商|商定|另行|另外/u.test(text) &&
  !/归(?!属)|归属于|享有|拥有|所有/u.test(text);

/** Somebody and what is said to be theirs; no things are whatever was spoken of before. */
type Share = { readonly owner: string; readonly things: readonly string[] };

/** 「成果归甲方所有」「成果由甲方享有」; 由甲方 alone speaks of costs or acts. */
const BELONGS =
  /([^甲乙丙丁]*)(?:(?:归属于|归属?|属于?)([甲乙丙丁]方)(?:单独|独家)?(?:所有|享有|拥有)?|由([甲乙丙丁]方)(?:单独|独家)?(?:所有|享有|拥有))/gu;

/** 「乙方享有成果所有权」. */
const HAS = /^[^甲乙丙丁]{0,6}([甲乙丙丁]方)(?:单独|独家)?(?:享有|拥有|取得)([^甲乙丙丁]+)$/u;

/** What a party had before, makes beside the contract, or has only until something happens. */
const APART =
  /原有|已有|既有|背景|各自|自有|自行|独立|此前|签订前|除外|署名|奖励|[甲乙丙丁]方(?:的|提供|投入|自)|前$|后$|(?<!同)时$|期间$/u;

function sharesOf(part: string): readonly Share[] {
  if (APART.test(part.replace(/(?:归|属|由).*$/u, ""))) return [];
  const held = HAS.exec(part);
  if (held !== null) return [{ owner: held[1] ?? "", things: thingsOf(held[2] ?? "") }];
  return [...part.matchAll(BELONGS)].map((match) => ({
    owner: match[2] ?? match[3] ?? "",
    things: thingsOf(match[1] ?? ""),
  }));
}

/** Words that say how a result came about or join clauses, not which result it is. */
const AROUND =
  /所有权|本?合同|项下|履行|过程中|期间|托管|服务|委托|全部|一切|所有|各项|因此|由此|形成|产生|完成|取得|权利|但是?|同时|并且?|而且?|既|又|且|则|均|亦|也|都|应当?|一律|其|的|在|对|[\s：:）)（(]/gu;

/** All results at once, whatever they are called. */
const WHOLE = /^(?:成果|知识产权|工作成果|技术成果|智力成果|权属)$/u;

const thingsOf = (words: string): readonly string[] =>
  words
    .split(/[、和与及]|以及/u)
    .map((thing) => thing.replaceAll(AROUND, ""))
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

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((thing) => others.includes(thing));
