import { Hono } from "hono";
import { WorkList, WorkQuery, WorkView } from "../../../schemas/api/work.ts";
import { listWork, retryWork } from "../../app/work.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readQuery } from "../read-input.ts";

/** `/v1/work`: what is left to do and why it failed; an operator may push it. */
export const work = new Hono<Env>()
  .get(
    "/",
    operation({
      id: "listWork",
      tag: "运行",
      summary: "列出待办的工作",
      description:
        "消息、归档、盖章、备案标记、到期、催签。`failing` 只列失败过的；失败的按间隔自动重试，不放弃。只限管理员。",
      scope: "organisations:write",
      query: WorkQuery,
      answer: { schema: WorkList, says: "待办的工作，先到期的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listWork(c.var.house, c.var.caller, readQuery(c, WorkQuery))),
  )
  .post(
    "/:id/retry",
    operation(
      {
        id: "retryWork",
        tag: "运行",
        summary: "现在就试",
        scope: "organisations:write",
        answer: { schema: WorkView, says: "这件工作" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { id: c.req.param("id") };
      return once(c, {
        operation: "retryWork",
        scope: "organisations:write",
        input,
        status: 200,
        run: (caller) => retryWork(c.var.house, caller, input),
      });
    },
  );
