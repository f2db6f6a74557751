import {
  type FormField,
  formFields,
  type PdfDictionary,
  type PdfObject,
  sameObject,
  signatureFields,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { judgeAddedField } from "./added-field.ts";
import type { Locks } from "./locks.ts";
import { differingKeys, type Step } from "./step.ts";
import { judgeStraddleBox } from "./straddle-box.ts";

/** How many existing fields were signed, and the widgets of added invisible fields. */
export type FormOutcome = { readonly signed: number; readonly added: ReadonlySet<number> };

/** V13–V15: the form may only gain signatures in existing unsigned fields, invisible signature fields, and SigFlags bits. */
export function judgeForm(step: Step, locks: Locks): FormOutcome {
  judgeFormDictionary(step);
  let signed = 0;
  const old = new Map(signatureFields(step.before).map((field) => [field.number, field]));
  const boxes = new Map(formFields(step.before).map((field) => [field.number, field]));
  const added = new Set<number>();
  const names = new Set<string>();
  const filled: { before: FormField; after: FormField }[] = [];
  for (const field of formFields(step.after)) {
    const before = old.get(field.number);
    const box = boxes.get(field.number);
    if (before === undefined && box !== undefined) {
      if (step.changed.has(field.number)) filled.push({ before: box, after: field });
      continue;
    }
    if (before === undefined) {
      if (step.before.entry(field.number) === undefined && judgeAddedField(step, field))
        added.add(field.number);
      continue;
    }
    if ([field.number, ...field.widgets].some((number) => step.changed.has(number))) {
      const count = judgeSignedField(step, before, { field, locks });
      if (count > 0) names.add(field.name);
      signed += count;
    }
  }
  for (const box of filled) judgeStraddleBox(step, box, { signed: names, locks });
  return { signed, added };
}

function judgeFormDictionary(step: Step): void {
  const [oldForm, newForm] = [step.before, step.after].map((state) => state.catalog.entries.get("AcroForm"));
  const before = step.before.dictionary(oldForm);
  const after = step.after.dictionary(newForm);
  if (after === undefined) {
    if (before !== undefined) step.reasons.add("verify.change_form");
    return;
  }
  const keys = before ? differingKeys(before, after) : [...after.entries.keys()];
  const sound = keys.every((key) => key === "Fields" || (key === "SigFlags" && flagsGrow(before, after)));
  if (!sound || after.repeated.length > 0) step.reasons.add("verify.change_form");
  step.arrive(newForm, ({ source, key }) => source === step.before.root.number && key === "AcroForm");
  judgeFieldList(step, { before, after, form: newForm });
}

/** /SigFlags may gain bits, never lose them. */
function flagsGrow(before: PdfDictionary | undefined, after: PdfDictionary): boolean {
  const old = wholeOf(before?.entries.get("SigFlags")) ?? 0;
  const flags = wholeOf(after.entries.get("SigFlags")) ?? -1;
  return flags >= 0 && flags <= 3 && (flags & old) === old;
}

/** /Fields keeps its items in order; new ones come behind and each is judged as an added field. */
function judgeFieldList(
  step: Step,
  parts: { before: PdfDictionary | undefined; after: PdfDictionary; form: PdfObject | undefined },
): void {
  const list = parts.after.entries.get("Fields");
  const old = step.before.resolve(parts.before?.entries.get("Fields"));
  const fresh = step.after.resolve(list);
  if (!startsWith(fresh, old)) step.reasons.add("verify.change_form");
  const owner = parts.form?.kind === "reference" ? parts.form.number : step.before.root.number;
  step.arrive(list, ({ source, key }) => source === owner && key === "Fields");
}

/** Whether one array begins with all items of the other (an absent one has none). */
export function startsWith(fresh: PdfObject | undefined, old: PdfObject | undefined): boolean {
  if (old === undefined) return fresh === undefined || fresh.kind === "array";
  if (fresh?.kind !== "array" || old.kind !== "array") return false;
  return old.items.every((item, at) => sameObject(item, fresh.items[at]));
}

/** Keys by which the rest of a document rightly reaches a field or its widget. */
const FIELD_KEYS = new Set(["Fields", "Kids", "Annots", "Parent", "Obj"]);

/** Signs one existing field: /V, and on the widget its own appearance. Returns 1 when it is that, 0 (with a reason) when not. */
function judgeSignedField(step: Step, before: FormField, now: { field: FormField; locks: Locks }): number {
  const { field, locks } = now;
  if (step.before.resolve(before.value) !== undefined) {
    step.reasons.add("verify.change_signed_field");
    return 0;
  }
  if (locks.permission < 2 || locks.locked(before.name)) step.reasons.add("verify.change_locked");
  const numbers = new Set([field.number, ...field.widgets]);
  const own = ({ source }: { source: number }): boolean => numbers.has(source);
  for (const number of numbers) {
    const old = step.before.load(number)?.object;
    const fresh = step.after.load(number)?.object;
    if (old?.kind !== "dictionary" || fresh?.kind !== "dictionary" || !onlySigned(step, old, fresh)) {
      step.reasons.add("verify.change_form");
      continue;
    }
    step.explain(number, ({ key }) => FIELD_KEYS.has(key));
    step.explainTree(fresh.entries.get("AP"), own);
  }
  if (
    !sameObject(
      step.before.resolve(before.dictionary.entries.get("Kids")),
      step.after.resolve(field.dictionary.entries.get("Kids")),
    )
  ) {
    step.reasons.add("verify.change_form");
  }
  const value = step.after.dictionary(field.dictionary.entries.get("V"));
  if (value === undefined) step.reasons.add("verify.change_form");
  step.explainTree(field.dictionary.entries.get("V"));
  return 1;
}

/** Print and Locked: what signers set on a widget they signed. Hidden or NoView may not change, or something would appear. */
const FLAGS_OF_SIGNING = 4 | 128;

function onlySigned(step: Step, before: PdfDictionary, after: PdfDictionary): boolean {
  if (after.repeated.length > 0) return false;
  return differingKeys(before, after).every((key) => {
    if (key === "V" || key === "AP" || key === "M") return true;
    if (key === "P") return !before.entries.has("P");
    const old = wholeOf(step.before.resolve(before.entries.get("F"))) ?? 0;
    const fresh = wholeOf(step.after.resolve(after.entries.get("F"))) ?? -1;
    return key === "F" && fresh >= 0 && (fresh & old) === old && (fresh & ~old & ~FLAGS_OF_SIGNING) === 0;
  });
}
