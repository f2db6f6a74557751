import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import type { FilingLaw } from "../../schemas/jurisdictions/jurisdiction.ts";
import { FilingError } from "./filing-error.ts";

/** What a formal number counts: contracts filed, agencies, 补正通知书 or 不予备案通知书. Gap-free per authority, year and series; kept by the store. */
export type Series = "contract" | "agency" | "correction" | "refusal";

/** A number in a series. */
export type FormalNumber = {
  readonly authorityCode: string;
  readonly year: number;
  readonly number: number;
  readonly series: Series;
};

/** The issuer's words of a series; a law that names none for letters has the contract's with what the letter is. */
function wordsOf(series: FilingLaw["series"], wanted: Series): string {
  const { contract } = series;
  if (wanted === "correction") return series.correction ?? `${contract}补`;
  if (wanted === "refusal") return series.refusal ?? `${contract}不予`;
  return series[wanted];
}

/**
 * Document number after GB/T 9704-2012 7.2.5: 冀知托备〔2022〕1号, full year in 〔〕, no 第, no leading zeros. The
 * authority's word stands behind the province's where the law's data say so.
 * @throws FilingError filing.wrong_number, filing.no_filing_law
 */
export function formalNumber(
  { authorityCode, year, number, series }: FormalNumber,
  law: Jurisdiction,
): string {
  if (law.filing === null) throw new FilingError("filing.no_filing_law", "这类合同没有备案规定，不能编号");
  if (!Number.isSafeInteger(number) || number < 1 || !Number.isInteger(year) || year < 1000 || year > 9999)
    throw new FilingError("filing.wrong_number", "备案序号应为正整数，年份应为四位", { year, number });
  const words = wordsOf(law.filing.series, series);
  const city = law.filing.authority.authorities.find(({ code }) => code === authorityCode)?.word ?? "";
  const named =
    law.filing.series.cityWord === "written" ? `${words.slice(0, 1)}${city}${words.slice(1)}` : words;
  return `${named}〔${year}〕${number}号`;
}

/** Reads a formal number in any usual bracket, with 第 or leading zeros (older forms); undefined for anything else. */
export function readFormalNumber(
  text: string,
): { readonly words: string; readonly year: number; readonly number: number } | undefined {
  const match = /^(\p{Script=Han}{2,12})[〔[［(（]([12]\d{3})[〕\]］)）]\s*第?(\d{1,9})号$/u.exec(
    text.trim(),
  );
  if (match === null || Number(match[3]) < 1) return undefined;
  return { words: match[1] ?? "", year: Number(match[2]), number: Number(match[3]) };
}
