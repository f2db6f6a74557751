import { addMonths, type CalendarDay, isCalendarDay } from "./dates.ts";

/** Citizen identity numbers (GB 11643-1999): division, day of birth, sequence, check character. */

/** What is wrong with a number. */
export type ResidentIdFault = "form" | "division" | "birth" | "check" | "minor";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Two leading digits of provinces, autonomous regions, municipalities and special regions (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** Check character of seventeen digits: Σ mod 11 → 1 0 X 9 8 7 6 5 4 3 2. Undefined for another form. */
export function residentIdCheck(seventeen: string): string | undefined {
  if (!/^\d{17}$/.test(seventeen)) return undefined;
  const sum = Array.from(seventeen).reduce(
    (total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0),
    0,
  );
  return "10X98765432"[sum % 11];
}

/** Day of birth an eighteen-character number states; undefined when that day does not exist. */
export function birthOf(number: string): CalendarDay | undefined {
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isCalendarDay(day) ? day : undefined;
}

/**
 * The first fault of a number, or undefined for a sound one of somebody who is eighteen `on` that day (民法典 17). A small
 * x, spaces and full-width digits are of another form. No register is asked.
 */
export function residentIdFault(number: string, on: CalendarDay): ResidentIdFault | undefined {
  if (!/^\d{17}[\dX]$/.test(number)) return "form";
  if (!PROVINCES.test(number)) return "division";
  const birth = birthOf(number);
  if (birth === undefined || birth > on || birth < "1850-01-01") return "birth";
  if (residentIdCheck(number.slice(0, 17)) !== number[17]) return "check";
  return addMonths(birth, 18 * 12) > on ? "minor" : undefined;
}

/** Whether a text shows a whole identity number in clear; a masked one and a credit code are none. */
export function showsResidentId(text: string, on: CalendarDay): boolean {
  const numbers = text.match(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g) ?? [];
  return numbers.some((number) => {
    const fault = residentIdFault(number.toUpperCase(), on);
    return fault === undefined || fault === "minor";
  });
}
