import { z } from "zod";
import { Finding } from "../check-report.ts";
import { code } from "../contract-text.ts";
import { pageOf } from "./list.ts";
import { FilingLetterView } from "./filing-letter.ts";
import { OverrulingView } from "./overruling.ts";

export const SubmitFilingInput = z
  .object({
    contract_id: z.string().max(64),
    agency_filing_no: code(60).optional().describe("机构备案号; default: the one registered with the agency"),
    sme_class: z.enum(["中型", "小型", "微型", "大型"]).optional().describe("国统字〔2017〕213号"),
    technology_based: z.boolean().optional().describe("科技型企业"),
    earlier_filing_no: code(80).optional().describe("以前备案过的，备案号"),
    first_signing: z.boolean().optional().describe("是否初次签订"),
  })
  .strict()
  .meta({ id: "SubmitFilingInput" });
export type SubmitFilingInput = z.infer<typeof SubmitFilingInput>;

/** submitted 已提交 → filed 已备案, refused 不予备案 or returned 退回补正, which is submitted again; withdrawn 已撤回 while open. */
export const FilingState = z.enum(["submitted", "returned", "filed", "refused", "withdrawn"]);
export type FilingState = z.infer<typeof FilingState>;

/** What was mended after 退回补正 is handed in again: the same contract, or another that was signed in its place. */
export const ResubmitFilingInput = SubmitFilingInput.extend({
  contract_id: z
    .string()
    .max(64)
    .optional()
    .describe("the corrected contract, signed anew by the same parties; default: the filing's own"),
}).meta({ id: "ResubmitFilingInput" });
export type ResubmitFilingInput = z.infer<typeof ResubmitFilingInput>;

export const FilingView = z
  .object({
    id: z.string(),
    contract_id: z.string(),
    state: FilingState,
    version: z.number().int(),
    authority_code: z.string(),
    authority: z.string(),
    recipients: z.array(z.string()),
    verdict: z
      .enum(["ready", "blocked"])
      .describe("by the place's policy, without what its reviewer set aside; ground Q never blocks"),
    findings: z.array(Finding).describe("automatic check at stage file, on the day of submission"),
    refusal: z
      .string()
      .nullable()
      .describe("what stands in the way makes it 不予备案 or 退回补正 here; null when nothing does"),
    overrulings: z.array(OverrulingView).describe("findings the reviewer set aside, those taken back too"),
    letters: z.array(FilingLetterView).describe("补正通知书 and 不予备案通知书 issued so far, oldest first"),
    filed_sha256: z.string().describe("of the signed PDF that is filed"),
    due_on: z.string().describe("last day of the filing period (domain HB-R2)"),
    submitted_at: z.string(),
    decided_at: z.string().nullable(),
    register_no: z.string().nullable(),
    formal_no: z.string().nullable(),
  })
  .meta({ id: "Filing" });
export type FilingView = z.infer<typeof FilingView>;
export const FilingList = pageOf(FilingView).meta({ id: "FilingList" });
export type FilingList = z.infer<typeof FilingList>;
