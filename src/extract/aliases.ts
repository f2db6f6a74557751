import type { Seat } from "../../schemas/contract.ts";
import { partyField, ROLE_WORDS } from "./labels.ts";
import { folded, normalised } from "./normalise.ts";
import type { Block, Cell } from "./uploaded-text.ts";

/** What a contract calls its parties instead of 甲方 and 乙方, and the seats these words stand for. */
export type Aliases = ReadonlyMap<string, Seat>;

const ORGANISATION =
  /(?:公司|事务所|中心|研究院|委员会|协会|学会|管委会|局|厂|合作社|商行|大学|学院|医院)(?:（[^（）]{2,10}合伙）)?/u;

/** Words too common to stand for a party wherever they occur. */
const COMMON =
  /^(?:企业|机构|公司|单位|园区|客户|用户|双方|各方|三方|本合同|本协议|合同|协议|项目|部门|主管部门)$/u;

const SEATS: readonly Seat[] = ["甲方", "乙方", "丙方", "丁方"];

/** A word and its organisation: 「A方（企业）：某某公司」 or a line 「某某公司（下称“本企业”）」. */
const LABELLED = new RegExp(
  `^[（(]?([A-Za-z\\p{Script=Han}]{2,8}?)(?:[（(][^）)：]{0,14}[）)])?\\s*[：\\t]\\s*([^：。；]{3,40}?${ORGANISATION.source})`,
  "u",
);
/** 「委托单位（全称）：某某皮革」: a name under a role is a party's, whatever its form. */
const BY_ROLE = new RegExp(
  `^(?!托管单位)(${ROLE_WORDS})(?:[（(](?:全称|名称|盖章前)[^）)]{0,6}[）)])\\s*：\\s*\\p{Script=Han}{4,40}$`,
  "u",
);
const NAMED_SO = new RegExp(
  `${ORGANISATION.source}[^。；：]{0,160}?(?:(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\\s*[“"「‘]?|[（(]\\s*[“"])([A-Za-z\\p{Script=Han}]{2,8}?)[”"」’）)，。]`,
  "gu",
);

/** 「委托人（下称“客户”）」 alone on its line, the name below it. */
const ROLE_NAMED_SO = new RegExp(
  `^(?:${ROLE_WORDS})\\s*[（(]\\s*(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\\s*[“"「]([A-Za-z\\p{Script=Han}]{2,8})[”"」]\\s*[）)]\\s*[：:]?`,
  "u",
);

/**
 * The words that stand for parties in a text that does not call them by their seats, in the order they come. Empty when the
 * text uses 甲方 and 乙方 itself, or names fewer than two.
 */
export function aliasesOf(blocks: readonly Block[]): Aliases {
  const lines = blocks.flatMap(linesOf);
  const text = lines.join("\n");
  if (/[甲乙]\s*方/u.test(text)) return besidesSeats(lines, text);
  const found: string[] = [];
  const add = (word: string): void => {
    if (!found.includes(word) && !COMMON.test(word) && partyField(word) === undefined && isUsed(word, text))
      found.push(word);
  };
  for (const line of lines.slice(0, 80)) {
    const label = LABELLED.exec(line) ?? BY_ROLE.exec(line);
    if (label !== null && !/^(?:名称|户名|收款|账户|开户)/u.test(label[1] ?? "")) add(label[1] ?? "");
    for (const [, word = ""] of line.matchAll(NAMED_SO)) add(word);
    const role = ROLE_NAMED_SO.exec(line)?.[1];
    if (role === "客户" && !found.includes(role)) found.push(role);
    else if (role !== undefined) add(role);
  }
  if (found.length < 2) for (const word of headerRoles(blocks)) if (!found.includes(word)) found.push(word);
  if (found.length < 2) for (const word of roleCells(lines)) add(word);
  return found.length < 2 || found.length > SEATS.length
    ? new Map()
    : new Map(found.map((word, at) => [word, SEATS[at] ?? "丁方"]));
}

/** 「甲方：某某协会（以下称“协会”）」: the seat is named once and the word used ever after. */
const SEAT_NAMED_SO =
  /([甲乙丙丁]方)(?:[（(][^）)：]{0,10}[）)])?\s*：[^。；：]{4,40}[（(](?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\s*[“"「]([A-Za-z\p{Script=Han}]{2,8})[”"」]\s*[）)]/gu;

/** 「（下文称“恒钧公司”或甲方）」. */
const SEAT_OR_WORD =
  /(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\s*[“"「]([A-Za-z\p{Script=Han}]{2,8})[”"」]\s*(?:或者?|、|\/|和|及)\s*[“"「]?([甲乙丙丁]方)[”"」]?\s*[）)]/gu;

/** 「某某公司（下称贵司、乙方）」 in a letter. */
const ADDRESSED =
  /(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\s*[“"「]?(贵(?:司|公司|单位|方|所))[”"」]?\s*(?:或者?|、|\/|和|及|，)\s*[“"「]?([甲乙丙丁]方)/u;

/** Words that take the place of seats the text names where the parties stand and hardly anywhere else. */
function besidesSeats(lines: readonly string[], text: string): Aliases {
  const [, polite = "", seated] = ADDRESSED.exec(text) ?? [];
  if (seated !== undefined)
    return new Map(SEATS.filter((each) => each === seated).map((each) => [polite, each]));
  const named = lines.flatMap((line) => [
    ...[...line.matchAll(SEAT_NAMED_SO)].map(([, seat = "", word = ""]) => [word, seat] as const),
    ...[...line.matchAll(SEAT_OR_WORD)].map(([, word = "", seat = ""]) => [word, seat] as const),
  ]);
  const found = named.filter(
    ([word, seat]) => !/[甲乙丙丁]方/u.test(word) && text.split(word).length > 2 * text.split(seat).length,
  );
  const words = new Set(found.map(([word]) => word));
  return named.length >= 2 && found.length === named.length && words.size === named.length
    ? new Map(
        found.flatMap(([word, seat]) => SEATS.filter((each) => each === seat).map((each) => [word, each])),
      )
    : new Map();
}

/** Every line of a document, normalised. */
export const writtenText = (blocks: readonly Block[]): string => blocks.flatMap(linesOf).join("\n");

/** A word that stands for a party is used in the sentences, not only where the party is named. */
const isUsed = (word: string, text: string): boolean => text.split(word).length > 3;

/** Rows and cells that begin with what a party does. */
const roleCells = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => new RegExp(`^(${ROLE_WORDS})(?:[（(\\t：]|$)`, "u").exec(line)?.[1] ?? []);

/** A row of a table with what two or three parties do, side by side: the header of their columns. */
function headerRoles(blocks: readonly Block[]): readonly string[] {
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    for (const row of block.rows.slice(0, 2)) {
      const roles = row
        .map(({ text }) => normalised(text.replaceAll("\n", "")))
        .filter((text) => new RegExp(`^${ROLE_WORDS}$`, "u").test(text));
      // in Zhoukou 托管单位 is the park, which is no party
      const parties = roles.filter((role) => role !== "托管单位");
      if (new Set(parties).size >= 2) return parties;
    }
  }
  return [];
}

const linesOf = (block: Block): readonly string[] =>
  block.kind === "text"
    ? [normalised(block.text)]
    : block.rows.map((row) => row.map(({ text }) => normalised(text.replaceAll("\n", ""))).join("\t"));

/** The text with seats in the place of the words that stand for them. */
export function withSeats(blocks: readonly Block[], aliases: Aliases): readonly Block[] {
  if (aliases.size === 0) return blocks;
  const words = [...aliases.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![A-Za-z])(?:${words.map((word) => `${notInName(word, blocks)}${Array.from(word).join("\\s*")}`).join("|")})(?![式案面法便])`,
    "gu",
  );
  // a letter says 贵司 beside 甲方 in one line
  const isLetter = words.every((word) => word.startsWith("贵"));
  const seated = (text: string): string =>
    (isLetter ? ADDRESSED.test(text) : isSeated(text))
      ? text
      : folded(text).replaceAll(pattern, (word) => aliases.get(word.replaceAll(/\s/gu, "")) ?? word);
  const cell = (each: Cell): Cell => ({ ...each, text: seated(each.text) });
  return blocks.map((block) =>
    block.kind === "text"
      ? { ...block, text: seated(block.text) }
      : { ...block, rows: block.rows.map((row) => row.map(cell)) },
  );
}

/** A line that names a seat says who it is; the words are put in the place of seats elsewhere. */
const isSeated = (text: string): boolean => /[甲乙丙丁]\s*方/u.test(text);

/** 协会 in 某某产业协会 is no word of its own: what stands before it inside the full name it is short for. */
function notInName(word: string, blocks: readonly Block[]): string {
  const names = blocks
    .flatMap(linesOf)
    .flatMap((line) => [
      ...line.matchAll(/：\s*([^：（(]{4,40})[（(](?:以下|下)/gu),
      ...line.matchAll(/^([\p{Script=Han}A-Za-z]{4,40}(?:公司|事务所|中心|委员会|协会|研究院))$/gu),
    ])
    .map(([, name = ""]) => name);
  const before = new Set(
    names.flatMap((name) =>
      [...name.matchAll(new RegExp(`(\\p{Script=Han}{2})${word}`, "gu"))].map(([, two = ""]) => two),
    ),
  );
  return before.size === 0 ? "" : `(?<!${[...before].join("|")})`;
}

/** A quotation as it stands in the contract; `written` is the text of the contract, in which a seat may stand itself. */
export function asWritten(quote: string, aliases: Aliases, written: string): string {
  if (written.includes(quote.replace(/……$/u, ""))) return quote;
  let words = quote;
  for (const [word, seat] of aliases) words = words.replaceAll(seat, word);
  return words;
}
