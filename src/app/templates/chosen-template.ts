import type { Contract } from "../../../schemas/contract.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { ContractRecord, TemplateRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { storedBytes } from "../stored-file.ts";
import { ownTemplate } from "./own-template.ts";

/**
 * The template a contract asks to be drafted with; undefined when it asks for none. Throws `app.not_found` for one that is
 * not the caller's, `app.template_not_published`, `app.template_wrong_variant`.
 */
export async function chosenTemplate(
  house: House,
  caller: Caller,
  asked: { readonly id: string | undefined; readonly contract: Contract },
): Promise<TemplateRecord | undefined> {
  if (asked.id === undefined) return undefined;
  const record = await ownTemplate(house, caller, asked.id);
  if (record.state !== "published")
    throw new AppError("app.template_not_published", "模板还没有发布，请先发布再用它起草合同", {
      template_id: record.id,
    });
  if (record.variant !== asked.contract.variant)
    throw new AppError("app.template_wrong_variant", "模板不是这种合同的，请换用与合同类型相符的模板", {
      template: record.variant,
      contract: asked.contract.variant,
    });
  return record;
}

/** The very bytes a contract was pinned to, whatever happened to the template since; undefined: the house's template. */
export const pinnedTemplate = async (
  house: House,
  record: Pick<ContractRecord, "templateDigest">,
): Promise<Bytes | undefined> =>
  record.templateDigest === null ? undefined : storedBytes(house, record.templateDigest);
