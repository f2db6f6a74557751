import { type Context, Hono } from "hono";
import {
  CheckContractInput,
  ContractList,
  ContractView,
  CreateContractInput,
  CreatedContractView,
  DocumentKind,
} from "../../../schemas/api/contract.ts";
import { ListQuery } from "../../../schemas/api/list.ts";
import { CheckReport, ReportLanguage } from "../../../schemas/check-report.ts";
import { Contract } from "../../../schemas/contract.ts";
import { checkContract, checkedContract } from "../../app/check-contract.ts";
import { type CheckReportFormat, checkReportFile } from "../../app/check-report-file.ts";
import { contractFile } from "../../app/contract-file.ts";
import { createContract } from "../../app/create-contract.ts";
import { getContract } from "../../app/get-contract.ts";
import { listContracts } from "../../app/list-contracts.ts";
import { MEDIA_TYPES } from "../../app/stored-file.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput, readQuery } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";
import { contentLanguage } from "./checks.ts";

const CheckReportQuery = CheckContractInput.extend({
  lang: ReportLanguage.optional().describe("语言；默认按 Accept-Language，再默认中文"),
});

/** What a contract's check is asked with, by the query. */
function checkAsked(c: Context<Env>) {
  const { lang, ...query } = readQuery(c, CheckReportQuery);
  return { id: c.req.param("id") ?? "", ...query, language: lang ?? c.var.language };
}

async function checkPaper(c: Context<Env>, format: CheckReportFormat): Promise<Response> {
  const asked = checkAsked(c);
  const checked = await checkedContract(c.var.house, c.var.caller, asked);
  return fileResponse(await checkReportFile(c.var.house, checked, { format, language: asked.language }));
}

/** `/v1/contracts`: drafts, their checks, their documents. */
export const contracts = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "createContract",
        tag: "合同",
        summary: "创建合同",
        description:
          "草稿可以有缺陷，答复附核对结果；发出签署前须补正。同一 `external_id` 与同一合同得到已有的那一份。",
        scope: "contracts:write",
        body: CreateContractInput.extend({ contract: Contract }),
        answer: { status: 201, schema: CreatedContractView, says: "合同与草稿核对结果" },
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, CreateContractInput);
      return once(c, {
        operation: "createContract",
        scope: "contracts:write",
        input,
        status: 201,
        run: (caller) => createContract(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/",
    operation({
      id: "listContracts",
      tag: "合同",
      summary: "列出合同",
      scope: "contracts:read",
      query: ListQuery,
      answer: { schema: ContractList, says: "一页合同，新的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listContracts(c.var.house, c.var.caller, readQuery(c, ListQuery))),
  )
  .get(
    "/:id",
    operation({
      id: "getContract",
      tag: "合同",
      summary: "查看合同",
      description: "`ETag` 为版本；带 `If-None-Match` 且未变时得 304。",
      scope: "contracts:read",
      answer: { schema: ContractView, says: "合同" },
      problems: [404],
    }),
    async (c) => {
      const contract = await getContract(c.var.house, c.var.caller, { id: c.req.param("id") });
      const etag = `"${contract.version}"`;
      c.header("ETag", etag);
      return c.req.header("if-none-match") === etag ? c.body(null, 304) : c.json(contract);
    },
  )
  .post(
    "/:id/check",
    operation({
      id: "checkContract",
      tag: "合同",
      summary: "核对合同基本要素",
      scope: "contracts:read",
      body: CheckContractInput,
      answer: { schema: CheckReport, says: "核对结果；缺陷是结果，不是错误" },
      problems: [404, 422],
    }),
    async (c) => {
      const input = await readInput(c, CheckContractInput);
      const asked = { id: c.req.param("id"), ...input, language: c.var.language };
      return c.json(await checkContract(c.var.house, c.var.caller, asked));
    },
  )
  .get(
    "/:id/check",
    operation({
      id: "readContractCheck",
      tag: "合同",
      summary: "合同的核对结果",
      description:
        "同 `POST …/check`，另加登记机关才知道的事；审查人员排除的结论带 `overruled`，不再影响结果。",
      scope: "contracts:read",
      query: CheckReportQuery,
      answer: { schema: CheckReport, says: "核对结果；缺陷是结果，不是错误" },
      problems: [400, 404],
    }),
    async (c) => {
      const asked = checkAsked(c);
      const report = await checkContract(c.var.house, c.var.caller, asked);
      return c.json(report, 200, { "Content-Language": contentLanguage(asked.language) });
    },
  )
  .get(
    "/:id/check.docx",
    operation({
      id: "contractCheckAsWord",
      tag: "合同",
      summary: "审查意见表（Word）",
      scope: "contracts:read",
      query: CheckReportQuery,
      answer: { file: MEDIA_TYPES.docx, says: "审查意见表" },
      problems: [400, 404],
    }),
    (c) => checkPaper(c, "docx"),
  )
  .get(
    "/:id/check.pdf",
    operation({
      id: "contractCheckAsPdf",
      tag: "合同",
      summary: "审查意见表（PDF，附核对结果 JSON）",
      scope: "contracts:read",
      query: CheckReportQuery,
      answer: { file: MEDIA_TYPES.pdf, says: "审查意见表" },
      problems: [400, 404],
    }),
    (c) => checkPaper(c, "pdf"),
  )
  .get(
    "/:id/documents/:kind",
    operation({
      id: "contractDocument",
      tag: "合同",
      summary: "取合同文件",
      description: "`kind` 为 `docx`、`pdf`（含已有的签名）或 `json`（规范化的合同数据）。",
      scope: "contracts:read",
      answer: { file: "application/octet-stream", says: "文件" },
      problems: [404],
    }),
    async (c) => {
      const kind = DocumentKind.safeParse(c.req.param("kind"));
      if (!kind.success) throw new HttpError("http.not_found", "合同文件只有 docx、pdf、json 三种。");
      return fileResponse(
        await contractFile(c.var.house, c.var.caller, { id: c.req.param("id"), kind: kind.data }),
      );
    },
  );
