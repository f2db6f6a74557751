import type { MessageList, MessageView } from "../../../schemas/api/envelope.ts";
import type { ListQuery } from "../../../schemas/api/list.ts";
import type { MessageRecord } from "../../ports/link-records.ts";
import { type Caller, needScope } from "../caller.ts";
import { AppError } from "../app-error.ts";
import { HouseError } from "../../kit/errors.ts";
import type { House } from "../house.ts";
import { pageRequest } from "../page-request.ts";
import { maskedTo } from "./masked-to.ts";
import { composedMessage } from "./message-words.ts";

/** The text of a test message, which nobody was sent; null once its code is gone. A live one's is told to nobody. */
async function testText(house: House, message: MessageRecord): Promise<string | null> {
  if (message.mode !== "test") return null;
  const link = await house.store.link(message.linkId);
  const envelope = await house.store.envelope(message.envelopeId);
  if (link === undefined || envelope === undefined) return null;
  try {
    return (await composedMessage(house, { message, link, envelope })).text;
  } catch (error) {
    if (error instanceof HouseError) return null;
    throw error;
  }
}

/** A message that waits for its next try has failed so far: its work says how often and why. */
async function messageView(house: House, message: MessageRecord): Promise<MessageView> {
  const work =
    message.state === "queued" ? await house.store.outbox(`message.send:${message.id}`) : undefined;
  const failing = work !== undefined && work.lastError !== null;
  const link = await house.store.link(message.linkId);
  return {
    id: message.id,
    envelope_id: message.envelopeId,
    order: link?.order ?? 0,
    kind: message.kind,
    channel: message.channel,
    to: maskedTo(message.to),
    state: failing ? "failed" : message.state,
    attempts: work?.attempts ?? message.attempts,
    via: message.via,
    reference: message.reference,
    error: work?.lastError ?? message.error,
    text: await testText(house, message),
    created_at: message.createdAt,
    sent_at: message.sentAt,
  };
}

/** Messages of the caller's own envelopes, newest first, with their delivery; of one envelope where it is named. */
export async function listMessages(
  house: House,
  caller: Caller,
  query: ListQuery & { readonly envelopeId?: string },
): Promise<MessageList> {
  needScope(caller, "envelopes:send");
  const { organisationId: tenantId, mode } = caller;
  const { envelopeId } = query;
  const envelope = envelopeId === undefined ? undefined : await house.store.envelope(envelopeId);
  if (envelopeId !== undefined && envelope?.tenantId !== tenantId)
    throw new AppError("app.not_found", "没有找到这个签署流程", {});
  const of = envelopeId === undefined ? { tenantId, mode } : { envelopeId };
  const { rows, more } = await house.store.messages(of, pageRequest(query));
  const own = rows.filter((row) => row.mode === mode);
  return { data: await Promise.all(own.map((row) => messageView(house, row))), has_more: more };
}
