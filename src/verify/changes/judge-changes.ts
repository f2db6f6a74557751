import type { LaterChange } from "../../../schemas/verification.ts";
import type { PdfFile } from "../../formats/pdf/index.ts";
import type { SignatureFindings } from "../judge-signature.ts";
import { judgeRevision, type RevisionJudgement } from "../rules/v12-explained-changes.ts";

/** What happened after a signature. */
export type ChangesAfter = {
  readonly changes: "none" | "allowed" | "disallowed";
  readonly reasons: RevisionJudgement["reasons"];
  readonly later: readonly LaterChange[];
};

/** Changes told for one signature. */
const MOST_TOLD = 40;

/** Objects walked for one file, all revisions together; a few seconds of work. */
const WALK = 1_500_000;

const UNREADABLE: ReadonlySet<string> = new Set(["verify.change_unreadable", "verify.too_large"]);

/** V12: judges each revision after the first signature once; a signature answers for all revisions behind its own, the most restrictive wins. */
export function judgeChanges(
  pdf: PdfFile,
  findings: readonly SignatureFindings[],
): (signed: number) => ChangesAfter {
  const first = Math.min(...findings.map((one) => one.signedRevision ?? one.found.revision));
  const budget = { left: WALK };
  const judgements = new Map<number, RevisionJudgement>();
  let unreadable: RevisionJudgement | undefined;
  for (let index = first + 1; index < pdf.revisions.length; index += 1) {
    const judgement = unreadable ?? judgeRevision(pdf, index, budget);
    judgements.set(index, judgement);
    // What stands on a revision that cannot be read cannot be judged either, and need not cost time.
    if (judgement.reasons.some((code) => UNREADABLE.has(code))) unreadable = judgement;
  }
  return (signed) => {
    const later = [...judgements].filter(([index]) => index > signed).map(([, judgement]) => judgement);
    const refused = later.filter((judgement) => judgement.changes === "disallowed");
    // One question has one answer: what was allowed besides is told in `later`.
    const speaking = refused.length > 0 ? refused : later;
    const reasons = [...new Set(speaking.flatMap((judgement) => judgement.reasons))];
    if (later.length === 0) return { changes: "none", reasons, later: [] };
    const told = later.flatMap((judgement) => judgement.told);
    return {
      changes: refused.length > 0 ? "disallowed" : "allowed",
      reasons,
      // What is not allowed is told first, so that no flood of harmless changes hides it.
      later: [...told.filter((one) => !one.allowed), ...told.filter((one) => one.allowed)].slice(
        0,
        MOST_TOLD,
      ),
    };
  };
}
