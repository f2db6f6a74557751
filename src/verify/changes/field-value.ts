import { type FormField, type PdfDictionary, sameObject } from "../../formats/pdf/index.ts";
import type { Locks } from "./locks.ts";
import { FIELD_EDGES } from "./signed-field.ts";
import { differingKeys, type Step } from "./step.ts";

/** What filling a field writes: its value, the chosen indices, and on its widgets the look of it. */
const VALUE_KEYS = new Set(["V", "I", "AP", "AS", "M", "RV"]);

/**
 * V13, V15: the value of an existing form field may change only where a signature says that fields may still be filled
 * (DocMDP 2 or 3, or a FieldMDP) and none locks this one. Where nobody said so, a changed value is a changed document.
 */
export function judgeFieldValue(
  step: Step,
  { before, after }: { readonly before: FormField; readonly after: FormField },
  locks: Locks,
): void {
  if (!locks.speaksOfFields) step.reasons.add("verify.change_field_value");
  if (locks.permission < 2 || locks.locked(before.name)) step.reasons.add("verify.change_locked");
  if (before.type !== after.type || before.name !== after.name || !sameNumbers(before.widgets, after.widgets))
    step.reasons.add("verify.change_form");
  const numbers = new Set([after.number, ...after.widgets]);
  step.under({ kind: "field_value", field: after.name }, () => {
    for (const number of numbers) {
      const old = step.before.load(number)?.object;
      const fresh = step.after.load(number)?.object;
      if (old?.kind !== "dictionary" || fresh?.kind !== "dictionary" || !onlyFilled(old, fresh)) {
        step.reasons.add("verify.change_form");
        continue;
      }
      step.explain(number, ({ key }) => FIELD_EDGES.has(key));
      const appearance = old.entries.get("AP");
      const inside = step.before.dictionary(appearance);
      const own = ({ source }: { source: number }): boolean =>
        numbers.has(source) ||
        (appearance?.kind === "reference" && source === appearance.number) ||
        [...(inside?.entries.values() ?? [])].some(
          (state) => state.kind === "reference" && state.number === source,
        );
      for (const key of VALUE_KEYS) step.explainTree(fresh.entries.get(key), own);
    }
  });
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

function onlyFilled(before: PdfDictionary, after: PdfDictionary): boolean {
  if (after.repeated.length > 0) return false;
  return differingKeys(before, after).every(
    (key) =>
      VALUE_KEYS.has(key) || (key === "Kids" && sameObject(before.entries.get(key), after.entries.get(key))),
  );
}
