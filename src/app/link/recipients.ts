import type { KeyMode } from "../../../schemas/api/api-key.ts";
import type { Recipient, SendEnvelopeInput } from "../../../schemas/api/envelope.ts";
import { LINK_BOUNDS } from "../../../schemas/api/signing-link.ts";
import type { Contract } from "../../../schemas/contract.ts";
import { toHex } from "../../kit/bytes.ts";
import type { EnvelopeTerms, StepRecipient } from "../../ports/link-records.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { usualRole } from "./assert-may-sign.ts";

const SALT_BYTES = 16;
const DAY = 24 * 3_600_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 180;

type Asked = Pick<
  SendEnvelopeInput,
  "recipients" | "order" | "expires_at" | "reading_seconds" | "scroll_to_end" | "keys" | "remind_after_hours"
>;

const wrong = (why: string, facts: Readonly<Record<string, unknown>> = {}): AppError =>
  new AppError("app.recipients_wrong", why, facts);

/** Eleven digits or the address in small letters: the same recipient is the same text. */
export const plainTo = (to: string): string =>
  to.includes("@") ? to.toLowerCase() : to.replace(/^\+86/, "");

const recipientOf = (contract: Contract, one: Recipient): StepRecipient => ({
  name: one.name,
  to: plainTo(one.phone ?? one.email ?? ""),
  channel: one.phone === undefined ? "mail" : "sms",
  role: one.role ?? usualRole(contract, one, one.name),
});

type Planned = Pick<StepRecord, "step" | "recipient">;
const OWN_KEY: Planned = { step: "用印", recipient: null };

function plannedOf(contract: Contract, seat: string, named: readonly Recipient[]): readonly Planned[] {
  const own = named.filter((recipient) => recipient.seat === seat);
  if (new Set(own.map(({ step }) => step)).size !== own.length)
    throw wrong(`${seat}的同一步只能指定一人`, { seat });
  if (own.length > 0 && own.at(-1)?.step === "经办人")
    throw wrong(`${seat}的最后一步应为法定代表人或用印，经办人之后还要有人签署`, { seat });
  return own.length === 0
    ? [OWN_KEY]
    : own.map((one) => ({ step: one.step, recipient: recipientOf(contract, one) }));
}

function assertKnown(seats: readonly string[], named: readonly Recipient[]): void {
  const stranger = named.find(({ seat }) => !seats.includes(seat));
  if (stranger !== undefined) throw wrong(`这份合同没有${stranger.seat}`, { seats });
}

const SETTINGS = {
  sms: "没有配置短信通道（ZHIQI_SMS 等环境变量）",
  mail: "没有配置邮件通道（ZHIQI_SMTP_HOST 或 ZHIQI_MAIL_URL 等环境变量）",
} as const satisfies Record<StepRecipient["channel"], string>;

/**
 * Refuses a live link that no channel could deliver, since nobody but its signer may see it. Test mode needs none: it sends
 * nothing, and `/messages` shows everything. Throws `app.channel_missing`.
 */
export function assertReachable(
  { channels }: Pick<House, "channels">,
  mode: KeyMode,
  { channel, name }: Pick<StepRecipient, "channel" | "name">,
): void {
  if (mode === "test" || channels[channel] !== undefined) return;
  const why = `${SETTINGS[channel]}，正式密钥不能邀请${name}；试用请改用测试密钥，它不需要通道`;
  throw new AppError("app.channel_missing", why, { channel });
}

/**
 * The steps of an envelope: seats in the order of the parties, of each its steps in the order given; a seat nobody is named for
 * is signed with its organisation's API key. Throws `app.recipients_wrong`, `app.channel_missing`.
 */
export function plannedSteps(
  house: Pick<House, "ids" | "channels">,
  { contract, mode }: { readonly contract: Contract; readonly mode: KeyMode },
  asked: Asked,
): Omit<StepRecord, "envelopeId">[] {
  const named = asked.recipients ?? [];
  const parties = contract.parties ?? [];
  assertKnown(
    parties.map(({ seat }) => seat),
    named,
  );
  const planned = parties.flatMap((party) =>
    plannedOf(contract, party.seat, named).map((one) => ({ ...one, party })),
  );
  for (const { recipient } of planned) {
    if (recipient !== null) assertReachable(house, mode, recipient);
  }
  return planned.map(({ party, step, recipient }, at) => ({
    seat: party.seat,
    step,
    recipient,
    order: at + 1,
    uscc: party.uscc ?? "",
    organisation: party.name ?? "",
    state: "waiting",
    signer: null,
    signerRole: null,
    sealType: null,
    signedAt: null,
    digest: null,
    trust: null,
    auditSalt: toHex(house.ids.random(SALT_BYTES)),
  }));
}

/** Reading time where the sender said nothing: up to 2 pages 3 s, up to 5 pages 5 s, above 10 s. */
const usualSeconds = (pages: number): number => (pages <= 2 ? 3 : pages <= 5 ? 5 : 10);

const termsOf = (asked: Asked, pages: number): EnvelopeTerms => ({
  readingSeconds: asked.reading_seconds ?? usualSeconds(pages),
  scrollToEnd: asked.scroll_to_end ?? false,
  keys: asked.keys ?? "browser",
  remindAfterHours: asked.remind_after_hours ?? [24, 72],
  linkDays: LINK_BOUNDS.linkDays,
});

/** A deadline within its bounds. Throws `app.deadline_wrong`. */
export function soundDeadline(house: Pick<House, "clock">, at: string): string {
  const now = house.clock.now().getTime();
  const deadline = Date.parse(at);
  if (deadline > now && deadline <= now + MOST_DAYS * DAY) return new Date(deadline).toISOString();
  throw new AppError("app.deadline_wrong", `签署期限应在现在之后、${MOST_DAYS} 天之内`, {});
}

/** Order, deadline and terms of an envelope. Without recipients: no deadline unless asked, no terms. */
export function plannedTerms(
  house: Pick<House, "clock">,
  asked: Asked,
  pages: number,
): Pick<EnvelopeRecord, "flow" | "expiresAt" | "terms"> {
  const byLink = (asked.recipients ?? []).length > 0;
  const usual = new Date(house.clock.now().getTime() + USUAL_DAYS * DAY).toISOString();
  const deadline = asked.expires_at ?? (byLink ? usual : undefined);
  return {
    flow: asked.order ?? "sequential",
    expiresAt: deadline === undefined ? null : soundDeadline(house, deadline),
    terms: byLink ? termsOf(asked, pages) : null,
  };
}
