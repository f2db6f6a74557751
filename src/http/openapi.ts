import type { MiddlewareHandler } from "hono";
import { describeRoute, resolver } from "hono-openapi";
import type { OpenAPIV3, OpenAPIV3_1 } from "openapi-types";
import { z } from "zod";
import type { Scope } from "../../schemas/api/api-key.ts";

/** Where an operation stands in the reference. */
export type Tag =
  | "机构"
  | "密钥"
  | "合同"
  | "模板"
  | "表单"
  | "季报"
  | "签署"
  | "签署页面"
  | "运行"
  | "印章"
  | "备案"
  | "回执与核验";

type File = { readonly file: string; readonly schema?: undefined };
type Shape = { readonly schema: z.ZodType; readonly file?: undefined };

/** zod's JSON Schema 2020-12 is OpenAPI 3.1's; only the two packages' types differ. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const openApiSchema = (schema: unknown) => schema as OpenAPIV3_1.SchemaObject;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const parameterSchema = (schema: unknown) => schema as OpenAPIV3.SchemaObject;

/** What the reference tells of a route. */
export type Operation = {
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** Scope its key needs; `public` needs no key. */
  readonly scope: Scope | "public";
  /** JSON it takes, or media types of files. */
  readonly body?: z.ZodType;
  readonly files?: readonly string[];
  readonly query?: z.ZodType;
  readonly answer: (File | Shape) & { readonly status?: 200 | 201 | 202; readonly says: string };
  /** Statuses of the problems a caller should expect beside the general ones. */
  readonly problems?: readonly number[];
};

const PROBLEM = { $ref: "#/components/schemas/Problem" } as const;
const BINARY = { type: "string", contentEncoding: "binary" } as const;

/** Describes a route for OpenAPI and does nothing else. `creates` tells that an Idempotency-Key is required. */
export function operation(spec: Operation, creates?: "creates"): MiddlewareHandler {
  const statuses = new Set([...(spec.problems ?? []), ...(spec.scope === "public" ? [] : [401, 403])]);
  if (creates) for (const status of [400, 409, 422]) statuses.add(status);
  return describeRoute({
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: descriptionOf(spec),
    security: spec.scope === "public" ? [] : [{ apiKey: [] }],
    parameters: [...(creates ? [IDEMPOTENCY_KEY] : []), ...(spec.query ? queryParameters(spec.query) : [])],
    ...requestBodyOf(spec),
    responses: {
      [spec.answer.status ?? 200]: {
        description: spec.answer.says,
        content: spec.answer.schema
          ? { "application/json": { schema: resolver(spec.answer.schema) } }
          : { [spec.answer.file]: { schema: BINARY } },
      },
      ...Object.fromEntries(
        [...statuses].sort((a, b) => a - b).map((status) => [status, problemAnswer(status)]),
      ),
      default: problemAnswer(500),
    },
  });
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "每件新事一个新值；同值重发得到第一次的答复（至少保留 24 小时）。",
  schema: { type: "string", minLength: 1, maxLength: 255 },
} as const;

const descriptionOf = (spec: Operation): string =>
  [spec.description, spec.scope === "public" ? "无需密钥。" : `所需权限：\`${spec.scope}\`。`]
    .filter(Boolean)
    .join("\n\n");

const problemAnswer = (status: number) => ({
  description: `问题详情（RFC 9457），${status}`,
  content: { "application/problem+json": { schema: PROBLEM } },
});

function requestBodyOf(spec: Operation) {
  if (!spec.body && !spec.files) return {};
  const files = (spec.files ?? []).map((media) => [media, { schema: fileSchema(media) }] as const);
  return {
    requestBody: {
      required: true,
      content: {
        ...(spec.body ? { "application/json": { schema: resolver(spec.body) } } : {}),
        ...Object.fromEntries(files),
      },
    },
  };
}

const fileSchema = (media: string) =>
  media === "multipart/form-data"
    ? ({ type: "object", properties: { file: BINARY }, required: ["file"] } as const)
    : BINARY;

/** The parameters of a flat query schema, one by one. */
function queryParameters(query: z.ZodType) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query" as const,
    required: required.includes(name),
    schema: parameterSchema(schema),
  }));
}
