import { z } from "zod";
import { ArchiveView } from "./archive.ts";
import { text } from "../contract-text.ts";
import { ENVELOPE_EVENTS, ENVELOPE_STATE_NAMES, ENVELOPE_STATES } from "../envelope-moves.ts";
import { pageOf } from "./list.ts";
import { MESSAGE_KINDS } from "./message.ts";
import { TrustStatement } from "./trust.ts";

/** What a seat does, one signature each: 经办人 and 法定代表人 by hand, 用印 with the organisation's seal. */
export const SigningStep = z.enum(["经办人", "法定代表人", "用印"]);
export type SigningStep = z.infer<typeof SigningStep>;

/** In which office somebody signs. */
export const SignerRole = z.enum(["法定代表人", "负责人", "委托代理人", "经办人"]);
export type SignerRole = z.infer<typeof SignerRole>;

/** 合同, 变更协议, 解除协议. */
export const EnvelopeKind = z.enum(["contract", "amendment", "termination"]);
export type EnvelopeKind = z.infer<typeof EnvelopeKind>;

/** sequential: seats in the order of the parties · parallel: seats in any order. Within a seat the steps are always in turn. */
export const EnvelopeFlow = z.enum(["sequential", "parallel"]);
export type EnvelopeFlow = z.infer<typeof EnvelopeFlow>;

/** browser: only a key made in the signer's page · server-allowed: also one of the server's, where the page cannot make one. */
export const KeyPolicy = z.enum(["browser", "server-allowed"]);
export type KeyPolicy = z.infer<typeof KeyPolicy>;

const Phone = z
  .string()
  .trim()
  .regex(/^(?:\+86)?1[3-9]\d{9}$/, "手机号应为 11 位");

/** Whom a step is sent to: one phone number or one mail address. */
export const Recipient = z
  .object({
    seat: z.string().min(1).max(10).describe("甲方, 乙方, 丙方"),
    step: SigningStep.default("用印"),
    name: text(40).trim().min(2),
    role: SignerRole.optional().describe("法定代表人 unless said otherwise; of the step 经办人: 经办人"),
    phone: Phone.optional(),
    email: z.email().max(200).optional(),
  })
  .strict()
  .refine(({ phone, email }) => (phone === undefined) !== (email === undefined), {
    error: "phone 与 email 二选一",
  })
  .meta({ id: "Recipient" });
export type Recipient = z.infer<typeof Recipient>;

export const SendEnvelopeInput = z
  .object({
    contract_id: z.string().max(64),
    certify: z
      .boolean()
      .optional()
      .describe("the service certifies the document before anybody signs (DocMDP P=2); false when absent"),
    recipients: z
      .array(Recipient)
      .max(18)
      .optional()
      .describe(
        "who signs by link. A seat that is not named here signs with its own API key. Steps of a seat in the order given",
      ),
    order: EnvelopeFlow.optional().describe("sequential when absent"),
    expires_at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe("deadline, at most 180 days ahead; 30 days from now when recipients are named"),
    reading_seconds: z
      .int()
      .min(3)
      .max(300)
      .optional()
      .describe("by default 3 s up to 2 pages, 5 s up to 5, 10 s above"),
    scroll_to_end: z.boolean().optional(),
    keys: KeyPolicy.optional().describe("browser when absent"),
    remind_after_hours: z
      .array(
        z
          .int()
          .min(1)
          .max(24 * 60),
      )
      .max(10)
      .optional()
      .describe("催签 so many hours after the sending; by default 24 and 72, empty for none"),
  })
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
    signer_role: SignerRole,
    seal_type: SealType.default("合同专用章"),
  })
  .strict()
  .meta({ id: "SignEnvelopeInput" });
export type SignEnvelopeInput = z.infer<typeof SignEnvelopeInput>;

/** Where an envelope stands; the permitted moves are the table of schemas/envelope-moves.ts. */
export const EnvelopeState = z
  .enum(ENVELOPE_STATES)
  .describe(ENVELOPE_STATES.map((state) => `${state} ${ENVELOPE_STATE_NAMES[state][0]}`).join(" · "));

/** What happens to an envelope; the same table says when. */
export const EnvelopeEventName = z.enum(ENVELOPE_EVENTS);

export const StepView = z
  .object({
    seat: z.string(),
    step: SigningStep,
    order: z.number().int(),
    organisation: z.string(),
    recipient: z
      .object({
        name: z.string(),
        to: z.string().describe("masked phone number or address"),
        role: SignerRole,
        link: z
          .object({
            opened_at: z.string().nullable(),
            read_at: z.string().nullable(),
            expires_at: z.string(),
            url: z
              .string()
              .nullable()
              .describe("in test mode only: a sender never sees a signer's live link"),
          })
          .nullable(),
      })
      .nullable()
      .describe("whom the sender named; shown to the sender and to the seat itself"),
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
    kind: EnvelopeKind,
    previous_id: z.string().nullable().describe("of an agreement: the envelope that it changes or ends"),
    state: EnvelopeState,
    moves: z.array(EnvelopeEventName).describe("what the sender may do now"),
    order: EnvelopeFlow,
    expires_at: z.string().nullable(),
    reason: z.string().nullable().describe("why it ended: of 拒签, 撤销"),
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

export const EnvelopeList = pageOf(EnvelopeView).meta({ id: "EnvelopeList" });
export type EnvelopeList = z.infer<typeof EnvelopeList>;

/**
 * 变更协议 or 解除协议 to a completed contract: the text is the form's (`zhiqi form show amendment-agreement`), its parties are the
 * contract's.
 */
export const SendAgreementInput = SendEnvelopeInput.omit({ contract_id: true, certify: true })
  .extend({
    kind: z.enum(["amendment", "termination"]),
    data: z.record(z.string(), z.unknown()).describe("of the form 变更协议 or 解除协议"),
  })
  .strict()
  .meta({ id: "SendAgreementInput" });
export type SendAgreementInput = z.infer<typeof SendAgreementInput>;

/** 撤销. */
export const VoidEnvelopeInput = z
  .object({ reason: text(500).trim().min(2) })
  .strict()
  .meta({ id: "VoidEnvelopeInput" });
export type VoidEnvelopeInput = z.infer<typeof VoidEnvelopeInput>;

/** 延期. */
export const ExtendEnvelopeInput = z
  .object({ expires_at: z.iso.datetime({ offset: true }) })
  .strict()
  .meta({ id: "ExtendEnvelopeInput" });
export type ExtendEnvelopeInput = z.infer<typeof ExtendEnvelopeInput>;

/** Resending 重发: the old link of the step ends; a wrong number may be corrected with it. */
export const ResendInput = z
  .object({
    order: z.int().min(1).max(40).describe("of the step"),
    phone: Phone.optional(),
    email: z.email().max(200).optional(),
  })
  .strict()
  .refine(({ phone, email }) => phone === undefined || email === undefined, {
    error: "phone 与 email 最多填一个",
  })
  .meta({ id: "ResendInput" });
export type ResendInput = z.infer<typeof ResendInput>;

/** A session for the sender's own site: the signer still confirms a code. */
export const EmbedInput = z
  .object({
    order: z.int().min(1).max(40).describe("of the step"),
    frame_origin: z
      .url()
      .max(200)
      .optional()
      .describe("the site that frames the page; of the allowed origins"),
    return_url: z
      .url()
      .max(1000)
      .optional()
      .describe("where the signer goes afterwards; of the allowed origins"),
  })
  .strict()
  .refine((input) => input.frame_origin !== undefined || input.return_url !== undefined, {
    error: "请写明嵌入的网站（frame_origin）或签完返回的地址（return_url）",
  })
  .meta({ id: "EmbedInput" });
export type EmbedInput = z.infer<typeof EmbedInput>;

export const EmbedView = z
  .object({
    session_url: z.string().describe("shown once; the signer still confirms a code"),
    expires_at: z.string(),
  })
  .meta({ id: "EmbeddedSession" });
export type EmbedView = z.infer<typeof EmbedView>;

/** One message and how far it came; never its text. */
export const MessageView = z
  .object({
    id: z.string(),
    envelope_id: z.string(),
    order: z.number().int(),
    kind: z.enum(MESSAGE_KINDS),
    channel: z.enum(["sms", "mail", "chat"]),
    to: z.string().describe("masked"),
    state: z.enum(["queued", "sent", "failed", "refused"]),
    attempts: z.number().int(),
    via: z.string().nullable(),
    reference: z.string().nullable(),
    error: z.string().nullable(),
    text: z
      .string()
      .nullable()
      .describe("in test mode only, where nothing is sent: the message as it would be"),
    created_at: z.string(),
    sent_at: z.string().nullable(),
  })
  .meta({ id: "Message" });
export type MessageView = z.infer<typeof MessageView>;

export const MessageList = pageOf(MessageView).meta({ id: "MessageList" });
export type MessageList = z.infer<typeof MessageList>;
