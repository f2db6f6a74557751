import { type FormField, nameOf, type PdfDictionary, sameObject, wholeOf } from "../../formats/pdf/index.ts";
import type { Edge } from "./old-edges.ts";
import { isInvisible } from "./added-field.ts";
import { differingKeys, appearanceOf, type Step } from "./step.ts";
import type { Locks } from "./locks.ts";

/** Keys by which the rest of a document rightly reaches a field or its widget. */
export const FIELD_EDGES: ReadonlySet<string> = new Set(["Fields", "Kids", "Annots", "Parent", "Obj", "CO"]);

/**
 * V13–V15: an existing unsigned field is signed: /V, and on its widget its own appearance. One that was signed before keeps
 * its dictionaries as they are. True when it is now signed; what is wrong becomes a reason.
 */
export function judgeSignedField(
  step: Step,
  before: FormField,
  now: { readonly field: FormField; readonly locks: Locks },
): boolean {
  const { field, locks } = now;
  if (step.before.resolve(before.value) !== undefined) {
    if (onlyNamed(step, before)) return false;
    step.reasons.add("verify.change_signed_field");
    return false;
  }
  const value = step.after.dictionary(field.value);
  const stamp = nameOf(step.after.resolve(value?.entries.get("Type"))) === "DocTimeStamp";
  const forbidden = locks.permission < 2 || locks.locked(before.name);
  if (forbidden && !(stamp && showsNothing(step, field))) step.reasons.add("verify.change_locked");
  if (value === undefined) step.reasons.add("verify.change_form");
  const numbers = new Set([field.number, ...field.widgets]);
  step.under({ kind: stamp ? "timestamp" : "signature", field: field.name }, () => {
    for (const number of numbers) judgePart(step, number, numbers);
    step.explainTree(field.dictionary.entries.get("V"));
  });
  const kids = [before, field].map((one, at) =>
    (at === 0 ? step.before : step.after).resolve(one.dictionary.entries.get("Kids")),
  );
  if (!sameObject(kids[0], kids[1])) step.reasons.add("verify.change_form");
  return value !== undefined;
}

/** V13, archive level: a document timestamp may come in spite of a lock as long as nothing of it is seen. */
const showsNothing = (step: Step, { widgets }: FormField): boolean =>
  widgets.every((number) => {
    const widget = step.after.load(number)?.object;
    return widget?.kind === "dictionary" && isInvisible(step.after, widget);
  });

/** Some writers add to a signed widget the /Type it always had in fact, and nothing else. */
function onlyNamed(step: Step, field: FormField): boolean {
  const numbers = [field.number, ...field.widgets].filter((number) => step.changed.has(number));
  const named = numbers.every((number) => {
    const [old, fresh] = [step.before, step.after].map((state) => state.load(number)?.object);
    if (old?.kind !== "dictionary" || fresh?.kind !== "dictionary" || fresh.repeated.length > 0) return false;
    const [key, ...more] = differingKeys(old, fresh);
    return (
      key === "Type" &&
      more.length === 0 &&
      !old.entries.has("Type") &&
      nameOf(fresh.entries.get("Type")) === "Annot"
    );
  });
  if (named) for (const number of numbers) step.explain(number, ({ key }) => FIELD_EDGES.has(key));
  return named;
}

function judgePart(step: Step, number: number, numbers: ReadonlySet<number>): void {
  const old = step.before.load(number)?.object;
  const fresh = step.after.load(number)?.object;
  const own = ({ source }: Edge): boolean => numbers.has(source);
  if (old?.kind !== "dictionary" || fresh?.kind !== "dictionary" || !onlySigned(step, old, fresh)) {
    step.reasons.add("verify.change_form");
    return;
  }
  step.explain(number, ({ key }) => FIELD_EDGES.has(key));
  const left = appearanceOf(step.before, number);
  const clean = left?.kind !== "reference" || step.edgesTo(left.number).every(own);
  const appearance = step.after.resolve(fresh.entries.get("AP"));
  step.explainTree(fresh.entries.get("AP"), own);
  // An appearance dictionary that stays may hold a new look, if nobody else uses it.
  if (appearance !== undefined && clean)
    step.explainTree(appearance, (edge) => own(edge) || isOwnAppearance(old, edge));
  // Leaving an appearance that something else uses too is as unclean as changing it (V12, all paths).
  if (!clean && !sameObject(left, fresh.entries.get("AP"))) step.reasons.add("verify.change_unexplained");
}

/** An appearance stream held by the widget's own appearance dictionary. */
function isOwnAppearance(widget: PdfDictionary, edge: Edge): boolean {
  const appearance = widget.entries.get("AP");
  if (appearance?.kind !== "reference" || edge.source !== appearance.number) return false;
  return edge.key === "N" || edge.key === "R" || edge.key === "D";
}

/** Print and Locked: what signers set on a widget they signed. Hidden or NoView may not change, or something would appear. */
const FLAGS_OF_SIGNING = 4 | 128;

/** Whether the look of a widget is one drawing, not one of several states. */
function hasOneLook(step: Step, widget: PdfDictionary): boolean {
  const looks = [...(step.after.dictionary(widget.entries.get("AP"))?.entries.values() ?? [])];
  return looks.every((one) => step.after.resolve(one)?.kind === "stream");
}

function onlySigned(step: Step, before: PdfDictionary, after: PdfDictionary): boolean {
  if (after.repeated.length > 0) return false;
  return differingKeys(before, after).every((key) => {
    if (key === "V" || key === "AP" || key === "M") return true;
    if (key === "P") return !before.entries.has("P");
    // Poppler names a state where the look has none: it chooses nothing (ISO 32000-2 §12.5.5).
    if (key === "AS") return hasOneLook(step, after);
    // Its key in the parent tree of a tagged document.
    if (key === "StructParent")
      return !before.entries.has(key) && wholeOf(after.entries.get(key)) !== undefined;
    // Names what the object already is.
    if (key === "Type") return !before.entries.has("Type") && nameOf(after.entries.get("Type")) === "Annot";
    const old = wholeOf(step.before.resolve(before.entries.get("F"))) ?? 0;
    const fresh = wholeOf(step.after.resolve(after.entries.get("F"))) ?? -1;
    return key === "F" && fresh >= 0 && (fresh & old) === old && (fresh & ~old & ~FLAGS_OF_SIGNING) === 0;
  });
}
