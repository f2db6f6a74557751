/** Patent application and patent numbers (ZC 0006-2003): year, type, serial and a check digit. */

/** What is wrong with a number. */
export type PatentNumberFault = "form" | "check";

/** Application under the treaty: PCT/CN2020/123456, before 2004 PCT/CN99/00123. It has no check digit. */
const INTERNATIONAL = /^PCT\/[A-Z]{2}(?:(?:19|20)\d{2}\/\d{6}|\d{2}\/\d{5})$/;

/** Whether a number is that of an international application (PCT), which is never a patent itself. */
export const isInternationalApplication = (number: string): boolean =>
  INTERNATIONAL.test(number.replaceAll(/\s/g, "").toUpperCase());

/** Whether a number is of another country's office or a regional one (US10123456B2, EP 3456789): its own rules apply, not ours. */
export const isForeignRight = (number: string): boolean =>
  /^(?!CN|ZL|PCT)[A-Z]{2}[\s.]?\d[\d\s.,/-]{4,}(?:[A-Z]\d?)?$/.test(number.trim());

/** Check digit of the twelve digits, eight before October 2003: weights 2–9, 2–5, Σ mod 11, 10 is X. Undefined for another form. */
export function patentCheckDigit(digits: string): string | undefined {
  if (!/^(?:\d{12}|\d{8})$/.test(digits)) return undefined;
  const sum = Array.from(digits).reduce((total, digit, at) => total + Number(digit) * ((at % 8) + 2), 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
}

/** Year, type and serial: 2003-10 on four, one and seven digits; before that two (1985 to 2003), one and five. */
const FORM = /^(?:ZL|CN)?((?:19|20)\d{2}[12389]\d{7}|(?:8[5-9]|9\d|0[0-3])[12389]\d{5})\.?([\dX])$/;

/**
 * The fault of "ZL200310102344.5", "ZL 2003 1 0102344.5" (as certificates print it), "200310102344.5" or an old
 * "ZL89100002.X", or undefined for a sound one.
 */
export function patentNumberFault(number: string): PatentNumberFault | undefined {
  const match = FORM.exec(number.replaceAll(/[ \u00a0\u3000]/g, ""));
  if (match === null) return "form";
  return patentCheckDigit(match[1] ?? "") === match[2] ? undefined : "check";
}
