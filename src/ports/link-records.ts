import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { KeyPolicy, SignerRole } from "../../schemas/api/envelope.ts";
import type { TrustStatement } from "../../schemas/api/trust.ts";
import type { CodePurpose } from "../../schemas/api/signing-link.ts";
import type { Channel, MessageKind } from "./notifier.ts";

/** Whom the sender named for a step. */
export type StepRecipient = {
  readonly name: string;
  /** Phone number or mail address. */
  readonly to: string;
  readonly channel: Exclude<Channel, "chat">;
  readonly role: SignerRole;
  /** Who named the number, where it was not the sender. */
  readonly namedBy?: "former_signer";
  /** Where another handed the step on: who, why, when. */
  readonly transfer?: { readonly from: string; readonly reason: string; readonly at: string };
};

/** How an envelope is signed by link. */
export type EnvelopeTerms = {
  /** Seconds of reading before anybody may sign. */
  readonly readingSeconds: number;
  readonly scrollToEnd: boolean;
  readonly keys: KeyPolicy;
  /** Hours after the sending, and then every so many: 催签 by schedule. Empty: none. */
  readonly remindAfterHours: readonly number[];
  readonly linkDays: number;
};

/** message: sent to the recipient · embed: a short-lived session of the sender's own site. */
export type LinkOrigin = "message" | "embed";

/** queued: on its way · sent: the channel took it · failed: the last try failed, it comes again · refused: it never will. */
export type MessageState = "queued" | "sent" | "failed" | "refused";

/**
 * One recipient's way to one step. `id` prefix `lnk_`. It holds a seed, never the token; every act on it is an event of the chain
 * `link:<id>`, which is the evidence of opening, consent and reading. Instants are ISO texts.
 */
export type LinkRecord = {
  readonly id: string;
  readonly envelopeId: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  /** Of its step. */
  readonly order: number;
  readonly origin: LinkOrigin;
  readonly version: number;
  readonly seed: string;
  readonly digest: string;
  readonly name: string;
  readonly to: string;
  readonly channel: Channel;
  readonly toFingerprint: string;
  /** Site that may frame the page; null: nobody. */
  readonly frameOrigin: string | null;
  readonly returnUrl: string | null;
  readonly openedAt: string | null;
  /** How the recipient was identified when it was opened last. */
  readonly identity: TrustStatement["identity"] | null;
  /** Of the browser that last opened it. */
  readonly deviceFingerprint: string | null;
  /** `<签署声明>/<个人信息告知>` agreed to. */
  readonly consentVersions: string | null;
  /** The document handed out last, and when this one was first. */
  readonly shownDigest: string | null;
  readonly shownAt: string | null;
  readonly readDigest: string | null;
  readonly readAt: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
};

/** A signer's half hour after the code. `id` prefix `ses_`. */
export type LinkSessionRecord = {
  readonly id: string;
  readonly digest: string;
  readonly linkId: string;
  readonly deviceFingerprint: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
};

/** One code that was sent. `id` prefix `cod_`; `covers`: signings it may complete, empty for opening. */
export type LinkCodeRecord = {
  readonly id: string;
  readonly linkId: string;
  readonly purpose: CodePurpose;
  readonly seed: string;
  readonly covers: readonly string[];
  readonly tries: number;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
};

/** One message and how far it came; the text is made at each try. `id` prefix `msg_`. */
export type MessageRecord = {
  readonly id: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  readonly envelopeId: string;
  readonly linkId: string;
  readonly codeId: string | null;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly to: string;
  readonly state: MessageState;
  readonly attempts: number;
  /** Name of the channel that took it. */
  readonly via: string | null;
  readonly reference: string | null;
  readonly error: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
};
