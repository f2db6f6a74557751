import { readYuan, writeYuan } from "../kit/money.ts";
import { readDay } from "../kit/dates.ts";

/** Days and amounts as people write them, put into the one spelling of the contract shape. */

const DIGITS: Readonly<Record<string, string>> = {
  零: "0",
  〇: "0",
  "○": "0",
  O: "0",
  一: "1",
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
  壹: "1",
  贰: "2",
  叁: "3",
  肆: "4",
  伍: "5",
  陆: "6",
  柒: "7",
  捌: "8",
  玖: "9",
  两: "2",
};

/** Number below 1000 in Chinese or ASCII digits; undefined when it is none. */
export function readCount(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const plain = text.replaceAll("拾", "十").replaceAll("佰", "百");
  if (!/^[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十百]+$/u.test(plain)) return undefined;
  let total = 0;
  let digit = 0;
  for (const sign of plain) {
    if (sign === "百" || sign === "十") {
      total += (digit === 0 && sign === "十" ? 1 : digit) * (sign === "百" ? 100 : 10);
      digit = 0;
    } else digit = Number(DIGITS[sign] ?? 0);
  }
  return total + digit;
}

/** A day in any common writing: 2022年3月15日, 2022-3-15, 2022.3.15, 2022/3/15, 二〇二二年三月十五日. */
export const DAY =
  /(?:[12]\d{3}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}(?!\d)|[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?|[一二][零〇○O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)/u;

/** YYYY-MM-DD of a day that exists; a text that names none is given back as it stands. */
export function asDay(text: string): string {
  const words = text.trim().replace(/[。；，]$/u, "");
  const found =
    /^([12]\d{3})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/u.exec(words) ?? chineseDay(words);
  if (found === null) return words;
  const [, year = "", month = "", day = ""] = found;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return readDay(written) === undefined ? words : written;
}

function chineseDay(words: string): readonly string[] | null {
  const found =
    /^([一二][零〇○O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/u.exec(
      words,
    );
  if (found === null) return null;
  const [, year = "", month = "", day = ""] = found;
  const digits = Array.from(year, (sign) => DIGITS[sign] ?? "").join("");
  return ["", digits, String(readCount(month) ?? 0), String(readCount(day) ?? 0)];
}

/** 36000.00 of 「¥36,000.00元」「3.6万元」「36000」; a text that is no one amount is given back as it stands. */
export function asAmount(text: string): string {
  const words = text.replaceAll(/[\s¥]|人民币|RMB|CNY|整$/gu, "").replace(/元整?$/u, "");
  const wan = /^(\d{1,8}(?:\.\d{1,6})?)万$/u.exec(words);
  if (wan !== null) {
    const cents = Math.round(Number(wan[1]) * 1_000_000);
    return writeYuan(BigInt(cents));
  }
  const cents = readYuan(words.replaceAll("，", ","));
  return cents === undefined ? text.trim() : writeYuan(cents);
}

/** An amount in figures, with its unit. */
export const FIGURES =
  /(?:¥|RMB|人民币)?\s*(?<![\d.])(\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,6})?)\s*(万)?\s*元/u;

/** Amounts written with capital numerals. */
export const CAPITALS =
  /[零壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,30}(?:[元圆]|(?=[整正]))(?:零?[壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?/u;
