import {
  type FormField,
  formFields,
  nameOf,
  type PdfDictionary,
  type PdfObject,
  sameObject,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { judgeAddedField } from "../changes/added-field.ts";
import { grows } from "../changes/archive-changes.ts";
import { judgeFieldValue } from "../changes/field-value.ts";
import type { Locks } from "../changes/locks.ts";
import { judgeSignedField } from "../changes/signed-field.ts";
import { differingKeys, type Step } from "../changes/step.ts";
import { judgeStraddleBox } from "../changes/straddle-box.ts";

/** How many existing fields were signed or filled, how many strips of a 骑缝章 were set, and the widgets of added signature fields. */
export type FormOutcome = {
  readonly signed: number;
  readonly filled: number;
  readonly strips: number;
  readonly added: ReadonlySet<number>;
};

/** V13–V15: the form may only gain signatures in existing unsigned fields, new signature fields, permitted values, and SigFlags bits. */
export function judgeForm(step: Step, locks: Locks): FormOutcome {
  judgeFormDictionary(step);
  const old = new Map(formFields(step.before).map((field) => [field.number, field]));
  const added = new Set<number>();
  const signed = new Set<string>();
  const others: FieldChange[] = [];
  for (const field of formFields(step.after)) {
    const before = old.get(field.number);
    if (before === undefined) {
      if (step.before.entry(field.number) === undefined || step.before.load(field.number) === undefined)
        for (const widget of judgeAddedField(step, field, locks)) added.add(widget);
      continue;
    }
    if (![field.number, ...field.widgets].some((number) => step.changed.has(number))) continue;
    if (before.type !== "Sig") others.push({ before, after: field });
    else if (judgeSignedField(step, before, { field, locks })) {
      signed.add(field.name);
      // Its widget may have hung on no page so far; where it comes to, it is looked at as a new one.
      for (const widget of field.widgets) added.add(widget);
    }
  }
  const [strips, values] = [others.filter(isStrip), others.filter((change) => !isStrip(change))];
  for (const change of strips) judgeStraddleBox(step, change, { signed, locks });
  for (const change of values) judgeFieldValue(step, change, locks);
  return { signed: signed.size, filled: values.length, strips: strips.length, added };
}

type FieldChange = { readonly before: FormField; readonly after: FormField };

const isStrip = ({ before, after }: FieldChange): boolean =>
  before.type === "Btn" && after.name.includes("-骑缝-");

function judgeFormDictionary(step: Step): void {
  const [oldForm, newForm] = [step.before, step.after].map((state) => state.catalog.entries.get("AcroForm"));
  const before = step.before.dictionary(oldForm);
  const after = step.after.dictionary(newForm);
  if (after === undefined) {
    if (before !== undefined) step.reasons.add("verify.change_form");
    return;
  }
  const owner = newForm?.kind === "reference" ? newForm.number : step.before.root.number;
  const keys = new Set(before ? differingKeys(before, after) : after.entries.keys());
  // Default resources that keep their number may have been written anew in place.
  if (after.entries.get("DR")?.kind === "reference") keys.add("DR");
  const sound = [...keys].every((key) => formKeyMayDiffer(step, { before, after, owner }, key));
  if (!sound || after.repeated.length > 0) step.reasons.add("verify.change_form");
  step.arrive(newForm, ({ source, key }) => source === step.before.root.number && key === "AcroForm");
  judgeFieldList(step, { before, after, owner });
}

type FormParts = {
  readonly before: PdfDictionary | undefined;
  readonly after: PdfDictionary;
  /** Object in which the new form dictionary stands. */
  readonly owner: number;
};

/** V14: default resources may gain names, never change one; a default appearance may come where there was none. */
function formKeyMayDiffer(step: Step, { before, after, owner }: FormParts, key: string): boolean {
  const fresh = after.entries.get(key);
  if (key === "Fields") return true;
  if (key === "SigFlags") return flagsGrow(before, after);
  // Looks made anew by the reader are made with these: a font that comes later would change what the fields say.
  if ((key === "DA" || key === "DR") && !isFalse(before?.entries.get("NeedAppearances")))
    return sameObject(before?.entries.get(key), fresh);
  if (key === "DA") return !before?.entries.has("DA") && fresh?.kind === "string";
  if (key === "DR") return judgeResources(step, { old: before?.entries.get(key), fresh, owner });
  if (key === "Type") return nameOf(fresh) === "AcroForm";
  // What the standard takes as given may be said or left unsaid.
  return key === "NeedAppearances" && isFalse(before?.entries.get(key)) && isFalse(fresh);
}

/** Default resources gain names. iText keeps the frame of the last visible signature there as /FRM, which no field draws with. */
function judgeResources(
  step: Step,
  { old, fresh, owner }: { old: PdfObject | undefined; fresh: PdfObject | undefined; owner: number },
): boolean {
  const [before, after] = [step.before.dictionary(old), step.after.dictionary(fresh)];
  const frames = [
    step.before.dictionary(before?.entries.get("XObject")),
    step.after.dictionary(after?.entries.get("XObject")),
  ];
  const onlyFrames = frames.every(
    (one) => one === undefined || [...one.entries.keys()].every((name) => name === "FRM"),
  );
  if (before === undefined || after === undefined || !onlyFrames)
    return grows(step, { old, fresh, source: owner, key: "DR" }, 0);
  step.arrive(fresh, ({ source, key }) => source === owner && key === "DR");
  step.explainTree(after.entries.get("XObject"));
  const holder = fresh?.kind === "reference" ? fresh.number : owner;
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].every(
    (key) =>
      key === "XObject" ||
      grows(step, { old: before.entries.get(key), fresh: after.entries.get(key), source: holder, key }, 1),
  );
}

const isFalse = (object: PdfObject | undefined): boolean =>
  object === undefined || (object.kind === "boolean" && !object.value);

/** /SigFlags may gain bits, never lose them. */
function flagsGrow(before: PdfDictionary | undefined, after: PdfDictionary): boolean {
  const old = wholeOf(before?.entries.get("SigFlags")) ?? 0;
  const flags = wholeOf(after.entries.get("SigFlags")) ?? -1;
  return flags >= 0 && flags <= 3 && (flags & old) === old;
}

/** /Fields keeps its items in order; each new one is judged as an added field. */
function judgeFieldList(step: Step, { before, after, owner }: FormParts): void {
  const list = after.entries.get("Fields");
  const old = step.before.resolve(before?.entries.get("Fields"));
  const fresh = step.after.resolve(list);
  if (!keepsOrder(fresh, old)) step.reasons.add("verify.change_form");
  step.arrive(list, ({ source, key }) => source === owner && key === "Fields");
}

/** Whether one array holds all items of the other in their order (an absent one has none). */
function keepsOrder(fresh: PdfObject | undefined, old: PdfObject | undefined): boolean {
  if (old === undefined) return fresh === undefined || fresh.kind === "array";
  if (fresh?.kind !== "array" || old.kind !== "array") return false;
  let kept = 0;
  for (const item of fresh.items) if (sameObject(item, old.items[kept])) kept += 1;
  return kept === old.items.length;
}

/** Whether one array begins with all items of the other (an absent one has none). */
export function startsWith(fresh: PdfObject | undefined, old: PdfObject | undefined): boolean {
  if (old === undefined) return fresh === undefined || fresh.kind === "array";
  if (fresh?.kind !== "array" || old.kind !== "array") return false;
  return old.items.every((item, at) => sameObject(item, fresh.items[at]));
}
