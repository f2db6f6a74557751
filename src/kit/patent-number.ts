/** Patent application and patent numbers (ZC 0006-2003): year, type, serial and a check digit. */

/** What is wrong with a number. */
export type PatentNumberFault = "form" | "check";

/** Check digit of the twelve digits: weights 2–9, 2–5, Σ mod 11, 10 is X. Undefined for another form. */
export function patentCheckDigit(twelve: string): string | undefined {
  if (!/^\d{12}$/.test(twelve)) return undefined;
  const sum = Array.from(twelve).reduce((total, digit, at) => total + Number(digit) * ((at % 8) + 2), 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
}

/** The fault of "ZL200310102344.5" or "200310102344.5", or undefined for a sound one. Old eight-digit numbers are not read. */
export function patentNumberFault(number: string): PatentNumberFault | undefined {
  const match = /^(?:ZL)?\s?((?:19|20)\d{2}[12389]\d{7})\.?([\dX])$/.exec(number.trim());
  if (match === null) return "form";
  return patentCheckDigit(match[1] ?? "") === match[2] ? undefined : "check";
}
