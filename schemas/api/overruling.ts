import { z } from "zod";
import { text } from "../contract-text.ts";

/** A reviewer sets a finding aside. It is named as the filing lists it. */
export const OverruleInput = z
  .object({
    finding: z
      .string()
      .regex(/^[A-Z0-9]+-\d{2}\.[MUQ]$/)
      .describe("结论编号，如 SUB-02.U"),
    pointer: z.string().max(200).describe("结论所指的位置，JSON Pointer"),
    reason: text(500).trim().min(4).describe("理由：审查人看到了什么、为什么这一项不影响备案"),
  })
  .strict()
  .meta({ id: "OverruleInput" });
export type OverruleInput = z.infer<typeof OverruleInput>;

/** A finding set aside. It stays on record when taken back. */
export const OverrulingView = z
  .object({
    id: z.string(),
    finding: z.string(),
    pointer: z.string(),
    reason: z.string(),
    authority_code: z.string(),
    authority: z.string(),
    person_id: z.string().nullable().describe("the reviewer, when the key belongs to a person"),
    overruled_at: z.string(),
    withdrawn_at: z.string().nullable(),
  })
  .meta({ id: "Overruling" });
export type OverrulingView = z.infer<typeof OverrulingView>;
