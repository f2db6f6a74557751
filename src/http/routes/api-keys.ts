import { Hono } from "hono";
import { z } from "zod";
import { ApiKeyView, CreateApiKeyInput, NewApiKeyView } from "../../../schemas/api/api-key.ts";
import { createApiKey } from "../../app/create-api-key.ts";
import { listApiKeys } from "../../app/list-api-keys.ts";
import { revokeApiKey } from "../../app/revoke-api-key.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";

const ApiKeyList = z
  .object({ data: z.array(ApiKeyView), has_more: z.literal(false) })
  .meta({ id: "ApiKeyList" });

/** `/v1/api-keys`: keys of the caller's organisation. A key is shown once and never again. */
export const apiKeys = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "createApiKey",
        tag: "密钥",
        summary: "创建密钥",
        description: "答复中的 `key` 只出示这一次，我们只保存它的摘要。",
        scope: "keys:write",
        body: CreateApiKeyInput,
        answer: { status: 201, schema: NewApiKeyView, says: "新密钥" },
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, CreateApiKeyInput);
      return once(c, {
        operation: "createApiKey",
        scope: "keys:write",
        input,
        status: 201,
        run: (caller) => createApiKey(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/",
    operation({
      id: "listApiKeys",
      tag: "密钥",
      summary: "列出密钥",
      scope: "keys:write",
      answer: { schema: ApiKeyList, says: "本机构的密钥" },
    }),
    async (c) => c.json({ data: await listApiKeys(c.var.house, c.var.caller), has_more: false }),
  )
  .delete(
    "/:id",
    operation({
      id: "revokeApiKey",
      tag: "密钥",
      summary: "停用密钥",
      description: "立即失效；重复停用得到同样的答复。",
      scope: "keys:write",
      answer: { schema: ApiKeyView, says: "已停用的密钥" },
      problems: [404],
    }),
    async (c) => c.json(await revokeApiKey(c.var.house, c.var.caller, { id: c.req.param("id") })),
  );
