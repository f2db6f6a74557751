import { Variant } from "../../../schemas/contract.ts";
import { FORMS, formOf } from "../../../schemas/forms/index.ts";
import { formFields, type KnownFields, variantFields } from "../../document/fields/known-fields.ts";
import { AppError } from "../app-error.ts";

/** What a template is for: a variant of the contract, or a form; neither when nobody said. */
export type TemplateUse = {
  readonly variant?: string | null | undefined;
  readonly form?: string | null | undefined;
};

/** What is known of a template's values by its use; undefined when nobody said. Throws `app.template_use_unknown`. */
export function knownFieldsOf({ variant, form }: TemplateUse): KnownFields | undefined {
  if (variant && form) throw unknown("合同类型与表单只能给一个", { variant, form });
  if (variant) {
    const read = Variant.safeParse(variant);
    if (read.success) return variantFields(read.data);
    throw unknown(`没有合同类型 ${variant}，可用的有 ${Variant.options.join("、")}`, { variant });
  }
  if (!form) return undefined;
  const kind = formOf(form);
  if (kind !== undefined) return formFields(kind);
  throw unknown(`没有表单 ${form}，可用的有 ${FORMS.map(({ id }) => id).join("、")}`, { form });
}

const unknown = (message: string, facts: Record<string, unknown>): AppError =>
  new AppError("app.template_use_unknown", message, facts);
