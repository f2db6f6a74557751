import { Hono } from "hono";
import { FilingList, FilingView, SubmitFilingInput } from "../../../schemas/api/filing.ts";
import { ListQuery } from "../../../schemas/api/list.ts";
import { acceptFiling } from "../../app/accept-filing.ts";
import { getFiling } from "../../app/get-filing.ts";
import { listFilings } from "../../app/list-filings.ts";
import { submitFiling } from "../../app/submit-filing.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput, readQuery } from "../read-input.ts";

/** `/v1/filings`: contracts before a bureau. An agency sees its own, a bureau those addressed to it. */
export const filings = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "submitFiling",
        tag: "备案",
        summary: "提交备案",
        description: "自动按备案阶段核验；备案机关由地区与合同类型决定。",
        scope: "filings:submit",
        body: SubmitFilingInput,
        answer: { status: 201, schema: FilingView, says: "备案" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, SubmitFilingInput);
      return once(c, {
        operation: "submitFiling",
        scope: "filings:submit",
        input,
        status: 201,
        run: (caller) => submitFiling(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/",
    operation({
      id: "listFilings",
      tag: "备案",
      summary: "列出备案",
      scope: "filings:read",
      query: ListQuery,
      answer: { schema: FilingList, says: "一页备案，新的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listFilings(c.var.house, c.var.caller, readQuery(c, ListQuery))),
  )
  .get(
    "/:id",
    operation({
      id: "getFiling",
      tag: "备案",
      summary: "查看备案",
      scope: "filings:read",
      answer: { schema: FilingView, says: "备案" },
      problems: [404],
    }),
    async (c) => c.json(await getFiling(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .post(
    "/:id/accept",
    operation(
      {
        id: "acceptFiling",
        tag: "备案",
        summary: "准予备案",
        description: "由备案机关办理：取得登记编号与备案文号，随后出具盖章的回执。",
        scope: "filings:review",
        answer: { schema: FilingView, says: "已备案" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { id: c.req.param("id") };
      return once(c, {
        operation: "acceptFiling",
        scope: "filings:review",
        input,
        status: 200,
        run: (caller) => acceptFiling(c.var.house, caller, input),
      });
    },
  );
