import { Hono } from "hono";
import { ListQuery } from "../../../schemas/api/list.ts";
import {
  CompareTemplatesQuery,
  TemplateFieldsView,
  TemplateFileKind,
  TemplateList,
  TemplateView,
  UploadedTemplateView,
  UploadTemplateInput,
} from "../../../schemas/api/template.ts";
import { TemplateDifference } from "../../../schemas/api/template-difference.ts";
import { LintReport } from "../../../schemas/api/template-lint.ts";
import { publishTemplate } from "../../app/templates/publish-template.ts";
import {
  compareStoredTemplates,
  getTemplate,
  lintStoredTemplate,
  listTemplates,
  storedTemplateFields,
} from "../../app/templates/read-templates.ts";
import { templateFile } from "../../app/templates/template-file.ts";
import { uploadTemplate } from "../../app/templates/upload-template.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readQuery } from "../read-input.ts";
import { DOCX, readTemplateUpload } from "../read-template.ts";
import { fileResponse } from "../stored-file.ts";

/** `/v1/templates`: a tenant's own Word templates, one row a version, named by content. */
export const templates = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "uploadTemplate",
        tag: "模板",
        summary: "上传模板",
        description:
          "DOCX，最多 10 MB：表单的 `file` 栏，或者直接作为请求体；`name`、`variant`、`form` 写在表单的其他栏或者查询参数里。答复附检查结果；同样的内容得到已有的那一版。",
        scope: "templates:write",
        files: ["multipart/form-data", DOCX],
        query: UploadTemplateInput,
        answer: { status: 201, schema: UploadedTemplateView, says: "模板与检查结果" },
        problems: [413, 415],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const upload = await readTemplateUpload(c);
      return once(c, {
        operation: "uploadTemplate",
        scope: "templates:write",
        input: { ...upload.input, fileName: upload.fileName, sha256: await sha256Hex(upload.bytes) },
        status: 201,
        run: (caller) => uploadTemplate(c.var.house, caller, upload),
      });
    },
  )
  .get(
    "/",
    operation({
      id: "listTemplates",
      tag: "模板",
      summary: "列出模板",
      scope: "templates:read",
      query: ListQuery,
      answer: { schema: TemplateList, says: "一页模板，新的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listTemplates(c.var.house, c.var.caller, readQuery(c, ListQuery))),
  )
  .get(
    "/:id",
    operation({
      id: "getTemplate",
      tag: "模板",
      summary: "查看模板",
      scope: "templates:read",
      answer: { schema: TemplateView, says: "模板" },
      problems: [404],
    }),
    async (c) => c.json(await getTemplate(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .get(
    "/:id/lint",
    operation({
      id: "lintTemplate",
      tag: "模板",
      summary: "检查模板",
      description: "问题带位置：部件、段落、文字块、单元格；问题是结果，不是错误。",
      scope: "templates:read",
      answer: { schema: LintReport, says: "检查结果" },
      problems: [404],
    }),
    async (c) => c.json(await lintStoredTemplate(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .get(
    "/:id/fields",
    operation({
      id: "templateFields",
      tag: "模板",
      summary: "模板的字段",
      scope: "templates:read",
      answer: { schema: TemplateFieldsView, says: "JSON Schema 2020-12，examples 中是样例数据" },
      problems: [404],
    }),
    async (c) => c.json(await storedTemplateFields(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .get(
    "/:id/difference",
    operation({
      id: "compareTemplates",
      tag: "模板",
      summary: "比较两版模板",
      description: "逐条列出从 `against` 到这一版的增、删、改。",
      scope: "templates:read",
      query: CompareTemplatesQuery,
      answer: { schema: TemplateDifference, says: "逐条的差别" },
      problems: [400, 404],
    }),
    async (c) => {
      const { against } = readQuery(c, CompareTemplatesQuery);
      return c.json(
        await compareStoredTemplates(c.var.house, c.var.caller, { id: c.req.param("id"), against }),
      );
    },
  )
  .get(
    "/:id/files/:kind",
    operation({
      id: "templateFile",
      tag: "模板",
      summary: "取模板文件",
      description:
        "`kind` 为 `docx`（原件）、`commented`（问题写成批注）、`preview-docx`、`preview-pdf`（填样例数据，每页有“样张”字样）。",
      scope: "templates:read",
      answer: { file: "application/octet-stream", says: "文件" },
      problems: [404, 422],
    }),
    async (c) => {
      const kind = TemplateFileKind.safeParse(c.req.param("kind"));
      if (!kind.success)
        throw new HttpError("http.not_found", `模板文件只有 ${TemplateFileKind.options.join("、")}。`);
      return fileResponse(
        await templateFile(c.var.house, c.var.caller, { id: c.req.param("id"), kind: kind.data }),
      );
    },
  )
  .post(
    "/:id/publish",
    operation(
      {
        id: "publishTemplate",
        tag: "模板",
        summary: "发布模板",
        description:
          "有错误的模板不能发布。已发布的模板可以在创建合同时以 `template_id` 选用，合同按内容摘要固定到这一版。",
        scope: "templates:write",
        answer: { schema: TemplateView, says: "已发布" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { id: c.req.param("id") };
      return once(c, {
        operation: "publishTemplate",
        scope: "templates:write",
        input,
        status: 200,
        run: (caller) => publishTemplate(c.var.house, caller, input),
      });
    },
  );
