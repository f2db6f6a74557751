import type { ExtractedValue } from "../../../schemas/extraction.ts";
import { isPhone } from "../../kit/text.ts";
import { usccFault } from "../../kit/uscc.ts";
import type { Read } from "./traces.ts";

/** A finding's number and place. */
type Found = { readonly id: string; readonly pointer: string };

/** Fewer characters than this are read whole: what does not stand there can be said to be missing. */
const SHORT = 600;

/** What no contract of some length is without: who, what, how much, who pays. Where it seems to lack them it was not understood. */
const NEVER_LACKING = /^(?:PTY-02|SUB-01|SUB-02|TRM-01|FEE-01|FEE-02|FEE-04)\.M$/;

/** Details that every party or service of a contract has in the same way. */
const OF_EACH = /^\/(parties|scope)\/(\d+)\/(.+)$/;

/**
 * Whether what seems missing may only be unread, whatever words it was told in: what no contract lacks; a detail that no
 * other party or service was read with either; the duties of one side where no side's were read. A value read at the place
 * itself, blank or not, was read; a short text was read whole.
 */
export function isUnlikelyMissing({ id, pointer }: Found, { text, values }: Read): boolean {
  if (text.length < SHORT || isRead(values, pointer)) return false;
  if (NEVER_LACKING.test(id)) return !values.some((each) => each.pointer.startsWith(`${pointer}/`));
  if (id === "DUT-01.M") return !values.some((each) => /^\/duties\/[^/]+$/.test(each.pointer));
  if (id === "TPL-01.M") return true;
  const [, list = "", number = "", field = ""] = OF_EACH.exec(pointer) ?? [];
  if (field === "") return false;
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

const isRead = (values: readonly ExtractedValue[], pointer: string): boolean =>
  values.some((each) => each.pointer === pointer);

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
  if (kind === undefined || typeof value !== "string") return false;
  const right = (words: string): readonly string[] => (words.match(kind.form) ?? []).filter(kind.holds);
  if (right(value).some((inside) => inside !== value)) return true;
  const assigned = values.flatMap((each) => (typeof each.value === "string" ? [each.value] : []));
  return right(text).some((free) => !assigned.some((known) => known.includes(free)));
}

/** What a finding compares: every side must have been read surely, or the difference may be the reading's. */
const COMPARED: Readonly<Record<string, readonly RegExp[]>> = {
  "DSP-03.U": [/^\/parties\/\d+\/address$/, /^\/signPlace$|^\/performance\/place$/],
  "FEE-08.U": [/^\/parties\/\d+\/name$/],
  "PTY-14.U": [/^\/parties\/\d+\/name$/],
};

/** A fee paid to the other party by its full name is more often two sides mixed up in reading than in the contract. */
const isMixedUp = ({ values }: Read): boolean => {
  const account = values.find(({ pointer }) => pointer === "/fee/account/name")?.value;
  return values.some(({ pointer, value }) => /^\/parties\/\d+\/name$/.test(pointer) && value === account);
};

/** Whether one side of a comparison was not read for every party, or unsurely, or is a piece of a sentence. */
export function isHalfRead({ id }: Found, read: Read): boolean {
  const { values } = read;
  if (id === "FEE-08.U" && isMixedUp(read)) return true;
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
