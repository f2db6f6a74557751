import type { ExtractedValue } from "../../../schemas/extraction.ts";
import { readAmountInWords } from "../../kit/money.ts";
import { isPhone } from "../../kit/text.ts";
import { usccFault } from "../../kit/uscc.ts";
import type { Read } from "./read.ts";

/** A finding's number and place. */
type Found = { readonly id: string; readonly pointer: string; readonly message?: string };

/** Fewer characters than this are read whole: what does not stand there can be said to be missing. */
const SHORT = 600;

/** What no contract of some length is without: who, what, how much, who pays. Where it seems to lack them it was not understood. */
const NEVER_LACKING = /^(?:PTY-02|SUB-01|SUB-02|TRM-01|FEE-01|FEE-02|FEE-04)\.M$/;

/** Details that every party or service of a contract has in the same way. */
const OF_EACH = /^\/(parties|scope|ipList)\/(\d+)\/(.+)$/;

/**
 * Whether what seems missing may only be unread, whatever words it was told in: what no contract lacks; a detail that no
 * other party or service was read with either; the duties of one side where no side's were read. A value read at the place
 * itself, blank or not, was read; a short text was read whole.
 */
export function isUnlikelyMissing({ id, pointer }: Found, read: Read): boolean {
  const { text, values } = read;
  const known = values.find((each) => each.pointer === pointer);
  // a number with nothing behind it: the reading lost the words, a writer leaves a line
  if (known !== undefined) return known.value === "" && /^[\d.．（）()、\s]*$/u.test(known.at.quote);
  if (text.length < SHORT) return false;
  if (NEVER_LACKING.test(id)) return !values.some((each) => each.pointer.startsWith(`${pointer}/`));
  if (id === "DUT-01.M") return !values.some((each) => /^\/duties\/[^/]+$/.test(each.pointer));
  if (id === "TPL-01.M") return true;
  if (id === "DOC-02.M" && values.some(({ pointer, value }) => pointer === "/project/no" && value !== ""))
    return true;
  if (id === "DOC-05.M" || id === "DOC-02.M") return standsInHead(id, read);
  const [, list = "", number = "", field = ""] = OF_EACH.exec(pointer) ?? [];
  if (field === "") return false;
  // only the agency has one
  if (field === "licenceNo") return isBarelyRead(`/${list}/${number}/`, values);
  if (isBarelyRead(`/${list}/${number}/`, values)) return true;
  const told = values.filter(
    (each) => each.pointer.startsWith(`/${list}/`) && each.pointer.endsWith(`/${field}`),
  );
  if (told.filter(({ value }) => value !== "").length === 0) return true;
  return list === "parties" && isCrowded(pointer, values);
}

/** Of this party or service next to nothing was read: its lines were not understood, or it is none. */
const isBarelyRead = (of: string, values: readonly ExtractedValue[]): boolean =>
  values.filter(
    ({ pointer, value }) => pointer.startsWith(of) && !/\/(?:seat|role|code)$/.test(pointer) && value !== "",
  ).length < 3;

/** A place or a number of the kind stands before the clauses or behind them, read into nothing. */
function standsInHead(id: string, { outline: { head, tail }, values }: Read): boolean {
  const words = [head, tail]
    .flatMap(({ lines, tables }) => [
      ...lines.map(({ text }) => text),
      ...tables.flatMap(({ rows }) => rows.flat().map(({ text }) => text)),
    ])
    .join("\n");
  const free = shortOf(values).reduce((left, value) => left.replaceAll(value, "\n"), words);
  return id === "DOC-05.M"
    ? /\p{Script=Han}{1,7}[省市县区](?!\p{Script=Han})/u.test(free)
    : /(?<![A-Z0-9])[A-Z]{2,}[-A-Z0-9/]*\d{2,}|[〔（(]\d{4}[〕）)][^，。\n]{0,8}\d+\s*号/u.test(free);
}

/** Values that are words of their own, not whole clauses. */
const shortOf = (values: readonly ExtractedValue[]): readonly string[] =>
  values.flatMap(({ pointer, value }) =>
    typeof value === "string" && value.length > 1 && value.length <= 60 && !pointer.startsWith("/clauses/")
      ? [value]
      : [],
  );

/** Something stands in the party's own lines that was read into none of its fields: perhaps the very thing that is missing. */
function isCrowded(pointer: string, values: readonly ExtractedValue[]): boolean {
  const of = pointer.split("/").slice(0, 3).join("/");
  const own = values.filter((each) => each.pointer.startsWith(`${of}/`));
  const known = own.flatMap(({ value }) => (typeof value === "string" && value.length > 1 ? [value] : []));
  const quotes = new Set(own.map(({ at }) => at.quote));
  return [...quotes].some((quote) => {
    const pieces = quote
      .replaceAll(/[（(][^）)]*(?:称|下同)[^）)]*[）)]/gu, "")
      .split(/[，。；;,\n\t ]/u)
      .filter(
        (piece) =>
          piece.trim() !== "" && !known.some((value) => piece.includes(value) || value.includes(piece)),
      );
    return pieces.some(
      (piece) => /[：为是]\s*[^\s_＿]|^[\p{Script=Han}]{2,4}$/u.test(piece) && !/_{2,}|：$/u.test(piece),
    );
  });
}

/** A value of a kind whose form is known. */
const KINDS: readonly {
  readonly at: RegExp;
  readonly form: RegExp;
  readonly holds: (text: string) => boolean;
}[] = [
  {
    at: /\/uscc$/,
    form: /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])/gu,
    holds: (code) => usccFault(code) === undefined,
  },
  {
    at: /\/contact\/phone$/,
    form: /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8})(?!\d)/gu,
    holds: isPhone,
  },
  { at: /\/contact\/email$/, form: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, holds: () => true },
];

/**
 * Whether a value that seems wrong was cut or assigned wrongly: a right one of its kind stands inside it, or one stands in
 * the text that was read into nothing.
 */
export function isMisread({ pointer }: Found, { text, values }: Read): boolean {
  const kind = KINDS.find(({ at }) => at.test(pointer));
  const value = values.find((each) => each.pointer === pointer)?.value;
  if (pointer === "/fee/amountCn" && typeof value === "string") return isSaidAgain(value, text);
  if (kind === undefined || typeof value !== "string") return false;
  const right = (words: string): readonly string[] => (words.match(kind.form) ?? []).filter(kind.holds);
  if (right(value).some((inside) => inside !== value)) return true;
  const assigned = shortOf(values);
  return right(text).some((free) => !assigned.some((known) => known.includes(free)));
}

/** Cents of an amount in words written as it should be; undefined for any other. */
const fenOf = (words: string): bigint | undefined => {
  const read = readAmountInWords(words.startsWith("人民币") ? words : `人民币${words}`);
  return "fault" in read ? undefined : read.cents;
};

/** The same sum stands somewhere else in the form it should have. */
function isSaidAgain(value: string, text: string): boolean {
  const sum = fenOf(`${value.replace(/[整正]$/u, "")}整`);
  const others =
    text.match(
      /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,24}[元圆](?:[整正]|[零壹贰叁肆伍陆柒捌玖角]{2,4}[分整正]?)/gu,
    ) ?? [];
  return sum !== undefined && others.some((other) => !value.endsWith(other) && fenOf(other) === sum);
}

/** What a finding compares: every side must have been read surely, or the difference may be the reading's. */
const COMPARED: Readonly<Record<string, readonly RegExp[]>> = {
  "FEE-08.U": [/^\/parties\/\d+\/name$/],
  "PTY-14.U": [/^\/parties\/\d+\/name$/],
};

/** A fee paid to the other party by its full name is more often two sides mixed up in reading than in the contract. */
const isMixedUp = ({ values }: Read): boolean => {
  const account = values.find(({ pointer }) => pointer === "/fee/account/name")?.value;
  return values.some(({ pointer, value }) => /^\/parties\/\d+\/name$/.test(pointer) && value === account);
};

/** The place of the court is named outside the clause on disputes too: there may be the tie that was not read. */
function isNamedElsewhere({ values, outline }: Read): boolean {
  const body = values.find(({ pointer }) => pointer === "/dispute/body")?.value;
  if (typeof body !== "string") return false;
  const places = [...body.matchAll(/(\p{Script=Han}{2,3}?)[省市区县]/gu)].map(([, name = ""]) => name);
  const seats = values.filter(({ pointer }) => /^\/parties\/\d+\/seat$/.test(pointer)).length;
  const told = values.filter(
    ({ pointer, value }) => /^\/parties\/\d+\/address$/.test(pointer) && value !== "",
  );
  const last = places.at(-1);
  if (told.length < seats || last === undefined) return true;
  const others = [outline.head, ...outline.clauses, outline.tail].filter(
    ({ lines }) => !lines.some(({ text }) => text.includes(body)),
  );
  return others.some(({ lines, tables }) =>
    [...lines, ...tables.flatMap(({ rows }) => rows.flat())].some(({ text }) => text.includes(last)),
  );
}

/** Services told apart inside one sentence may be what one of them hands over. */
const isOneSentence = (values: readonly ExtractedValue[]): boolean => {
  const names = values.filter(({ pointer }) => /^\/scope\/\d+\/name$/.test(pointer));
  return (
    names.length > 1 &&
    names.every(
      ({ at }) =>
        at.cell === undefined &&
        at.paragraph === names[0]?.at.paragraph &&
        at.page === names[0]?.at.page &&
        at.clause === names[0]?.at.clause &&
        !/^[（(\d①-⑳一二三四五六七八九十]/u.test(at.quote),
    )
  );
};

/** Whether one side of a comparison was not read for every party, or unsurely, or is a piece of a sentence. */
export function isHalfRead({ id, pointer, message }: Found, read: Read): boolean {
  const { values } = read;
  if (id === "FEE-08.U" && isMixedUp(read)) return true;
  const party = id === "PTY-02.U" || id === "P3-01.Q" ? /^\/parties\/\d+\//.exec(pointer)?.[0] : undefined;
  if (party !== undefined && isBarelyRead(party, values) && read.text.length >= SHORT) return true;
  if (id === "DSP-03.U") return isNamedElsewhere(read);
  if (id === "SUB-08.U" && /只有一项/u.test(message ?? "") && isOneSentence(values)) return true;
  const sides = COMPARED[id];
  if (sides === undefined) return false;
  const seats = values.filter(({ pointer }) => /^\/parties\/\d+\/seat$/.test(pointer)).length;
  return sides.some((side) => {
    const known = values.filter(({ pointer, value }) => side.test(pointer) && value !== "");
    const wanted = side.source.includes("parties") ? seats : 1;
    return (
      known.length < wanted || known.some(({ confidence, value }) => confidence < 0.7 || isSentence(value))
    );
  });
}

const isSentence = (value: unknown): boolean => typeof value === "string" && value.length > 60;
