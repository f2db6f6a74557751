import { Hono } from "hono";
import { ReceiptView } from "../../../schemas/api/receipt.ts";
import { getReceipt } from "../../app/get-receipt.ts";
import { receiptFile } from "../../app/receipt-file.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { fileResponse } from "../stored-file.ts";

/** `/v1/receipts`: what anybody may know of a filing. */
export const receipts = new Hono<Env>()
  .get(
    "/:registerNo",
    operation({
      id: "getReceipt",
      tag: "回执与核验",
      summary: "按登记编号查看回执",
      scope: "public",
      answer: { schema: ReceiptView, says: "回执" },
      problems: [404],
    }),
    async (c) => c.json(await getReceipt(c.var.house, { registerNo: c.req.param("registerNo") })),
  )
  .get(
    "/:registerNo/receipt.pdf",
    operation({
      id: "receiptDocument",
      tag: "回执与核验",
      summary: "下载回执 PDF",
      scope: "public",
      answer: { file: "application/pdf", says: "由备案机关签名的回执" },
      problems: [404, 409],
    }),
    async (c) => fileResponse(await receiptFile(c.var.house, { registerNo: c.req.param("registerNo") })),
  );
