import type { CheckReport, Finding } from "../../../schemas/check-report.ts";
import type { DocumentPlace } from "../../../schemas/extraction.ts";

/** What stands for words that are nowhere. */
const NOWHERE: Readonly<Record<string, string>> = {
  "（全文没有找到）": "(nowhere in the text)",
  "（正文里没有）": "(not in the text)",
};

/** Whether a place's words are ours, said where the text has none: they are no quotation. */
export const isStandIn = ({ quote }: DocumentPlace): boolean =>
  Object.entries(NOWHERE).some((both) => both.includes(quote));

const placeInEnglish = (at: DocumentPlace): DocumentPlace => ({
  ...at,
  quote: NOWHERE[at.quote] ?? at.quote,
});

const findingInEnglish = (finding: Finding): Finding =>
  finding.at === undefined ? finding : { ...finding, at: placeInEnglish(finding.at) };

/** A document's report whose stand-ins for words are English. Findings, questions and notes are made so already. */
export function placesInEnglish(report: CheckReport): CheckReport {
  const { document } = report;
  if (document === undefined) return report;
  return {
    ...report,
    findings: report.findings.map(findingInEnglish),
    document: {
      ...document,
      unread: document.unread.map((one) =>
        one.at === undefined ? one : { ...one, at: placeInEnglish(one.at) },
      ),
    },
  };
}
