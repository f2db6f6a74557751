import { Hono } from "hono";
import { FilingView, ResubmitFilingInput } from "../../../schemas/api/filing.ts";
import {
  RefuseFilingInput,
  ReturnFilingInput,
  WithdrawFilingInput,
} from "../../../schemas/api/filing-letter.ts";
import { letterFile } from "../../app/letters/letter-file.ts";
import { refuseFiling } from "../../app/refuse-filing.ts";
import { resubmitFiling } from "../../app/resubmit-filing.ts";
import { returnFiling } from "../../app/return-filing.ts";
import { withdrawFiling } from "../../app/withdraw-filing.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

/** `/v1/filings/:id/…`: 退回补正, 不予备案, 撤回, 补正后再提交, and the letters. */
export const filingDesk = new Hono<Env>()
  .post(
    "/:id/return",
    operation(
      {
        id: "returnFiling",
        tag: "备案",
        summary: "退回补正",
        description:
          "由备案机关办理：写明要补正的要素、说明和期限，随后出具盖章的补正通知书。不写 elements 的，要求补正拦住备案的各项；条件核验（Q）不能要求补正。",
        scope: "filings:review",
        body: ReturnFilingInput,
        answer: { schema: FilingView, says: "备案，连同各份通知书" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, ReturnFilingInput)), id: c.req.param("id") };
      return once(c, {
        operation: "returnFiling",
        scope: "filings:review",
        input,
        status: 200,
        run: (caller) => returnFiling(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/refuse",
    operation(
      {
        id: "refuseFiling",
        tag: "备案",
        summary: "不予备案",
        description:
          "由备案机关办理，办结。理由只能是按当地规定拦住备案、未被排除的空缺（M）或者不明晰（U）；逾期和条件核验不是理由。随后出具盖章的不予备案通知书。",
        scope: "filings:review",
        body: RefuseFilingInput,
        answer: { schema: FilingView, says: "备案，连同各份通知书" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, RefuseFilingInput)), id: c.req.param("id") };
      return once(c, {
        operation: "refuseFiling",
        scope: "filings:review",
        input,
        status: 200,
        run: (caller) => refuseFiling(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/withdraw",
    operation(
      {
        id: "withdrawFiling",
        tag: "备案",
        summary: "撤回备案",
        description: "由提交的托管机构办理，办结前都可以。合同仍是已签署，可以另行提交备案。",
        scope: "filings:submit",
        body: WithdrawFilingInput,
        answer: { schema: FilingView, says: "备案，连同各份通知书" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, WithdrawFilingInput)), id: c.req.param("id") };
      return once(c, {
        operation: "withdrawFiling",
        scope: "filings:submit",
        input,
        status: 200,
        run: (caller) => withdrawFiling(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/resubmit",
    operation(
      {
        id: "resubmitFiling",
        tag: "备案",
        summary: "补正后再次提交",
        description:
          "同一件备案的下一版，重新核验。签署文件可以是原来的，也可以是同样各方重新签署的另一份合同（contract_id）。",
        scope: "filings:submit",
        body: ResubmitFilingInput,
        answer: { schema: FilingView, says: "备案，连同各份通知书" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, ResubmitFilingInput)), id: c.req.param("id") };
      return once(c, {
        operation: "resubmitFiling",
        scope: "filings:submit",
        input,
        status: 200,
        run: (caller) => resubmitFiling(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/:id/letters/:letter/letter.pdf",
    operation({
      id: "filingLetter",
      tag: "备案",
      summary: "下载通知书 PDF",
      description: "补正通知书、不予备案通知书，由备案机关签名盖章。只有提交的机构和备案机关能看。",
      scope: "filings:read",
      answer: { file: "application/pdf", says: "盖章的通知书" },
      problems: [404, 409],
    }),
    async (c) =>
      fileResponse(
        await letterFile(c.var.house, c.var.caller, {
          id: c.req.param("id"),
          letter: c.req.param("letter"),
        }),
      ),
  );
