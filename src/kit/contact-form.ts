import { isPhone } from "./text.ts";

/** Forms of telephone numbers, postcodes and accounts in China. Form only: nobody is called. */

/** What a number is by its form. */
export type PhoneKind = "mobile" | "landline" | "service";

/** Mobile, landline with area code (an extension may follow), or 400/800; undefined for another form. */
export function phoneKind(text: string): PhoneKind | undefined {
  if (!isPhone(text)) return undefined;
  const digits = text.replace(/^(?:\+|00)86/, "").replaceAll(/\D/g, "");
  if (/^1[3-9]\d{9}$/.test(digits)) return "mobile";
  return /^[48]00\d{7}$/.test(digits) ? "service" : "landline";
}

/** 138****0001: all but the first three and last four digits of a mobile; another number shows its last four only. */
export function maskedPhone(text: string): string {
  if (phoneKind(text) === "mobile") {
    const digits = text.replaceAll(/\D/g, "").slice(-11);
    return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  }
  return text.length <= 4 ? "****" : `${"*".repeat(text.length - 4)}${text.slice(-4)}`;
}

/** Six digits. */
export const isPostcode = (text: string): boolean => /^\d{6}$/.test(text);

/** Eight to thirty-two digits; spaces and hyphens between groups are no digits. */
export const isAccountNumber = (text: string): boolean => /^\d{8,32}$/.test(text.replaceAll(/[\s-]/g, ""));
