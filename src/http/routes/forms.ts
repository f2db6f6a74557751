import { type Context, Hono } from "hono";
import { z } from "zod";
import { FormSummary, FormView } from "../../../schemas/api/form.ts";
import { CheckReport } from "../../../schemas/check-report.ts";
import { FORMS, type FormFormat } from "../../../schemas/forms/index.ts";
import { needScope } from "../../app/caller.ts";
import { checkFormData, FORM_MEDIA_TYPES, formFile } from "../../app/forms/form-file.ts";
import { formSummary, formView } from "../../app/forms/form-view.ts";
import { needForm, readFormData } from "../../app/forms/read-form.ts";
import { fileNameOf } from "../../app/stored-file.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { parseJson } from "../read-body.ts";
import { readJsonBytes, readQuery } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

const FormList = z
  .object({ data: z.array(FormSummary), has_more: z.literal(false) })
  .meta({ id: "FormList" });

const FormData = z.record(z.string(), z.unknown()).describe("按该表单的 JSON Schema，见 GET /v1/forms/{id}");

const Format = z.enum(["docx", "pdf", "xlsx"]);
const DocumentQuery = z.object({ format: Format.optional().describe("默认按 Accept，再默认 pdf") }).strict();
const CheckQuery = z
  .object({ as_of: z.iso.date().optional().describe("以哪一天为准（中国日历日），默认今天") })
  .strict();

/** `/v1/forms`: the documents of the sources: what they ask, and how they are filled. Nothing is stored. */
export const forms = new Hono<Env>()
  .get(
    "/",
    operation({
      id: "listForms",
      tag: "表单",
      summary: "列出表单",
      scope: "contracts:read",
      answer: { schema: FormList, says: "全部表单，按来源次序" },
    }),
    (c) => {
      needScope(c.var.caller, "contracts:read");
      return c.json({ data: FORMS.map(formSummary), has_more: false });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getForm",
      tag: "表单",
      summary: "查看表单：JSON Schema、字段、条件、样例",
      scope: "contracts:read",
      answer: { schema: FormView, says: "表单" },
      problems: [404],
    }),
    (c) => {
      needScope(c.var.caller, "contracts:read");
      return c.json(formView(needForm(c.req.param("id"))));
    },
  )
  .post(
    "/:id/documents",
    operation({
      id: "fillForm",
      tag: "表单",
      summary: "填写表单，得到文件",
      description: "请求体是表单数据；文件种类由 `format` 或 `Accept` 决定，季报表另有 xlsx。不保存。",
      scope: "contracts:read",
      body: FormData,
      query: DocumentQuery,
      answer: { file: "application/octet-stream", says: "文件" },
      problems: [400, 404, 406, 413, 415, 422],
    }),
    async (c) => {
      needScope(c.var.caller, "contracts:read");
      const { form, data } = await readForm(c);
      const format = readQuery(c, DocumentQuery).format ?? accepted(c.req.header("accept") ?? "");
      const bytes = await formFile(c.var.house, form, { data, format });
      return fileResponse({
        bytes,
        mediaType: FORM_MEDIA_TYPES[format],
        fileName: fileNameOf(form.title, format),
        sha256: await sha256Hex(bytes),
      });
    },
  )
  .post(
    "/:id/checks",
    operation({
      id: "checkForm",
      tag: "表单",
      summary: "核对表单所载的条件",
      description: "请求体是表单数据。不保存。",
      scope: "contracts:read",
      body: FormData,
      query: CheckQuery,
      answer: { schema: CheckReport, says: "核对结果；缺陷是结果，不是错误" },
      problems: [400, 404, 413, 415, 422],
    }),
    async (c) => {
      needScope(c.var.caller, "contracts:read");
      const { form, data } = await readForm(c);
      return c.json(checkFormData(c.var.house, form, { data, asOf: readQuery(c, CheckQuery).as_of }));
    },
  );

async function readForm(c: Context<Env>) {
  const form = needForm(c.req.param("id") ?? "");
  return { form, data: readFormData(form, parseJson(await readJsonBytes(c))) };
}

/** The first kind of file that Accept names, in its own order; PDF when it names none. */
function accepted(accept: string): FormFormat {
  for (const media of accept.split(",").map((part) => part.split(";")[0]?.trim().toLowerCase())) {
    const format = Format.options.find((option) => FORM_MEDIA_TYPES[option] === media);
    if (format !== undefined) return format;
  }
  return "pdf";
}
