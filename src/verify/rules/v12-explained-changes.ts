import { type PdfFile, PdfError, pagesOf, sameObject } from "../../formats/pdf/index.ts";
import { REASONS, type ReasonCode } from "../../../schemas/verification-reasons.ts";
import type { LaterChange } from "../../../schemas/verification.ts";
import { judgeArchive } from "../changes/archive-changes.ts";
import { judgeCatalog } from "./v14-never.ts";
import { describeChanges } from "../changes/describe-change.ts";
import { judgeForm } from "./v13-allowed-changes.ts";
import { type Locks, readLocks } from "../changes/locks.ts";
import { trailerEntries, type WalkBudget } from "../changes/old-edges.ts";
import { judgePages } from "../changes/page-changes.ts";
import { Step } from "../changes/step.ts";
import { judgeStructureTree } from "../changes/structure-tree.ts";
import { hasStrayBytes } from "../changes/stray-bytes.ts";

/** What a revision did to the state before it. `allowed` when every change belongs to a kind on the allow-list. */
export type RevisionJudgement = {
  readonly changes: "allowed" | "disallowed";
  readonly reasons: readonly ReasonCode[];
  /** What it did, in words. */
  readonly told: readonly LaterChange[];
};

/**
 * V12–V15: judges revision `index` against the one before it. Signed states are never older than that, and every
 * permitted step keeps what an earlier one signed, so a chain of allowed steps is allowed. Never throws for bad bytes.
 */
export function judgeRevision(pdf: PdfFile, index: number, budget: WalkBudget): RevisionJudgement {
  try {
    const step = new Step(pdf, index, budget);
    const { reasons, unexplained } = judge(step);
    const disallowed = reasons.some((code) => REASONS[code].effect === "invalid");
    return {
      changes: disallowed ? "disallowed" : "allowed",
      reasons,
      told: describeChanges(step, unexplained),
    };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    const code = error.code === "pdf.too_large" ? "verify.too_large" : "verify.change_unreadable";
    return { changes: "disallowed", reasons: [code], told: [] };
  }
}

function judge(step: Step): { reasons: ReasonCode[]; unexplained: readonly number[] } {
  const locks: Locks = readLocks(step.before);
  checkTrailer(step);
  explainContainers(step);
  if (hasStrayBytes(step.pdf, step.after)) step.reasons.add("verify.change_stray_bytes");
  judgeCatalog(step);
  const { signed, filled, strips, added } = judgeForm(step, locks);
  judgePages(step, { added, locks });
  if (!judgeStructureTree(step, added)) step.reasons.add("verify.change_catalog");
  judgeArchive(step);
  step.explainUnused();
  const unexplained = step.unexplained();
  nameUnexplained(step, unexplained);
  if (step.reasons.size === 0) {
    if (signed > 0 || addsSignature(step)) step.reasons.add("verify.later_signature");
    if (filled > 0) step.reasons.add("verify.later_field_value");
    if (strips > 0) step.reasons.add("verify.later_straddle_seal");
    if (step.reasons.size === 0) step.reasons.add("verify.later_archive");
    if ([...step.places.values()].some(({ kind }) => kind === "unused"))
      step.reasons.add("verify.later_unused_object");
  }
  return { reasons: [...step.reasons], unexplained };
}

/**
 * The trailer says nothing new but its own structure and the document information. The catalog may be written anew under a
 * number nothing held: its contents are compared in any case (`judgeCatalog`). A prepared second catalog has a number.
 */
function checkTrailer(step: Step): void {
  const before = step.before.revision.trailer.entries;
  const rewritten = step.before.load(step.after.root.number) === undefined;
  for (const [key, value] of trailerEntries(step.after.revision.trailer)) {
    if (key === "Info" || sameObject(before.get(key), value) || (key === "Root" && rewritten)) continue;
    step.reasons.add("verify.change_catalog");
  }
}

const addsSignature = (step: Step): boolean =>
  [...step.places.values()].some(({ kind }) => kind === "signature" || kind === "field_added");

/** V13: cross-reference streams and object streams carry other objects; a number that held something before may not become one. */
function explainContainers(step: Step): void {
  const { revision } = step.after;
  const containers = new Set(revision.xrefStreams);
  for (const entry of revision.entries.values())
    if (entry.kind === "compressed") containers.add(entry.container);
  for (const number of containers)
    if (step.before.load(number) === undefined) step.under({ kind: "container" }, () => step.explain(number));
}

function nameUnexplained(step: Step, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  const pages = new Set(pagesOf(step.before).map((page) => page.number));
  for (const number of numbers)
    step.reasons.add(pages.has(number) ? "verify.change_page" : "verify.change_unexplained");
}
