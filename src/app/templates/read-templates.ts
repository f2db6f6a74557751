import type { ListQuery } from "../../../schemas/api/list.ts";
import type { TemplateList, TemplateView } from "../../../schemas/api/template.ts";
import type { TemplateDifference } from "../../../schemas/api/template-difference.ts";
import type { LintReport } from "../../../schemas/api/template-lint.ts";
import type { TemplateFields } from "../../document/fields/template-fields.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { TemplateRecord } from "../../ports/records.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { pageRequest } from "../page-request.ts";
import { storedBytes } from "../stored-file.ts";
import { ownTemplate, templateView, useOf } from "./own-template.ts";
import { difference, fieldsOf, lintOf } from "./template-desk.ts";

/** What is asked of one stored template. All read only the caller's own: any other is `app.not_found`. */
type Asked = { readonly id: string };

/** A template with its bytes, which the blob store proves against their digest. */
export async function openedTemplate(
  house: House,
  caller: Caller,
  { id }: Asked,
): Promise<{ readonly record: TemplateRecord; readonly bytes: Bytes }> {
  needScope(caller, "templates:read");
  const record = await ownTemplate(house, caller, id);
  return { record, bytes: await storedBytes(house, record.digest) };
}

/** The caller's own templates of its mode, newest first, by cursor. */
export async function listTemplates(house: House, caller: Caller, query: ListQuery): Promise<TemplateList> {
  needScope(caller, "templates:read");
  const owner = { tenantId: caller.organisationId, mode: caller.mode };
  const { rows, more } = await house.store.templates(owner, pageRequest(query));
  return { data: rows.map(templateView), has_more: more };
}

/** One version. */
export async function getTemplate(house: House, caller: Caller, { id }: Asked): Promise<TemplateView> {
  needScope(caller, "templates:read");
  return templateView(await ownTemplate(house, caller, id));
}

/** Its problems by today's fields, with places. */
export async function lintStoredTemplate(house: House, caller: Caller, asked: Asked): Promise<LintReport> {
  const { record, bytes } = await openedTemplate(house, caller, asked);
  return lintOf(bytes, useOf(record));
}

/** Its fields as JSON Schema 2020-12 with sample values. */
export async function storedTemplateFields(
  house: House,
  caller: Caller,
  asked: Asked,
): Promise<TemplateFields> {
  const { record, bytes } = await openedTemplate(house, caller, asked);
  return fieldsOf(bytes, useOf(record));
}

/** What changed from `against` to this version, clause by clause. */
export async function compareStoredTemplates(
  house: House,
  caller: Caller,
  asked: Asked & { readonly against: string },
): Promise<TemplateDifference> {
  const after = await openedTemplate(house, caller, asked);
  const before = await openedTemplate(house, caller, { id: asked.against });
  return difference(before.bytes, after.bytes);
}
