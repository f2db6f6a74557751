import { z } from "zod";
import { openApiSchema } from "./openapi.ts";
import { NEWEST_VERSION } from "./request-frame.ts";

/** One defect of a request with its place. */
const ProblemPartSchema = z.object({
  pointer: z.string().describe("JSON Pointer fragment, or the name of a parameter"),
  code: z.string(),
  detail: z.string(),
});

/** The shape of every error (RFC 9457), as the reference shows it. */
const ProblemSchema = z.object({
  type: z.url().describe("address of the page that explains the code"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().describe("closed list, `stage.what_happened`"),
  request_id: z.string(),
  errors: z.array(ProblemPartSchema),
  findings: z.array(z.unknown()).optional().describe("findings of the check that forbade it"),
});

const { $schema: _, ...problem } = z.toJSONSchema(ProblemSchema);

const TAGS = [
  { name: "机构", description: "租户及其人员。只有管理员能登记机构。" },
  { name: "密钥", description: "API 密钥：带权限、有期限，只在创建时出示一次。" },
  { name: "合同", description: "起草、核对基本要素、取文件。" },
  { name: "模板", description: "机构自己的 Word 模板：上传、检查、预览、比较、发布。" },
  { name: "表单", description: "登记、申报、评价、季报等表单：查看要求，填写成文件。" },
  { name: "季报", description: "备案机关每季度的报表，从自己的备案登记得出。" },
  { name: "签署", description: "发出签署、查看进度、签署。" },
  {
    name: "签署页面",
    description:
      "签署人的页面所用：凭链接、验证码与会话，不用密钥；POST 须来自本站页面（`Zhiqi-Sign: page`）。",
  },
  { name: "运行", description: "系统管理员：待办的工作、失败与重试。" },
  { name: "印章", description: "印章图形的登记：种类、启用停用注销、可用人员、用印记录。" },
  { name: "备案", description: "提交备案、受理、查看。" },
  { name: "回执与核验", description: "公开：按编号看回执，按编号、指纹或文件核验。" },
] as const;

/** What the OpenAPI document says beside its routes. `publicUrl` is where this house is reached. */
export const openApiDocument = (publicUrl: string) => ({
  openapi: "3.1.0",
  info: {
    title: "知契 Zhiqi",
    version: NEWEST_VERSION,
    summary: "知识产权托管合同：起草、核对、签署、备案、验证",
    description: [
      "错误一律为 `application/problem+json`（RFC 9457），默认中文，`Accept-Language: en` 得英文。",
      "创建或发出的请求须带 `Idempotency-Key`。列表用游标：`limit`、`starting_after`、`ending_before`、`has_more`。",
      "每个答复带 `Request-Id`；`Zhiqi-Version` 可固定接口版本；接受 `traceparent`。",
    ].join("\n\n"),
  },
  servers: [{ url: publicUrl }],
  tags: [...TAGS],
  components: {
    securitySchemes: {
      apiKey: { type: "http" as const, scheme: "bearer", description: "`zq_live_…` 或 `zq_test_…`" },
    },
    schemas: { Problem: openApiSchema(problem) },
  },
});
