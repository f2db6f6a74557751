import { type Context, Hono } from "hono";
import { z } from "zod";
import { CheckReport, ReportLanguage, Stage } from "../../../schemas/check-report.ts";
import { Contract, Variant } from "../../../schemas/contract.ts";
import { needScope } from "../../app/caller.ts";
import { type CheckReportFormat, checkReportFile } from "../../app/check-report-file.ts";
import { checkUpload } from "../../app/check-upload.ts";
import { MEDIA_TYPES } from "../../app/stored-file.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readSentContract } from "../read-file.ts";
import { readQuery } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

const CheckQuery = z
  .object({
    stage: Stage.optional().describe("默认按内容：有 filing 为 file，有签名为 sign，否则 draft"),
    as_of: z.iso.date().optional().describe("以哪一天为准（中国日历日），默认今天"),
    variant: Variant.optional().describe("按这一合同类型核对；上传的文件不写则由内容判断"),
    lang: ReportLanguage.optional().describe("语言；默认按 Accept-Language，再默认中文"),
    format: z
      .enum(["json", "docx", "pdf"])
      .optional()
      .describe("答复的种类：核对结果，或者审查意见表；默认按 Accept，再默认 json"),
  })
  .strict();

/** `/v1/checks`: the check alone, of a contract as data or as a file; nothing is stored. */
export const checks = new Hono<Env>().post(
  "/",
  operation({
    id: "checkDocument",
    tag: "合同",
    summary: "只核对，不保存",
    description:
      "请求体是合同 JSON，或者以 `multipart/form-data` 的 `file` 栏目上传的文件：DOCX、PDF（也可以直接作为请求体）、JSON。与 `zhiqi check --json` 的答复相同。`format=docx`、`format=pdf` 得到审查意见表。扫描件没有文字层的，答复 `verdict: review` 和须人工审查的各项。",
    scope: "contracts:read",
    body: Contract,
    files: ["multipart/form-data", MEDIA_TYPES.pdf, MEDIA_TYPES.docx],
    query: CheckQuery,
    answer: { schema: CheckReport, says: "核对结果；缺陷是结果，不是错误" },
    problems: [400, 413, 415, 422],
  }),
  async (c) => {
    needScope(c.var.caller, "contracts:read");
    const query = readQuery(c, CheckQuery);
    const { bytes, name } = await readSentContract(c);
    const language = query.lang ?? c.var.language;
    const checked = await checkUpload(c.var.house, {
      file: bytes,
      name,
      variant: query.variant,
      stage: query.stage,
      asOf: query.as_of,
      language,
    });
    const format = query.format ?? acceptedFormat(c);
    if (format === "json")
      return c.json(checked.report, 200, { "Content-Language": contentLanguage(language) });
    return fileResponse(await checkReportFile(c.var.house, checked, { format, language }));
  },
);

/** The value of Content-Language. */
export const contentLanguage = (language: ReportLanguage): string => (language === "zh" ? "zh-CN" : "en");

/** The kind of answer that Accept names first; JSON when it names none of ours. */
function acceptedFormat(c: Context<Env>): CheckReportFormat | "json" {
  for (const media of (c.req.header("accept") ?? "").slice(0, 500).split(",")) {
    const type = media.split(";")[0]?.trim().toLowerCase();
    if (type === MEDIA_TYPES.pdf) return "pdf";
    if (type === MEDIA_TYPES.docx) return "docx";
    if (type === MEDIA_TYPES.json) return "json";
  }
  return "json";
}
