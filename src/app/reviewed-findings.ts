import type { CheckReport, Finding } from "../../schemas/check-report.ts";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { type FilingAdvice, filingAdvice } from "../completeness/filing-advice.ts";
import type { FilingRecord, OverrulingRecord } from "../ports/records.ts";
import { authorityName } from "./authority-name.ts";
import type { House } from "./house.ts";

/** Overrulings that stand: not taken back. */
const standing = (overrulings: readonly OverrulingRecord[]): readonly OverrulingRecord[] =>
  overrulings.filter(({ withdrawnAt }) => withdrawnAt === null);

/** The findings, each that was overruled with its reason. A finding is the same when id and pointer are. */
export async function reviewedFindings(
  house: House,
  findings: readonly Finding[],
  overrulings: readonly OverrulingRecord[],
): Promise<Finding[]> {
  const reviewed: Finding[] = [];
  for (const finding of findings) {
    const overruling = standing(overrulings).find(
      (one) => one.finding === finding.id && one.pointer === finding.pointer,
    );
    if (overruling === undefined) reviewed.push(finding);
    else {
      const authority = await authorityName(house, overruling.authorityCode);
      const overruled = { reason: overruling.reason, authority, at: overruling.createdAt };
      reviewed.push({ ...finding, overruled });
    }
  }
  return reviewed;
}

/** A report with what the reviewer overruled marked; it is `blocked` only by what still stands. */
export async function reviewedReport(
  house: House,
  report: CheckReport,
  overrulings: readonly OverrulingRecord[],
): Promise<CheckReport> {
  if (overrulings.length === 0) return report;
  const findings = await reviewedFindings(house, report.findings, overrulings);
  const blocked = findings.some(({ severity, overruled }) => severity === "B" && overruled === undefined);
  return { ...report, verdict: blocked ? "blocked" : "ready", findings };
}

/** What still stands in the way of a filing by its place's policy, without what its reviewer overruled. */
export async function adviceOn(
  house: House,
  filing: FilingRecord,
  findings: readonly Finding[],
): Promise<FilingAdvice> {
  const variant = Variant.parse((await house.store.contract(filing.contractId))?.variant);
  return filingAdvice(
    findings.filter(({ overruled }) => overruled === undefined),
    lawFor(variant),
  );
}
