import { LINK_BOUNDS } from "../../../schemas/api/signing-link.ts";
import type { LinkOrigin, LinkRecord, MessageRecord, StepRecipient } from "../../ports/link-records.ts";
import type { MessageKind } from "../../ports/notifier.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { KeyMode } from "../../../schemas/api/api-key.ts";
import type { Change } from "../../ports/store.ts";
import { nextEvent } from "../audit.ts";
import type { House } from "../house.ts";
import { plannedWork } from "./plan-work.ts";

const SEED_BYTES = 32;
const DAY = 24 * 3_600_000;

/** What a link is made for. */
export type LinkWish = {
  readonly envelope: EnvelopeRecord;
  readonly mode: KeyMode;
  readonly step: Pick<StepRecord, "order">;
  readonly recipient: StepRecipient;
  readonly origin?: LinkOrigin;
  readonly frameOrigin?: string | null;
  readonly returnUrl?: string | null;
  /** The step's link before: identity, consent and reading are this one's own. */
  readonly actor: string;
};

/** The end of a link: seven days for a message, minutes for a session of another site; never after the deadline. */
function endOf(now: Date, { envelope, origin }: LinkWish): string {
  const milliseconds = origin === "embed" ? LINK_BOUNDS.embedMinutes * 60_000 : LINK_BOUNDS.linkDays * DAY;
  const end = new Date(now.getTime() + milliseconds).toISOString();
  return envelope.expiresAt !== null && envelope.expiresAt < end ? envelope.expiresAt : end;
}

/** A new link with the changes that write it down. Its token is nowhere but in what `house.links` makes of the seed. */
export async function madeLink(
  house: House,
  wish: LinkWish,
): Promise<{ readonly link: LinkRecord; readonly changes: Change[] }> {
  const { envelope, recipient, step } = wish;
  const now = house.clock.now();
  const seed = house.links.seed(house.ids.random(SEED_BYTES));
  const link: LinkRecord = {
    id: house.ids.next("lnk"),
    envelopeId: envelope.id,
    tenantId: envelope.tenantId,
    mode: wish.mode,
    order: step.order,
    origin: wish.origin ?? "message",
    version: 1,
    seed,
    digest: await house.links.tokenDigest(await house.links.token(seed)),
    name: recipient.name,
    to: recipient.to,
    channel: recipient.channel,
    toFingerprint: await house.links.fingerprint("recipient", recipient.to),
    frameOrigin: wish.frameOrigin ?? null,
    returnUrl: wish.returnUrl ?? null,
    openedAt: null,
    identity: null,
    deviceFingerprint: null,
    consentVersions: null,
    shownDigest: null,
    shownAt: null,
    readDigest: null,
    readAt: null,
    createdAt: now.toISOString(),
    expiresAt: endOf(now, wish),
    revokedAt: null,
  };
  const facts = { envelope: envelope.id, order: step.order, origin: link.origin, expires: link.expiresAt };
  const deed = { aggregate: `link:${link.id}`, version: 1, type: "link.made", facts };
  const event = await nextEvent(house, { organisationId: wish.actor }, deed);
  return { link, changes: [{ event }, { insert: "links", row: link }] };
}

/** A message to a link's recipient: its row, and the work that sends it. */
export function plannedMessage(
  house: Pick<House, "ids" | "clock">,
  link: LinkRecord,
  what: { readonly kind: MessageKind; readonly codeId?: string; readonly dueAt?: string },
): Change[] {
  const now = house.clock.now().toISOString();
  const row: MessageRecord = {
    id: house.ids.next("msg"),
    tenantId: link.tenantId,
    mode: link.mode,
    envelopeId: link.envelopeId,
    linkId: link.id,
    codeId: what.codeId ?? null,
    kind: what.kind,
    channel: link.channel,
    to: link.to,
    state: "queued",
    attempts: 0,
    via: null,
    reference: null,
    error: null,
    createdAt: now,
    sentAt: null,
  };
  return [
    { insert: "messages", row },
    plannedWork("message.send", { subject: row.id, dueAt: what.dueAt ?? now }),
  ];
}
