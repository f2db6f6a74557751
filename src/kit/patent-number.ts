/** Patent application and patent numbers (ZC 0006-2003): year, type, serial and a check digit. */

/** What is wrong with a number. */
export type PatentNumberFault = "form" | "check";

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
