import type { TemplateDifference } from "../../../schemas/api/template-difference.ts";
import type { LintReport } from "../../../schemas/api/template-lint.ts";
import { type TemplateFields, templateFields } from "../../document/fields/template-fields.ts";
import { commentTemplate } from "../../document/lint/comment-template.ts";
import { lintTemplate } from "../../document/lint/lint-template.ts";
import { compareTemplates } from "../../document/versions/compare-templates.ts";
import { previewTemplate } from "../../document/versions/preview-template.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { Desk } from "../desk/desk.ts";
import { knownFieldsOf, type TemplateUse } from "./known-fields.ts";

/** What can be asked of a template without any register: the command line and the API ask the same. All throw DocumentError for a file that is no template, `app.template_use_unknown` for a use there is not. */

/** Everything wrong with it, with places. */
export const lintOf = (template: Bytes, use: TemplateUse): Promise<LintReport> =>
  lintTemplate(template, knownFieldsOf(use));

/** Its fields as JSON Schema with sample values. */
export const fieldsOf = (template: Bytes, use: TemplateUse): TemplateFields =>
  templateFields(template, knownFieldsOf(use));

/** A copy with every problem as a Word comment, and the report. */
export async function commented(
  desk: Pick<Desk, "clock">,
  template: Bytes,
  use: TemplateUse,
): Promise<{ readonly docx: Bytes; readonly report: LintReport }> {
  const report = await lintOf(template, use);
  return { docx: commentTemplate(template, report, desk.clock.now()), report };
}

/** Filled with sample values, every page headed 样张: as Word and as PDF. */
export async function previewed(
  desk: Pick<Desk, "clock" | "renderer">,
  template: Bytes,
  use: TemplateUse,
): Promise<{ readonly docx: Bytes; pdf(): ReturnType<Desk["renderer"]["render"]> }> {
  const docx = await previewTemplate(template, knownFieldsOf(use));
  const pdf = () =>
    desk.renderer.render({
      docx,
      title: "样张",
      profile: "word",
      createdAt: desk.clock.now(),
      attachments: [],
    });
  return { docx, pdf };
}

/** What changed from one version to the other, clause by clause. */
export const difference = (before: Bytes, after: Bytes): Promise<TemplateDifference> =>
  compareTemplates(before, after);
