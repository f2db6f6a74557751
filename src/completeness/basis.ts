import { readNumeral } from "../kit/chinese-numeral.ts";
import { citation } from "../kit/citation.ts";
import type { Source } from "../../schemas/jurisdictions/jurisdiction.ts";

/** Laws and articles a rule rests on, in Chinese: 「《中华人民共和国民法典》第四百七十条；……」. */
export const basisInChinese = (source: readonly Source[]): string =>
  source.map(({ law, article }) => citation(law, article)).join("；");

/** The same in English: `Civil Code, Art. 470(1)(5)`. A law without an English name keeps its own. */
export const basisInEnglish = (source: readonly Source[], laws: Readonly<Record<string, string>>): string =>
  source
    .map(({ law, article }) => [laws[law] ?? law, articleInEnglish(article ?? "")].filter(Boolean).join(", "))
    .join("; ");

const NUMERAL = "[零一二三四五六七八九十百千]+";
const value = (numeral: string): string => String(readNumeral(numeral) ?? numeral);

/** Kinds of places in a norm, tried in this order. */
const PLACES: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/（2025年修订）；2020年公布时为第八条/u, () => " (as revised 2025; Art. 8 as published 2020)"],
  [/（未规定(?:备案和)?不予备案的情形）/u, () => " (which states no ground of refusal)"],
  [/（要素空缺）/u, () => " (element missing)"],
  [/（要素不明晰）/u, () => " (element unclear)"],
  [
    new RegExp(`第(${NUMERAL})、(${NUMERAL})部分`, "gu"),
    (_, one = "", two = "") => `Parts ${value(one)} and ${value(two)}`,
  ],
  [new RegExp(`第(${NUMERAL})部分`, "gu"), (_, one = "") => `Part ${value(one)}`],
  [new RegExp(`第(${NUMERAL})条`, "gu"), (_, one = "") => `Art. ${value(one)}`],
  [new RegExp(`第(${NUMERAL})[款项栏]`, "gu"), (_, one = "") => `(${value(one)})`],
  [new RegExp(`第(${NUMERAL})章`, "gu"), (_, one = "") => `Chapter ${value(one)}`],
  [new RegExp(`附件(${NUMERAL})`, "gu"), (_, one = "") => `Annex ${value(one)}`],
  [new RegExp(`表(${NUMERAL})`, "gu"), (_, one = "") => `Table ${value(one)} `],
  [/附录A/gu, () => "Appendix A"],
  [/标题/gu, () => "title"],
  [/支出明细/gu, () => "list of expenses"],
  [/“合同有效期”/gu, () => "“term of the contract”"],
  [new RegExp(`（(${NUMERAL})）`, "gu"), (_, one = "") => `(${value(one)})`],
  [new RegExp(NUMERAL, "gu"), (one) => value(one)],
  [/至/gu, () => " to "],
  [/[、，]/gu, () => ", "],
];

/** An article as a Chinese norm is cited, in English; what it does not know stays as it is. */
export const articleInEnglish = (article: string): string =>
  PLACES.reduce((text, [found, told]) => text.replace(found, told), article).trim();
