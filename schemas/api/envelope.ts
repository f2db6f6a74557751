import { z } from "zod";
import { ArchiveView } from "./archive.ts";
import { text } from "../contract-text.ts";
import { TrustStatement } from "./trust.ts";

export const SendEnvelopeInput = z
  .object({ contract_id: z.string().max(64) })
  .strict()
  .meta({ id: "SendEnvelopeInput" });
export type SendEnvelopeInput = z.infer<typeof SendEnvelopeInput>;

export const SealType = z.enum(["公章", "合同专用章"]);
export type SealType = z.infer<typeof SealType>;

/** One party's signature with a key that the server makes for this event and forgets (trust: key held by the server). */
export const SignEnvelopeInput = z
  .object({
    seat: z.string().min(1).max(10).describe("甲方, 乙方, 丙方"),
    signer: text(40)
      .trim()
      .min(2)
      .describe("name of the person who signs; it becomes part of the contract's data"),
    signer_role: z.enum(["法定代表人", "负责人", "委托代理人"]),
    seal_type: SealType.default("合同专用章"),
  })
  .strict()
  .meta({ id: "SignEnvelopeInput" });
export type SignEnvelopeInput = z.infer<typeof SignEnvelopeInput>;

/** signing 签署中 → completed 已完成. */
export const EnvelopeState = z.enum(["signing", "completed"]);
export type EnvelopeState = z.infer<typeof EnvelopeState>;

export const StepView = z
  .object({
    seat: z.string(),
    order: z.number().int(),
    organisation: z.string(),
    state: z.enum(["waiting", "signed"]),
    signer: z.string().nullable(),
    signer_role: z.string().nullable(),
    seal_type: z.string().nullable(),
    signed_at: z.string().nullable(),
    sha256: z.string().nullable().describe("of the PDF with this signature: one revision longer than before"),
    trust: TrustStatement.nullable().describe(
      "what stood behind this signature when it was made; null before",
    ),
  })
  .meta({ id: "EnvelopeStep" });
export type StepView = z.infer<typeof StepView>;

export const EnvelopeView = z
  .object({
    id: z.string(),
    contract_id: z.string(),
    state: EnvelopeState,
    version: z.number().int(),
    next_seat: z.string().nullable(),
    revision1_sha256: z.string().describe("the PDF as sent, before any signature"),
    current_sha256: z.string(),
    pages: z.number().int(),
    steps: z.array(StepView),
    trust: z
      .object({
        certificate: TrustStatement.shape.certificate,
        time: TrustStatement.shape.time,
        identity: z.string(),
        key: TrustStatement.shape.key,
      })
      .describe(
        "four facts, never merged into one tick; of each the weakest among the signatures so far (before the first: what a signature by the server would have)",
      ),
    archive: ArchiveView.nullable().describe(
      "from completion on: how long the file can be proved, and what is still to come",
    ),
    created_at: z.string(),
    completed_at: z.string().nullable(),
  })
  .meta({ id: "Envelope" });
export type EnvelopeView = z.infer<typeof EnvelopeView>;
