import { z } from "zod";
import { CheckReport, Stage } from "../check-report.ts";
import { Metadata, pageOf } from "./list.ts";

/** draft 草稿 → signing 签署中 → signed 已完成 → filing 备案中 → filed 已备案. */
export const ContractState = z.enum(["draft", "signing", "signed", "filing", "filed"]);
export type ContractState = z.infer<typeof ContractState>;

/** `contract` is custody-contract/1 and is parsed by its own schema, which answers every defect with a JSON Pointer. */
export const CreateContractInput = z
  .object({
    contract: z.unknown().describe("custody-contract/1"),
    external_id: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/, "external_id 为 1–100 个可见字符")
      .optional()
      .describe(
        "the caller's own id, unique per tenant: the same id with the same contract answers the contract already there",
      ),
    metadata: Metadata.optional(),
    template_id: z
      .string()
      .max(64)
      .optional()
      .describe("a published template of the caller's own for this variant; default: the house's"),
  })
  .strict()
  .meta({ id: "CreateContractInput" });
export type CreateContractInput = z.infer<typeof CreateContractInput>;

export const ContractView = z
  .object({
    id: z.string(),
    external_id: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    mode: z.enum(["live", "test"]),
    variant: z.string(),
    title: z.string(),
    contract_no: z.string(),
    state: ContractState,
    version: z.number().int().describe("counts changes; the ETag"),
    envelope_id: z.string().nullable(),
    filing_id: z.string().nullable(),
    template_id: z.string().nullable().describe("the own template it is drafted with"),
    template_sha256: z.string().nullable().describe("pins that template's version"),
    created_at: z.string(),
    updated_at: z.string(),
    contract: z
      .unknown()
      .describe("custody-contract/1 as it stands, signatures and filing included once there are any"),
  })
  .meta({ id: "ContractRecord" });
export type ContractView = z.infer<typeof ContractView>;

/** A created contract with the check of its draft: defects do not stop a draft, they stop sending. */
export const CreatedContractView = ContractView.extend({ check: CheckReport }).meta({
  id: "CreatedContract",
});
export type CreatedContractView = z.infer<typeof CreatedContractView>;

/** A list carries no contract bodies: ask for the one you need. */
export const ContractSummary = ContractView.omit({ contract: true }).meta({ id: "ContractSummary" });
export type ContractSummary = z.infer<typeof ContractSummary>;
export const ContractList = pageOf(ContractSummary).meta({ id: "ContractList" });
export type ContractList = z.infer<typeof ContractList>;

export const CheckContractInput = z
  .object({
    stage: Stage.optional().describe("default: what is there: filing, else signatures, else draft"),
    as_of: z.iso.date().optional().describe("calendar day in China; default today"),
  })
  .strict()
  .meta({ id: "CheckContractInput" });
export type CheckContractInput = z.infer<typeof CheckContractInput>;

export const DocumentKind = z.enum(["docx", "pdf", "json"]);
export type DocumentKind = z.infer<typeof DocumentKind>;
