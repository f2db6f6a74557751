/** Signs at the start of a line that begin something of their own: an article, a numbered item, a labelled value. */

export const NUMERAL = "[零〇一二三四五六七八九十百\\d]{1,4}";

/** 第三条、第2章. */
export const ARTICLE = new RegExp(
  `^第\\s*${NUMERAL}\\s*(?:[条條章节](?!\\s*[、和及与至]\\s*第)|部分)|^(?:Article|Clause|Section)\\s+\\d`,
  "iu",
);

/** 一、 十二、 */
export const ORDINAL = /^[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}\s*[、.．]/u;

/** （一） (1) 1. 1、 1.1 ① */
export const ITEM =
  /^(?:[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)]|\d{1,2}(?:\.\d{1,2}){1,3}\s*[、.．]?(?=\s*[\p{Script=Han}“《（(])|\d{1,2}\s*[、.．)）](?!\d)|[a-z][)）]|第[一二三四五六七八九十\d]{1,3}[款项](?!的|所|约|规|载|列)|[①-⑳])/u;

/** A short label and a colon: 「住所：」「甲方（委托方）：」. */
export const LABELLED = /^[\p{Script=Han}A-Za-z（）()、/\s]{1,24}[：:]/u;

/** Whether a line is an article or an item: whatever stands before it, it begins something of its own. */
export const isMarked = (line: string): boolean =>
  ARTICLE.test(line) || ORDINAL.test(line) || ITEM.test(line) || /^[□☐☑☒√■]/u.test(line);

/** Whether a line begins something of its own, and so is never the rest of the line before. */
export const begins = (line: string): boolean => isMarked(line) || LABELLED.test(line);
