import type { FormKind } from "../../schemas/forms/form-kind.ts";
import { FORMS, formOf } from "../../schemas/forms/index.ts";
import { checkForm } from "../../src/completeness/forms/check-form.ts";
import { formDocument } from "../../src/document/forms/form-document.ts";
import { fileAt } from "../document/docx.ts";

/** A day on which every condition holds. */
export const TODAY = "2026-11-20";

/** The papers beside a contract are proved with the documents' room; the forms of the sources are proved here. */
export const SOURCE_FORMS: readonly FormKind[] = FORMS.filter((form) =>
  /^(hebei|zhoukou|xuhui|cnipa|hunan)-/.test(form.id),
).filter((form) => !form.id.endsWith("agreement"));

export function form(id: string): FormKind {
  const found = formOf(id);
  if (found === undefined) throw new Error(`no form ${id}`);
  return found;
}

/** The form filled with these data. */
export const filled = (kind: FormKind, data: unknown) =>
  formDocument(kind, kind.schema.parse(data), fileAt(`templates/${kind.template}`));

/** The sample with some of its values changed: `/staff/0/years` → value; undefined takes it away. */
export function changed(kind: FormKind, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy = structuredClone({ ...kind.sample });
  for (const [pointer, value] of Object.entries(changes)) {
    const steps = pointer.split("/").slice(1);
    const last = steps.pop() ?? "";
    const at = steps.reduce<unknown>((inside, step) => Reflect.get(Object(inside), step), copy);
    Reflect.set(Object(at), last, value);
  }
  return copy;
}

/** The finding ids of the sample with these changes. */
export const findingsOf = (id: string, changes: Readonly<Record<string, unknown>>): readonly string[] =>
  checkForm(form(id), form(id).schema.parse(changed(form(id), changes)), { asOf: TODAY }).findings.map(
    (finding) => finding.id,
  );

/** Every leaf of a value with its pointer. */
export function leavesOf(value: unknown, pointer = ""): readonly { pointer: string; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ pointer, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${pointer}/${key}`));
}
