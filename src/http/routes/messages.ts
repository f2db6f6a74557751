import { Hono } from "hono";
import { MessageList } from "../../../schemas/api/envelope.ts";
import { ListQuery } from "../../../schemas/api/list.ts";
import { listMessages } from "../../app/link/list-messages.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readQuery } from "../read-input.ts";

/** `/v1/messages`: what was sent to signers, and how far it came. */
export const messages = new Hono<Env>().get(
  "/",
  operation({
    id: "listMessages",
    tag: "签署",
    summary: "列出发出的消息",
    description: "本机构全部签署流程的消息；测试密钥看到的是测试消息及其内容（测试不发消息）。",
    scope: "envelopes:send",
    query: ListQuery,
    answer: { schema: MessageList, says: "一页消息，新的在前" },
    problems: [400],
  }),
  async (c) => c.json(await listMessages(c.var.house, c.var.caller, readQuery(c, ListQuery))),
);
