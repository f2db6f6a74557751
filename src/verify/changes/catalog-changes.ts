import { differingKeys, type Step } from "./step.ts";

/** Catalog keys a later revision may touch; each has its own rule. Everything else is content or behaviour (V14). */
const JUDGED_ELSEWHERE = new Set(["AcroForm", "DSS", "Metadata", "Extensions", "Version"]);

/** V13, V14: the catalog changes only in keys that have a rule of their own; it is reached as /Root (or as the /Data of a lock) and nothing else. */
export function judgeCatalog(step: Step): void {
  const keys = differingKeys(step.before.catalog, step.after.catalog);
  if (keys.some((key) => !JUDGED_ELSEWHERE.has(key))) {
    step.reasons.add("verify.change_catalog");
    return;
  }
  step.explain(
    step.after.root.number,
    ({ source, key }) => (source === 0 && key === "Root") || key === "Data",
  );
}
