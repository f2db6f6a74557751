import { z } from "zod";
import { text } from "../contract-text.ts";

/** A letter's number, who answers questions: printed when given. */
const contact = {
  contact_person: text(40).trim().min(1).optional().describe("联系人，印在通知书上"),
  phone: text(40).trim().min(1).optional().describe("联系电话，印在通知书上"),
};

/** An element that the reviewer found absent or unclear by eye, where the automatic check did not. */
export const LetterElement = z
  .object({
    element: text(100).trim().min(1).describe("要素"),
    value: text(500).nullable().describe("所载内容；空缺的写 null"),
    place: text(200).trim().min(1).describe("所在位置"),
    basis: text(300).trim().min(1).describe("依据"),
    fix: text(300).trim().min(1).describe("改正要求"),
  })
  .strict()
  .meta({ id: "LetterElement" });
export type LetterElement = z.infer<typeof LetterElement>;

export const ReturnFilingInput = z
  .object({
    elements: z
      .array(z.object({ finding: z.string().max(20), pointer: z.string().max(200) }).strict())
      .max(200)
      .optional()
      .describe("which findings M or U are to be corrected; default: all that stand in the way"),
    also: z.array(LetterElement).max(50).optional().describe("审查人看到的其他空缺、不明晰"),
    reason: text(500).trim().min(4).describe("说明，印在通知书上"),
    due_on: z.iso.date().describe("补正期限；晚于今天，一年以内"),
    ...contact,
  })
  .strict()
  .meta({ id: "ReturnFilingInput" });
export type ReturnFilingInput = z.infer<typeof ReturnFilingInput>;

/** The grounds are no input: they are the findings that stand in the way by the place's policy. */
export const RefuseFilingInput = z
  .object({ reason: text(500).trim().min(4).describe("说明，印在通知书上"), ...contact })
  .strict()
  .meta({ id: "RefuseFilingInput" });
export type RefuseFilingInput = z.infer<typeof RefuseFilingInput>;

export const WithdrawFilingInput = z
  .object({ reason: text(500).trim().min(4).optional().describe("撤回的理由") })
  .strict()
  .meta({ id: "WithdrawFilingInput" });
export type WithdrawFilingInput = z.infer<typeof WithdrawFilingInput>;

/** correction 补正通知书, refusal 不予备案通知书. */
export const LetterKind = z.enum(["correction", "refusal"]);
export type LetterKind = z.infer<typeof LetterKind>;

export const FilingLetterView = z
  .object({
    id: z.string(),
    kind: LetterKind,
    document_no: z.string().describe("文号"),
    filing_version: z.number().int().describe("the version of the filing it made"),
    elements: z.array(LetterElement),
    reason: z.string(),
    due_on: z.string().nullable(),
    issued_at: z.string(),
    state: z.enum(["sealing", "ready"]),
    sha256: z.string().nullable().describe("of the sealed PDF; null while it is being sealed"),
  })
  .meta({ id: "FilingLetter" });
export type FilingLetterView = z.infer<typeof FilingLetterView>;
