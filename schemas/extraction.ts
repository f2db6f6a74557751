import { z } from "zod";
import { Variant } from "./contract.ts";

/** Where something stands in an uploaded document; what a format does not know is absent (a DOCX has no pages). */
export const DocumentPlace = z
  .object({
    page: z.int().min(1).optional().describe("页，从 1 起；DOCX 没有"),
    paragraph: z.int().min(1).optional().describe("正文第几段，从 1 起"),
    cell: z
      .object({ table: z.int().min(1), row: z.int().min(1), column: z.int().min(1) })
      .optional()
      .describe("表格的第几张、第几行、第几列"),
    clause: z.string().optional().describe("所在条款，如“第三条 托管期限”"),
    quote: z.string().describe("原文，过长的截短"),
  })
  .meta({ id: "DocumentPlace" });
export type DocumentPlace = z.infer<typeof DocumentPlace>;

/** Below this confidence nobody should rely on a value unseen. */
export const SURE = 0.6;

/** One element read out of a document: what was understood, where it stands, how sure we are (0–1; below 0.6 nobody should rely on it unseen). */
export const ExtractedValue = z
  .object({
    pointer: z.string().describe("JSON Pointer into the contract shape"),
    value: z.unknown(),
    at: DocumentPlace,
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: "ExtractedValue" });
export type ExtractedValue = z.infer<typeof ExtractedValue>;

/** Why something is left to a person. */
export const UnreadReason = z.enum([
  "no_text_layer",
  "picture_page",
  "unreadable_characters",
  "low_confidence",
  "seal_on_paper",
  "unknown_variant",
  "not_in_text",
]);
export type UnreadReason = z.infer<typeof UnreadReason>;

/** One line of the reviewer's form: what the program could not judge, why, and what to look for. `answer` is the reviewer's. */
export const UnreadElement = z
  .object({
    rule: z.string().describe("规则编号，如 PTY-03；整份读不出的为空"),
    pointer: z.string(),
    element: z.string().describe("要素，给人看的说法"),
    reason: UnreadReason,
    question: z.string().describe("请审查人看什么"),
    at: DocumentPlace.optional(),
    answer: z.null().describe("审查人填写"),
  })
  .meta({ id: "UnreadElement" });
export type UnreadElement = z.infer<typeof UnreadElement>;

/** What was read of an uploaded document, beside the findings. */
export const DocumentReading = z
  .object({
    format: z.enum(["docx", "pdf"]),
    pages: z.int().nullable(),
    text: z.enum(["full", "partial", "none"]).describe("文字层：齐全、部分页是图片、没有"),
    variant: z.object({
      id: Variant,
      confidence: z.number().min(0).max(1),
      given: z.boolean().describe("由调用方指定"),
    }),
    data: z
      .enum(["text", "attached"])
      .describe("要素取自正文，或者随文件的 custody-contract/1 数据（并与正文逐项比对）"),
    values: z.array(ExtractedValue),
    unread: z.array(UnreadElement).describe("不能判断、须人工审查的"),
    notes: z.array(z.string()).describe("读文件时看到的：隐藏文字、扫描页等"),
  })
  .meta({ id: "DocumentReading" });
export type DocumentReading = z.infer<typeof DocumentReading>;
