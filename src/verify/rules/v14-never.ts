import { type PdfObject, sameObject, textOf } from "../../formats/pdf/index.ts";
import { differingKeys, type Step } from "../changes/step.ts";

/** Catalog keys a later revision may touch; each has its own rule. Everything else is content or behaviour (V14). */
const JUDGED_ELSEWHERE = new Set(["AcroForm", "DSS", "Metadata", "Extensions", "Version", "StructTreeRoot"]);

/** V13, V14: the catalog changes only in keys that have a rule of their own; it is reached as /Root (or as the /Data of a lock) and nothing else. */
export function judgeCatalog(step: Step): void {
  const [before, after] = [step.before.catalog, step.after.catalog];
  const keys = differingKeys(before, after).filter(
    (key) => key !== "Names" || !sameWords(before.entries.get(key), after.entries.get(key)),
  );
  if (keys.some((key) => !JUDGED_ELSEWHERE.has(key))) {
    step.reasons.add("verify.change_catalog");
    return;
  }
  step.explain(
    step.after.root.number,
    ({ source, key }) => (source === 0 && key === "Root") || key === "Data",
  );
}

/**
 * Whether two name trees that stand in the catalog itself say the same when their strings are read as text: signing software
 * that writes the catalog anew may write the attachment's name in one byte a letter instead of two.
 */
function sameWords(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
  if (before?.kind === "string") {
    const words = textOf(before) ?? "\uFFFD";
    return sameObject(before, after) || (words === textOf(after) && !words.includes("\uFFFD"));
  }
  if (before?.kind === "array") {
    const items = after?.kind === "array" ? after.items : [];
    return (
      items.length === before.items.length && before.items.every((item, at) => sameWords(item, items[at]))
    );
  }
  if (before?.kind !== "dictionary") return sameObject(before, after);
  if (after?.kind !== "dictionary" || before.entries.size !== after.entries.size) return false;
  if (before.repeated.length > 0 || after.repeated.length > 0) return false;
  return [...before.entries].every(([key, value]) => sameWords(value, after.entries.get(key)));
}
