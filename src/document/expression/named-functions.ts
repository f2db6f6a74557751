import { chineseDate, isCalendarDay } from "../../kit/dates.ts";
import { MAX_CENTS, readYuan, writeGroupedYuan, amountInWords } from "../../kit/money.ts";
import { DocumentError } from "../document-error.ts";
import { BLANK, type NamedFunction } from "./scope.ts";

const DIGITS = "零一二三四五六七八九";

/** `36000` → `36,000.00`; text that is no amount stays as it is, so that a reader sees what was written. */
export function grouped(amount: unknown): string | undefined {
  const text = worded(amount);
  const cents = readYuan(text);
  return cents === undefined ? text : writeGroupedYuan(cents);
}

/** `36000` → `人民币叁万陆仟元整`; nothing for text that is no amount. */
function inWords(amount: unknown): string | undefined {
  const cents = readYuan(worded(amount));
  return cents === undefined || cents > MAX_CENTS ? undefined : amountInWords(cents);
}

/** `2022-04-01` → `2022年4月1日`; text that is no calendar day stays as it is. */
export function dated(day: unknown): string | undefined {
  const text = worded(day);
  return text !== undefined && isCalendarDay(text) ? chineseDate(text) : text;
}

/** 1 → 一, 12 → 十二, up to 99. */
export function ordinal(number: unknown): string | undefined {
  if (number === undefined || number === null) return undefined;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 1 || number > 99)
    throw new DocumentError("document.expression_failed", "序号应当是 1 至 99 的整数");
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return `${head}${ones === 0 ? "" : DIGITS[ones]}`;
}

const YEAR_IN_BRACKETS = /[(（[［【{〔]\s*((?:19|20)\d{2})\s*[)）\]］】}〕]/u;

/**
 * `文号("冀知托备", 2022, 1)` → `冀知托备〔2022〕1号`; of one written number only the brackets around the year are put
 * right: `冀知托备[2022]1号` → `冀知托备〔2022〕1号` (GB/T 9704, 7.2.5).
 */
function documentNumber(issuer: unknown, year: unknown, number: unknown): string | undefined {
  const word = worded(issuer);
  if (year === undefined && number === undefined) return word?.replace(YEAR_IN_BRACKETS, "〔$1〕");
  const [of, no] = [worded(year), worded(number)];
  if (word === undefined || of === undefined || no === undefined) return undefined;
  return `${word}〔${of}〕${no.replace(/^0+(?=\d)/, "")}号`;
}

/** A value, or a blank of `width` places (8 by default, 60 at most). */
function blank(value: unknown, width: unknown): string {
  const places = typeof width === "number" && Number.isInteger(width) && width > 0 ? Math.min(width, 60) : 8;
  return worded(value) ?? BLANK.charAt(0).repeat(places);
}

function worded(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new DocumentError("document.expression_failed", "这里应当是文字或者数字");
}

/** The functions a template may call by name. All give undefined for a missing value: the blank is made when it is printed. */
export const NAMED_FUNCTIONS: ReadonlyMap<string, NamedFunction> = new Map<string, NamedFunction>([
  ["金额", grouped],
  ["年月日", dated],
  ["序号", ordinal],
  ["文号", documentNumber],
  ["空", blank],
  ["大写", inWords],
]);
