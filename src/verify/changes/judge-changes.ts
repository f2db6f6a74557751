import type { PdfFile } from "../../formats/pdf/index.ts";
import type { SignatureFindings } from "../judge-signature.ts";
import { judgeRevision, type RevisionJudgement } from "./judge-revision.ts";

/** What happened after a signature. */
export type ChangesAfter = {
  readonly changes: "none" | "allowed" | "disallowed";
  readonly reasons: RevisionJudgement["reasons"];
};

/** Objects walked for one file, all revisions together; about ten seconds of work. */
const WALK = 4_000_000;

/** V12: judges each revision after the first signature once; a signature answers for all revisions behind its own, the most restrictive wins. */
export function judgeChanges(
  pdf: PdfFile,
  findings: readonly SignatureFindings[],
): (signed: number) => ChangesAfter {
  const first = Math.min(...findings.map((one) => one.signedRevision ?? one.found.revision));
  const budget = { left: WALK };
  const judgements = new Map<number, RevisionJudgement>();
  for (let index = first + 1; index < pdf.revisions.length; index += 1)
    judgements.set(index, judgeRevision(pdf, index, budget));
  return (signed) => {
    const later = [...judgements].filter(([index]) => index > signed).map(([, judgement]) => judgement);
    const reasons = [...new Set(later.flatMap((judgement) => judgement.reasons))];
    if (later.length === 0) return { changes: "none", reasons };
    return {
      changes: later.some((judgement) => judgement.changes === "disallowed") ? "disallowed" : "allowed",
      reasons,
    };
  };
}
