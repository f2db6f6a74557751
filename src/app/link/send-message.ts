import { isOpenForSigning } from "../../../schemas/envelope-moves.ts";
import type { LinkRecord, MessageRecord } from "../../ports/link-records.ts";
import { mayComeLater, type Notifier, NotifierError } from "../../ports/notifier.ts";
import type { EnvelopeRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import type { House } from "../house.ts";
import { stateNow } from "./envelope-moves.ts";
import { composedMessage } from "./message-words.ts";

const ended = (message: MessageRecord, set: Partial<MessageRecord>): Change[] => [
  { update: "messages", key: { id: message.id }, set: { attempts: message.attempts + 1, ...set } },
];

/** Why a message is not wanted any more: its link or code is over, or there is nothing left to sign. */
async function overdue(
  house: House,
  message: MessageRecord,
  { link, envelope }: { link: LinkRecord; envelope: EnvelopeRecord },
): Promise<string | undefined> {
  const now = house.clock.now();
  if (message.kind === "code") {
    const code = await house.store.linkCodeById(message.codeId ?? "");
    return code === undefined || code.usedAt !== null || code.expiresAt <= now.toISOString()
      ? "link.code_over"
      : undefined;
  }
  const invites = ["invitation", "reminder", "extended", "transferred"].includes(message.kind);
  if (!invites) return undefined;
  if (link.revokedAt !== null) return "link.revoked";
  return isOpenForSigning(stateNow(envelope, now)) ? undefined : "link.over";
}

/** Where no channel is configured any more nothing can be sent. */
function channelFor({ channels }: Pick<House, "channels">, { channel }: MessageRecord): Notifier | undefined {
  return channels[channel];
}

/**
 * Sends one message of the outbox: composed here and now, handed to its channel, and forgotten. What may come later throws, so
 * that the outbox tries again and the operator sees why; what never will is `refused`. Test mode sends nothing: the console page
 * shows it. A crash between channel and commit may deliver twice, under the same id.
 */
export async function sendMessage(house: House, messageId: string): Promise<Change[]> {
  const message = await house.store.message(messageId);
  const link = message && (await house.store.link(message.linkId));
  const envelope = message && (await house.store.envelope(message.envelopeId));
  if (message === undefined || link === undefined || envelope === undefined || message.state !== "queued")
    return [];
  const why = await overdue(house, message, { link, envelope });
  if (why !== undefined) return ended(message, { state: "refused", error: why });
  const sentAt = house.clock.now().toISOString();
  if (message.mode === "test") return ended(message, { state: "sent", via: "test", sentAt });
  const channel = channelFor(house, message);
  if (channel === undefined) return ended(message, { state: "refused", error: "app.channel_missing" });
  return handedOver(house, channel, { message, link, envelope });
}

async function handedOver(
  house: House,
  channel: Notifier,
  parts: { message: MessageRecord; link: LinkRecord; envelope: EnvelopeRecord },
): Promise<Change[]> {
  const { message } = parts;
  try {
    const { reference } = await channel.send(await composedMessage(house, parts));
    const sentAt = house.clock.now().toISOString();
    return ended(message, {
      state: "sent",
      via: channel.name,
      reference: reference?.slice(0, 200) ?? null,
      sentAt,
    });
  } catch (error) {
    if (!(error instanceof NotifierError) || mayComeLater(error.code)) throw error;
    const reason = typeof error.facts["reason"] === "string" ? ` ${error.facts["reason"].slice(0, 80)}` : "";
    return ended(message, { state: "refused", via: channel.name, error: `${error.code}${reason}` });
  }
}
