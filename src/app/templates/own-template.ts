import type { TemplateView } from "../../../schemas/api/template.ts";
import { Variant } from "../../../schemas/contract.ts";
import type { TemplateRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import type { TemplateUse } from "./known-fields.ts";

/** A template of the caller's own in its mode. Any other is `app.not_found`. */
export async function ownTemplate(house: House, caller: Caller, id: string): Promise<TemplateRecord> {
  const record = await house.store.template(id);
  if (record === undefined || record.tenantId !== caller.organisationId || record.mode !== caller.mode)
    throw new AppError("app.not_found", "没有找到这份模板", {});
  return record;
}

/** What a stored template is for. */
export const useOf = ({ variant, form }: TemplateRecord): TemplateUse => ({ variant, form });

/** A template as the API shows it. */
export const templateView = (record: TemplateRecord): TemplateView => {
  const variant = Variant.safeParse(record.variant);
  return {
    id: record.id,
    name: record.name,
    mode: record.mode,
    variant: variant.success ? variant.data : null,
    form: record.form === "" ? null : record.form,
    sha256: record.digest,
    size: record.size,
    state: record.state,
    created_at: record.createdAt,
    published_at: record.publishedAt,
  };
};
