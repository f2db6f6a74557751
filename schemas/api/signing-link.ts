import { z } from "zod";
import { text } from "../contract-text.ts";
import { ENVELOPE_EVENTS, ENVELOPE_STATES } from "../envelope-moves.ts";
import { SealType, SignerRole, SigningStep } from "./envelope.ts";
import { TrustStatement } from "./trust.ts";

/**
 * What the signer's page and the server say to each other under `/s/:token`. Every POST is JSON, from this site's own page
 * (`Origin`), with the header `Zhiqi-Sign: page`; everything but the page itself, `state` and `codes` needs the session of
 * `POST /s/:token/session`. Other contracts of the same signer from the same sender (`task.others`) are reached by the same
 * session under `/s/:token/with/:link/…` with the same ends.
 */
export const PAGE_HEADER = "Zhiqi-Sign";
export const PAGE_HEADER_VALUE = "page";
/** A framed page cannot have a cookie of its own: it keeps the session of the answer in memory and sends it here. */
export const SESSION_HEADER = "Zhiqi-Session";

/** Bounds a page can count on. */
export const LINK_BOUNDS = {
  linkDays: 7,
  sessionMinutes: 30,
  codeMinutes: 5,
  codeTries: 5,
  codeResendSeconds: 60,
  embedMinutes: 15,
} as const;

const base64 = (most: number) =>
  z
    .string()
    .min(4)
    .max(most)
    .regex(/^[A-Za-z0-9+/_-]+={0,2}$/);

/** Before any code: what may be told to whoever has the link. Nothing of the contract's content. */
export const LinkState = z
  .object({
    state: z
      .enum(["open", "waiting", "signed", "over"])
      .describe(
        "open: may be signed now · waiting: others sign first · signed: this step is done · over: the envelope is",
      ),
    envelope_state: z.enum(ENVELOPE_STATES),
    sender: z.string().describe("organisation that sent it"),
    sent_to: z.string().describe("masked phone number or address that codes go to"),
    expires_at: z.string().describe("of this link"),
    copies_only: z
      .boolean()
      .describe(
        "the link's days are over and its step is signed: with a code it still shows and hands out the copies",
      ),
    test_mode: z.boolean(),
    framed: z.boolean().describe("opened by an embedded session: use the session header, not the cookie"),
  })
  .meta({ id: "LinkState" });
export type LinkState = z.infer<typeof LinkState>;

/** open: to read · intent 意愿: to sign, asked for after prepare. */
export const CodePurpose = z.enum(["open", "intent"]);
export type CodePurpose = z.infer<typeof CodePurpose>;

const PenPoint = z.object({
  x: z.number(),
  y: z.number(),
  pressure: z.number().min(0).max(1).optional(),
});
const Strokes = z.array(z.array(PenPoint).min(1).max(5000)).min(1).max(300);

/** What the signature field will show: the seal, or the name written by hand. A step without seals takes strokes only. */
const mark = {
  seal: SealType.optional(),
  strokes: Strokes.optional().describe("x to the right, y downwards, any unit"),
};
const oneMark = (input: { seal?: unknown; strokes?: unknown }): boolean =>
  (input.seal === undefined) !== (input.strokes === undefined);

/** The server's key where the page has none: of which file it was shown, and what the field will show. */
const ServerKeyWish = z
  .object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("of the document that was shown"),
    ...mark,
  })
  .strict()
  .refine(oneMark, { error: "seal 与 strokes 二选一" });

/** A 意愿 code is asked for what was shown, and is good for that alone. */
const oneIntent = (input: { purpose: CodePurpose; state_ids?: unknown; server_key?: unknown }): boolean => {
  const named = [input.state_ids, input.server_key].filter((one) => one !== undefined).length;
  return named === (input.purpose === "intent" ? 1 : 0);
};

export const AskCodeInput = z
  .object({
    purpose: CodePurpose,
    state_ids: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(20)
      .optional()
      .describe("intent only: what was prepared and is to be signed with this one code"),
    server_key: ServerKeyWish.optional().describe(
      "intent only, instead of state_ids: what the server's key is to sign",
    ),
  })
  .strict()
  .refine(oneIntent, { error: "意愿验证码须写明为哪一份签署取得：state_ids 与 server_key 二选一" })
  .meta({ id: "AskCodeInput" });
export type AskCodeInput = z.infer<typeof AskCodeInput>;

export const CodeSent = z
  .object({
    purpose: CodePurpose,
    sent_to: z.string().describe("masked"),
    resend_after: z.int().describe("seconds until another may be asked for"),
    expires_at: z.string(),
  })
  .meta({ id: "CodeSent" });
export type CodeSent = z.infer<typeof CodeSent>;

const Code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, "六位数字");

export const OpenSessionInput = z.object({ code: Code }).strict().meta({ id: "OpenSessionInput" });
export type OpenSessionInput = z.infer<typeof OpenSessionInput>;

const TaskParty = z.object({
  seat: z.string(),
  organisation: z.string(),
  steps: z.array(
    z.object({
      order: z.int(),
      does: SigningStep,
      state: z.enum(["waiting", "signed"]),
      signed_at: z.string().nullable(),
    }),
  ),
});

/** Everything the page shows. Read after the session is open, and again whenever something changed. */
export const SigningTask = z
  .object({
    link_id: z.string(),
    envelope_id: z.string(),
    state: LinkState.shape.state,
    envelope_state: z.enum(ENVELOPE_STATES),
    title: z.string(),
    contract_no: z.string(),
    sender: z.string(),
    deadline: z.string().nullable(),
    test_mode: z.boolean(),
    framed: z.boolean(),
    return_url: z.string().nullable().describe("where to go after the result: from the sender's allow list"),
    parties: z.array(TaskParty),
    me: z.object({
      seat: z.string(),
      step: z.int().describe("its place in the order"),
      name: z.string(),
      does: SigningStep.describe("经办人 and 法定代表人 sign by hand, 用印 with a seal or by hand"),
      role: SignerRole,
      organisation: z.string(),
      phone: z.string().describe("masked"),
    }),
    field: z.string().describe("the one signature field this signer fills"),
    document: z.object({
      sha256: z.string(),
      size: z.int(),
      pages: z.int(),
    }),
    statement: z
      .object({ version: z.string(), title: z.string(), text: z.array(z.string()) })
      .describe("签署声明，逐段"),
    privacy: z
      .object({ version: z.string(), title: z.string(), text: z.array(z.string()) })
      .describe("个人信息告知，逐段"),
    consented: z.boolean(),
    reading: z.object({
      seconds: z.int().describe("the button counts down from here"),
      scroll_to_end: z.boolean(),
      done: z.boolean(),
    }),
    marks: z.object({
      seals: z
        .array(
          z.object({
            kind: SealType,
            name: z.string(),
            standing: z.enum(["registered", "sample"]),
            picture: z.string().describe("path of its SVG, behind the session"),
          }),
        )
        .describe("empty: this step signs by hand only"),
      handwriting: z.enum(["required", "allowed"]),
    }),
    keys: z
      .enum(["browser", "server-allowed"])
      .describe("server-allowed: only where the page has no WebCrypto, said plainly"),
    trust: TrustStatement.describe("as it would be with a key of the page's"),
    moves: z.array(z.enum(ENVELOPE_EVENTS)).describe("what this signer may do now: sign, decline, transfer"),
    others: z
      .array(
        z.object({
          link_id: z.string(),
          title: z.string(),
          contract_no: z.string(),
          state: LinkState.shape.state,
        }),
      )
      .describe("other contracts of this signer from this sender, to be signed with one code"),
    session_expires_at: z.string(),
  })
  .meta({ id: "SigningTask" });
export type SigningTask = z.infer<typeof SigningTask>;

/** The words of the document, so that they can be read before its bytes are there; the page takes them from the bytes again and compares. */
export const ShownText = z
  .object({
    sha256: z.string().describe("of the document that the words were taken from"),
    pages: z.array(
      z.object({
        blocks: z.array(
          z.object({
            kind: z
              .enum(["paragraph", "title", "row", "margin"])
              .describe("row: cells of a table · margin: running headers, page numbers"),
            cells: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "ShownText" });
export type ShownText = z.infer<typeof ShownText>;

export const SessionOpened = z
  .object({
    session: z
      .string()
      .nullable()
      .describe("for the session header of a framed page; null: the cookie was set"),
    task: SigningTask,
  })
  .meta({ id: "SessionOpened" });
export type SessionOpened = z.infer<typeof SessionOpened>;

export const ConsentInput = z
  .object({ statement_version: z.string().min(1).max(40), privacy_version: z.string().min(1).max(40) })
  .strict()
  .meta({ id: "ConsentInput" });
export type ConsentInput = z.infer<typeof ConsentInput>;

/** What the page saw the reader do. The server counts the time itself, from the first handing out of the document. */
export const ReadingInput = z
  .object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("of the document that was shown"),
    pages_seen: z.array(z.int().min(1).max(5000)).max(5000),
    seconds: z.number().min(0).max(86_400),
    scrolled_to_end: z.boolean(),
  })
  .strict()
  .meta({ id: "ReadingInput" });
export type ReadingInput = z.infer<typeof ReadingInput>;

export const PrepareInput = z
  .object({
    csr: base64(16_384).describe("PKCS#10 in DER, base64: proves that the page has the key"),
    ...mark,
  })
  .strict()
  .refine(oneMark, { error: "seal 与 strokes 二选一" })
  .meta({ id: "PrepareInput" });
export type PrepareInput = z.infer<typeof PrepareInput>;

export const Prepared = z
  .object({
    state_id: z.string(),
    field: z.string(),
    certificate: z.string().describe("DER, base64"),
    chain: z.array(z.string()).describe("the issuing CA first, the root last"),
    previous_sha256: z.string().describe("of the document that has to have been shown"),
    prepared_sha256: z.string(),
    offset: z.int().describe("bytes of the document in front"),
    appended: z.string().describe("base64 of what comes behind them"),
    signed_at: z.string().describe("the server's time that the revision claims"),
    expires_at: z.string(),
    trust: TrustStatement,
  })
  .meta({ id: "PreparedSignature" });
export type Prepared = z.infer<typeof Prepared>;

export const CompleteInput = z
  .object({
    state_id: z.string().min(1).max(64),
    signature: base64(4096).describe("over the DER of the signed attributes, DER, base64"),
    code: Code,
  })
  .strict()
  .meta({ id: "CompleteInput" });
export type CompleteInput = z.infer<typeof CompleteInput>;

/** Several contracts of one signer, one 意愿 code, each read. */
export const CompleteAllInput = z
  .object({
    code: Code,
    items: z
      .array(
        z
          .object({
            link_id: z.string().min(1).max(64),
            state_id: z.string().min(1).max(64),
            signature: base64(4096),
          })
          .strict(),
      )
      .min(1)
      .max(20),
  })
  .strict()
  .meta({ id: "CompleteAllInput" });
export type CompleteAllInput = z.infer<typeof CompleteAllInput>;

/** Signing where the page has no WebCrypto: only when the envelope allows it, and `understood` says what that means. */
export const ServerKeyInput = z
  .object({ code: Code, understood: z.literal("server-holds-the-key"), ...mark })
  .strict()
  .refine(oneMark, { error: "seal 与 strokes 二选一" })
  .meta({ id: "ServerKeyInput" });
export type ServerKeyInput = z.infer<typeof ServerKeyInput>;

export const DeclineInput = z
  .object({ reason: text(500).trim().min(2) })
  .strict()
  .meta({ id: "DeclineInput" });
export type DeclineInput = z.infer<typeof DeclineInput>;

const phone = z
  .string()
  .trim()
  .regex(/^(?:\+86)?1[3-9]\d{9}$/, "手机号应为 11 位");

/** 转交: another person of the same organisation takes the step over; the old link ends. */
export const TransferInput = z
  .object({ name: text(40).trim().min(2), phone, reason: text(500).trim().min(2) })
  .strict()
  .meta({ id: "TransferInput" });
export type TransferInput = z.infer<typeof TransferInput>;

export const Transferred = z.object({ transferred: z.literal(true) }).meta({ id: "Transferred" });

export const SigningResult = z
  .object({
    state: LinkState.shape.state,
    envelope_state: z.enum(ENVELOPE_STATES),
    title: z.string(),
    contract_no: z.string(),
    seat: z.string(),
    signed_at: z.string().nullable(),
    sha256: z.string().nullable().describe("of the file with this signature"),
    current_sha256: z.string(),
    trust: TrustStatement.nullable(),
    parties: z.array(TaskParty),
    reason: z.string().nullable().describe("why it ended, where somebody said so"),
    signed_pdf: z.string().nullable().describe("path, behind the session"),
    certificate_pdf: z.string().nullable().describe("path of the 签署证明, once completed"),
    verify_url: z.string(),
    return_url: z.string().nullable(),
  })
  .meta({ id: "SigningResult" });
export type SigningResult = z.infer<typeof SigningResult>;

export const SigningResults = z
  .object({
    results: z.array(
      z.object({
        link_id: z.string(),
        result: SigningResult.nullable(),
        code: z.string().nullable().describe("why this one was not signed"),
      }),
    ),
  })
  .meta({ id: "SigningResults" });
export type SigningResults = z.infer<typeof SigningResults>;
