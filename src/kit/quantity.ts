import { readNumeral } from "./chinese-numeral.ts";

/** How many of a service a contract promises, as people write it. */

/** A number and the unit beside it, "" when none stands there. */
export type Quantity = { readonly value: number; readonly unit: string };

/** A floor, or so many in each period, is as certain as a number: it can be counted and not met. */
const BEFORE =
  "(?:每(?:个)?(?:日|天|周|旬|月|季度?|半年|年度?))?(?:不(?:得)?(?:少于|低于|小于)|至少|最少|≥|共计?|合计|一式)?";
const FIGURE = "\\d{1,12}|\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,9}\\.\\d{1,4}|\\d{1,3}(?:,\\d{3}){1,3}\\.\\d{1,4}";
const NUMERAL = "[零一二三四五六七八九十百千万两壹贰貳叁肆伍陆柒捌玖拾佰仟]{1,16}|半";
const BRACKETS = `(?:[（(](${FIGURE}|${NUMERAL})[)）])?`;

/** What makes a number no number: 左右, 余, 多, 以内 … 以上 has the number in it (民法典 1259). */
const UNIT =
  "(?!左右|上下|余|多|几|来|以内|以下|以外|不等|或|至|到|甚至)([\\p{Script=Han}]{0,6}?)(?:及?以上)?";

const QUANTITY = new RegExp(
  `^${BEFORE}\\s*(${FIGURE}|${NUMERAL})\\s*${BRACKETS}\\s*${UNIT}(?:[/／](?:日|天|周|月|季度?|半年|年))?$`,
  "u",
);

/** Words in the place of a unit that take the number back. */
const UNSURE = /左右|上下|以内|以下|不等|若干|约|或者?/u;

function numberOf(text: string): number | undefined {
  if (text === "半") return 0.5;
  return /^\d/.test(text) ? Number(text.replaceAll(",", "")) : readNumeral(text);
}

/**
 * Reads 「24」「1,000」「三」「两项」「1件」「叁（3）份」「不少于2次」「每月一次」; undefined for a number that is none (若干, 约10,
 * 2-3, 十几), and for two numbers that differ. Zero is a quantity here: who asks says whether it is enough.
 */
export function readQuantity(text: string): Quantity | undefined {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return undefined;
  const [, first = "", again, unit = ""] = match;
  const value = numberOf(first);
  if (value === undefined || UNSURE.test(unit)) return undefined;
  return again === undefined || numberOf(again) === value ? { value, unit } : undefined;
}
