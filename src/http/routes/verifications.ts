import { Hono } from "hono";
import { z } from "zod";
import { ReceiptView } from "../../../schemas/api/receipt.ts";
import { FiledRelation, VerificationReport } from "../../../schemas/verification.ts";
import { getReceipt } from "../../app/get-receipt.ts";
import { verifyDigest } from "../../app/verify-digest.ts";
import { verifyFile } from "../../app/verify-file.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readFile } from "../read-file.ts";
import { readInput } from "../read-input.ts";

/** As printed on the receipt or as computed: white space between the digits does not count. */
const Fingerprint = z
  .string()
  .max(160)
  .regex(/^(?:\s*[0-9a-fA-F]){64}\s*$/, "SHA-256 为 64 位十六进制");

const VerifyInput = z
  .union([
    z.object({ register_no: z.string().trim().min(1).max(60) }).strict(),
    z.object({ sha256: Fingerprint }).strict(),
  ])
  .meta({ id: "VerifyInput" });

/** One of three: what was asked decides which is there. */
const Verification = z
  .object({
    receipt: ReceiptView.nullable().describe("asked by register number"),
    filed: FiledRelation.nullable().describe("asked by SHA-256"),
    report: VerificationReport.nullable().describe("asked by file"),
  })
  .meta({ id: "Verification" });
type Verification = z.infer<typeof Verification>;

const NOTHING: Verification = { receipt: null, filed: null, report: null };

/** `/v1/verifications`: by number, by fingerprint, by file. Nothing is stored. */
export const verifications = new Hono<Env>().post(
  "/",
  operation({
    id: "verify",
    tag: "回执与核验",
    summary: "核验编号、指纹或文件",
    description: "文件以 `application/pdf` 直接发送，或放在表单的 `file` 栏目；不保存。",
    scope: "public",
    body: VerifyInput,
    files: ["application/pdf", "multipart/form-data"],
    answer: { schema: Verification, says: "核验结果" },
    problems: [400, 404, 413, 415, 422],
  }),
  async (c) => {
    const { house } = c.var;
    if (!/json/i.test(c.req.header("content-type") ?? "")) {
      const file = await readFile(c);
      const report = await verifyFile(house, { pdf: file.bytes, fileName: file.name });
      return c.json({ ...NOTHING, report });
    }
    const input = await readInput(c, VerifyInput);
    return "sha256" in input
      ? c.json({
          ...NOTHING,
          filed: await verifyDigest(house, { sha256: input.sha256.toLowerCase().replaceAll(/\s/g, "") }),
        })
      : c.json({ ...NOTHING, receipt: await getReceipt(house, { registerNo: input.register_no }) });
  },
);
