import { type FormField, type PdfDictionary, type Snapshot, wholeOf } from "../../formats/pdf/index.ts";
import type { Step } from "./step.ts";

const KEYS = new Set(["Type", "Subtype", "FT", "T", "V", "Rect", "P", "F", "AP", "M", "Lock", "SV", "Ff"]);
const FLAG = { hidden: 2, print: 4, noView: 32 } as const;

/**
 * V13, V16 (first cut): a field added after signing is allowed only if it is a signature field that shows nothing and
 * carries a signature, as archive timestamps do. A visible one could lie over the text, so it is refused.
 */
export function judgeAddedField(step: Step, field: FormField): boolean {
  const { dictionary } = field;
  const plain =
    [...dictionary.entries.keys()].every((key) => KEYS.has(key)) && field.widgets[0] === field.number;
  const signed = field.value?.kind === "reference" && step.after.dictionary(field.value) !== undefined;
  if (field.type !== "Sig" || !plain || !signed || !isInvisible(step.after, dictionary)) {
    step.reasons.add("verify.change_field_added");
    return false;
  }
  step.explain(field.number);
  for (const key of ["V", "AP", "Lock", "SV"]) step.explainTree(dictionary.entries.get(key));
  return true;
}

function isInvisible(state: Snapshot, widget: PdfDictionary): boolean {
  const rect = state.resolve(widget.entries.get("Rect"));
  const flags = wholeOf(state.resolve(widget.entries.get("F"))) ?? 0;
  // NoView hides from the screen only: with Print it would still come out on paper.
  if ((flags & FLAG.hidden) !== 0 || (flags & (FLAG.noView | FLAG.print)) === FLAG.noView) return true;
  const sides =
    rect?.kind === "array"
      ? rect.items.map((item) => (item.kind === "number" ? item.value : Number.NaN))
      : [];
  return sides.length === 4 && (sides[0] === sides[2] || sides[1] === sides[3]);
}
