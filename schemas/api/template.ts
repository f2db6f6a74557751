import { z } from "zod";
import { Variant } from "../contract.ts";
import { pageOf } from "./list.ts";
import { LintReport } from "./template-lint.ts";

/** draft 已上传 → published 已发布：只有已发布的可以用来起草合同。 */
export const TemplateState = z.enum(["draft", "published"]);
export type TemplateState = z.infer<typeof TemplateState>;

const use = {
  variant: Variant.optional().describe("此模板用于哪一种合同"),
  form: z.string().min(1).max(80).optional().describe("此模板用于哪一种表单；与 variant 只能给一个"),
};

/** What is said about an uploaded template beside its bytes: form fields, or query parameters of a bare DOCX. */
export const UploadTemplateInput = z
  .object({ name: z.string().trim().min(1).max(120).optional().describe("名称；不填则取文件名"), ...use })
  .strict()
  .meta({ id: "UploadTemplateInput" });
export type UploadTemplateInput = z.infer<typeof UploadTemplateInput>;

/** One version of a template. The same bytes are the same version. */
export const TemplateView = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(["live", "test"]),
    variant: Variant.nullable(),
    form: z.string().nullable(),
    sha256: z.string().describe("文件内容的摘要，即版本"),
    size: z.int().describe("字节数"),
    state: TemplateState,
    created_at: z.string(),
    published_at: z.string().nullable(),
  })
  .meta({ id: "Template" });
export type TemplateView = z.infer<typeof TemplateView>;

/** An uploaded template with what lint says of it: errors do not stop an upload, they stop publishing. */
export const UploadedTemplateView = TemplateView.extend({ lint: LintReport }).meta({
  id: "UploadedTemplate",
});
export type UploadedTemplateView = z.infer<typeof UploadedTemplateView>;

export const TemplateList = pageOf(TemplateView).meta({ id: "TemplateList" });
export type TemplateList = z.infer<typeof TemplateList>;

/** A JSON Schema 2020-12 with sample values in `examples`. */
export const TemplateFieldsView = z
  .looseObject({ $schema: z.string(), title: z.string() })
  .meta({ id: "TemplateFields" });

export const CompareTemplatesQuery = z
  .object({ against: z.string().min(1).max(64).describe("旧版模板的 id") })
  .strict();
export type CompareTemplatesQuery = z.infer<typeof CompareTemplatesQuery>;

/** `docx` the file as uploaded, `commented` a copy with lint's problems as Word comments, previews filled with samples and marked 样张. */
export const TemplateFileKind = z.enum(["docx", "commented", "preview-docx", "preview-pdf"]);
export type TemplateFileKind = z.infer<typeof TemplateFileKind>;
