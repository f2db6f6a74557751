import type { LetterElement } from "../../../schemas/api/filing-letter.ts";
import type { Finding } from "../../../schemas/check-report.ts";

const VALUE_LENGTH = 500;

/** What the contract says there; a list or a table is told by the finding's own words. */
function writtenValue({ value, message }: Finding): string | null {
  if (value === undefined || value === null || value === "") return null;
  const text = typeof value === "string" || typeof value === "number" ? `${value}` : message;
  return Array.from(text).slice(0, VALUE_LENGTH).join("");
}

/** A finding as a row of a letter. */
export const letterElement = (finding: Finding): LetterElement => ({
  element: finding.element ?? finding.place,
  value: writtenValue(finding),
  place: finding.place,
  basis: finding.basis,
  fix: finding.fix,
});
