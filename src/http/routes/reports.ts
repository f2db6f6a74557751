import { Hono } from "hono";
import { z } from "zod";
import { QuarterReportView } from "../../../schemas/api/quarter-report.ts";
import { quarterReport, quarterTableFile } from "../../app/forms/quarter-report.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readQuery } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

const FileQuery = z.object({ format: z.enum(["docx", "pdf", "xlsx"]).default("pdf") }).strict();

/** `/v1/reports`: what a bureau reports each quarter, drawn from its own register. Nothing is stored. */
export const reports = new Hono<Env>()
  .get(
    "/:quarter",
    operation({
      id: "getQuarterReport",
      tag: "季报",
      summary: "季报表一、表二的数据",
      description: "季度写作 2022Q2。由本机关已备案的合同得出；监督与评估情况由机关填写。",
      scope: "filings:read",
      answer: { schema: QuarterReportView, says: "两张表、报送期限、还缺什么" },
      problems: [422],
    }),
    async (c) => c.json(await quarterReport(c.var.house, c.var.caller, { quarter: c.req.param("quarter") })),
  )
  .get(
    "/:quarter/:table",
    operation({
      id: "getQuarterTable",
      tag: "季报",
      summary: "季报表文件",
      description: "`table` 是 hebei-quarter-table-1 或 hebei-quarter-table-2。",
      scope: "filings:read",
      query: FileQuery,
      answer: { file: "application/octet-stream", says: "Word、PDF 或电子表格" },
      problems: [400, 404, 422],
    }),
    async (c) => {
      const { quarter, table } = c.req.param();
      const { format } = readQuery(c, FileQuery);
      return fileResponse(await quarterTableFile(c.var.house, c.var.caller, { quarter, table, format }));
    },
  );
