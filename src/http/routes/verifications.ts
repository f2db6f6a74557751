import { Hono } from "hono";
import { z } from "zod";
import { PaperView } from "../../../schemas/api/paper.ts";
import { ReceiptView } from "../../../schemas/api/receipt.ts";
import { ReportLanguage } from "../../../schemas/check-report.ts";
import { FiledRelation, VerificationReport } from "../../../schemas/verification.ts";
import { findPapers } from "../../app/find-papers.ts";
import { getReceipt } from "../../app/get-receipt.ts";
import { heldSince, verifyDigest } from "../../app/verify-digest.ts";
import { verificationReportFile } from "../../app/verification-report-file.ts";
import { verifyFile } from "../../app/verify-file.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readFile } from "../read-file.ts";
import { readInput, readQuery } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

/** As printed on the receipt or as computed: white space between the digits does not count. */
const Fingerprint = z
  .string()
  .max(160)
  .regex(/^(?:\s*[0-9a-fA-F]){64}\s*$/, "SHA-256 为 64 位十六进制");

const VerifyInput = z
  .union([
    z.object({ register_no: z.string().trim().min(1).max(60) }).strict(),
    z.object({ document_no: z.string().trim().min(1).max(60).describe("文号") }).strict(),
    z.object({ sha256: Fingerprint }).strict(),
  ])
  .meta({ id: "VerifyInput" });

const VerificationQuery = z
  .object({
    format: z.enum(["json", "pdf"]).optional().describe("核验文件的答复种类；默认按 Accept，再默认 json"),
    lang: ReportLanguage.optional().describe("报告的语言；默认按 Accept-Language，再默认中文"),
  })
  .strict();

/** Whether Accept names PDF before JSON; of several only the order counts. */
function prefersPdf(accept = ""): boolean {
  const types = accept
    .slice(0, 500)
    .split(",")
    .map((media) => media.split(";")[0]?.trim().toLowerCase());
  const [pdf, json] = [types.indexOf("application/pdf"), types.indexOf("application/json")];
  return pdf >= 0 && (json < 0 || pdf < json);
}

/** One of four: what was asked decides which is there. */
const Verification = z
  .object({
    receipt: ReceiptView.nullable().describe("asked by register number"),
    papers: z
      .array(PaperView)
      .nullable()
      .describe("asked by document number: one of each authority that has it"),
    filed: FiledRelation.nullable().describe("asked by SHA-256"),
    held_since: z
      .string()
      .nullable()
      .describe("asked by SHA-256: since when these very bytes are on record here; no trusted timestamp"),
    report: VerificationReport.nullable().describe("asked by file"),
  })
  .meta({ id: "Verification" });
type Verification = z.infer<typeof Verification>;

const NOTHING: Verification = { receipt: null, papers: null, held_since: null, filed: null, report: null };

/** `/v1/verifications`: by number, by fingerprint, by file. Nothing is stored. */
export const verifications = new Hono<Env>().post(
  "/",
  operation({
    id: "verify",
    tag: "回执与核验",
    summary: "核验编号、文号、指纹或文件",
    description:
      '四种问法各答一栏，其余三栏为 null：\n\n- 文件：以 `application/pdf` 直接发送，或放在表单的 `file` 栏目（不超过 30 MB，不保存）。答 `report`：结论、逐个签名的各项事实、签名之后的改动、与备案的关系。`format=pdf` 或 `Accept: application/pdf` 得到可打印的电子签名验证报告，附同样内容的 `verification.json`。\n- `{"sha256"}`：只查登记簿，答 `filed`；没有备案的答 `unrelated`，不是错误；备案机关发出的通知书答 `correction` 或 `refusal`。\n- `{"register_no"}`：答 `receipt`；没有的答 404。\n- `{"document_no"}`：文号，答 `papers`：回执、补正通知书、不予备案通知书；有的地方字号里不写市名，所以可能不止一份。没有的答 404。\n\n打不开、被改动的文件也是结果（`invalid`），不是错误；不是 PDF 的，理由是 `verify.not_a_pdf`。',
    scope: "public",
    body: VerifyInput,
    files: ["application/pdf", "multipart/form-data"],
    query: VerificationQuery,
    answer: { schema: Verification, says: "核验结果" },
    problems: [400, 404, 413, 415, 422],
  }),
  async (c) => {
    const { house } = c.var;
    const query = readQuery(c, VerificationQuery);
    if (!/json/i.test(c.req.header("content-type") ?? "")) {
      const file = await readFile(c);
      const report = await verifyFile(house, { pdf: file.bytes, fileName: file.name });
      const language = query.lang ?? c.var.language;
      if (query.format === "pdf" || (query.format === undefined && prefersPdf(c.req.header("accept"))))
        return fileResponse(await verificationReportFile(house, report, { language }));
      return c.json({ ...NOTHING, report });
    }
    const input = await readInput(c, VerifyInput);
    if ("document_no" in input)
      return c.json({ ...NOTHING, papers: await findPapers(house, { documentNo: input.document_no }) });
    if ("register_no" in input)
      return c.json({ ...NOTHING, receipt: await getReceipt(house, { registerNo: input.register_no }) });
    const sha256 = input.sha256.toLowerCase().replaceAll(/\s/g, "");
    const filed = await verifyDigest(house, { sha256 });
    return c.json({ ...NOTHING, filed, held_since: await heldSince(house, { sha256 }) });
  },
);
