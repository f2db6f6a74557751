import { Hono } from "hono";
import { FilingList, FilingView, SubmitFilingInput } from "../../../schemas/api/filing.ts";
import { OverruleInput } from "../../../schemas/api/overruling.ts";
import { ListQuery } from "../../../schemas/api/list.ts";
import { acceptFiling } from "../../app/accept-filing.ts";
import { getFiling } from "../../app/get-filing.ts";
import { listFilings } from "../../app/list-filings.ts";
import { overruleFinding, withdrawOverruling } from "../../app/overrule-finding.ts";
import { submitFiling } from "../../app/submit-filing.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput, readQuery } from "../read-input.ts";
import { filingDesk } from "./filing-desk.ts";

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
    "/:id/overrulings",
    operation(
      {
        id: "overruleFinding",
        tag: "备案",
        summary: "排除一条结论",
        description:
          "备案机关的审查人员认为某条结论不成立或者不影响备案的，附理由排除。理由留存、可查、印在审查意见表上；合同不变。",
        scope: "filings:review",
        body: OverruleInput,
        answer: { status: 201, schema: FilingView, says: "备案，连同各项排除" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, OverruleInput)), id: c.req.param("id") };
      return once(c, {
        operation: "overruleFinding",
        scope: "filings:review",
        input,
        status: 201,
        run: (caller) => overruleFinding(c.var.house, caller, input),
      });
    },
  )
  .delete(
    "/:id/overrulings/:overruling",
    operation({
      id: "withdrawOverruling",
      tag: "备案",
      summary: "恢复一条被排除的结论",
      description: "两次都留存。重复恢复得到同样的答复。",
      scope: "filings:review",
      answer: { schema: FilingView, says: "备案，连同各项排除" },
      problems: [404, 409],
    }),
    async (c) =>
      c.json(
        await withdrawOverruling(c.var.house, c.var.caller, {
          id: c.req.param("id"),
          overruling: c.req.param("overruling"),
        }),
      ),
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
  )
  .route("/", filingDesk);
