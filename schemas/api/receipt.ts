import { z } from "zod";
import { TrustStatement } from "./trust.ts";

/** What anybody may know of a filing: no fee, no address, no phone, no signer. */
export const ReceiptView = z
  .object({
    register_no: z.string(),
    formal_no: z.string(),
    state: z.enum(["sealing", "ready"]).describe("sealing: numbered, the sealed PDF is being made"),
    authority_code: z.string(),
    authority: z.string(),
    variant: z.string(),
    title: z.string(),
    contract_no: z.string(),
    agency: z.string(),
    enterprise: z.string(),
    filed_on: z.string().describe("calendar day in China"),
    filed_at: z.string(),
    filed_sha256: z.string(),
    receipt_sha256: z.string().nullable(),
    verify_url: z.string(),
    signatures: z
      .array(z.object({ seat: z.string(), step: z.string(), trust: TrustStatement.nullable() }))
      .describe("what stood behind each party's signature, without a name; null where no statement was kept"),
  })
  .meta({ id: "Receipt" });
export type ReceiptView = z.infer<typeof ReceiptView>;
