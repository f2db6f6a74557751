import { checkCharacter } from "../kit/uscc.ts";
import { FilingError } from "./filing-error.ts";

/** A place in an authority's register of a year. */
export type RegisterPlace = {
  readonly authorityCode: string;
  readonly year: number;
  readonly number: number;
};

/**
 * Machine id of a filed contract: 130100-2022-000001-K. The last character checks the digits before it by the alphabet
 * and weights of GB 32100, so that every single slip and most swaps are noticed.
 * @throws FilingError filing.wrong_number
 */
export function registerNumber({ authorityCode, year, number }: RegisterPlace): string {
  const sound = /^\d{6}$/.test(authorityCode) && /^[1-9]\d{3}$/.test(String(year));
  if (!sound || !Number.isInteger(number) || number < 1 || number > 999_999_999)
    throw new FilingError("filing.wrong_number", "备案机关代码应为六位，年份四位，序号为正整数", {
      authorityCode,
      year,
      number,
    });
  const serial = String(number).padStart(6, "0");
  return `${authorityCode}-${year}-${serial}-${checkCharacter(`${authorityCode}${year}${serial}`)}`;
}

/** Reads a register number; undefined when its form or its check character is wrong. Case and spaces around do not matter. */
export function readRegisterNumber(text: string): RegisterPlace | undefined {
  const typed = text.trim().toUpperCase();
  const match = /^(\d{6})-([1-9]\d{3})-(\d{6}|[1-9]\d{6,8})-[0-9A-Z]$/.exec(typed);
  const place = { authorityCode: match?.[1] ?? "", year: Number(match?.[2]), number: Number(match?.[3]) };
  return match !== null && place.number > 0 && registerNumber(place) === typed ? place : undefined;
}
