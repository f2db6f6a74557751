import { type EnvelopeEvent, type EnvelopeMove } from "../../../schemas/envelope-moves.ts";
import type { LinkRecord } from "../../ports/link-records.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { nextEvent } from "../audit.ts";
import type { House } from "../house.ts";

type Ending = {
  readonly envelope: EnvelopeRecord;
  readonly event: EnvelopeEvent;
  readonly to: EnvelopeMove["to"];
  readonly actor: string;
  readonly reason: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
};

const EVENT_NAMES: Partial<Record<EnvelopeEvent, string>> = {
  void: "envelope.voided",
  decline: "envelope.declined",
  expire: "envelope.expired",
};

/** The contract is a draft again: it may be sent anew. The round that ended keeps its file and its signatures. */
async function reopened(house: House, { envelope, actor }: Ending): Promise<Change[]> {
  if (envelope.kind !== "contract") return [];
  const record = await house.store.contract(envelope.contractId);
  if (record === undefined || record.envelopeId !== envelope.id || record.state !== "signing") return [];
  const version = record.version + 1;
  const facts = { envelope: envelope.id };
  const deed = { aggregate: `contract:${record.id}`, version, type: "contract.reopened", facts };
  return [
    { event: await nextEvent(house, { organisationId: actor }, deed) },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "draft", version, updatedAt: house.clock.now().toISOString() },
    },
  ];
}

/**
 * An envelope ends before all have signed: 撤销, 拒签, 过期. The words of whoever ended it stay with the envelope; the chain holds
 * none of them, only that there are some.
 */
export async function endedEnvelope(house: House, ending: Ending): Promise<Change[]> {
  const { envelope, event, to, actor, reason, facts } = ending;
  const version = envelope.version + 1;
  const deed = {
    aggregate: `envelope:${envelope.id}`,
    version,
    type: EVENT_NAMES[event] ?? `envelope.${event}`,
    facts: { reasoned: reason !== null, ...facts },
  };
  return [
    { event: await nextEvent(house, { organisationId: actor }, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: { state: to, version, reason } },
    ...(await reopened(house, ending)),
  ];
}

/** A link ends now; whoever opens it hears so. */
async function revokedLink(
  house: House,
  link: LinkRecord,
  { actor, why }: { readonly actor: string; readonly why: string },
): Promise<Change[]> {
  const version = link.version + 1;
  const deed = { aggregate: `link:${link.id}`, version, type: "link.revoked", facts: { why } };
  const revokedAt = house.clock.now().toISOString();
  return [
    { event: await nextEvent(house, { organisationId: actor }, deed) },
    { update: "links", key: { id: link.id }, set: { version, revokedAt } },
  ];
}

/** Every link of a step ends now, of whatever origin: the step is somebody else's, or has a newer link. */
export async function stepLinksEnded(
  house: House,
  {
    envelope,
    step,
  }: { readonly envelope: Pick<EnvelopeRecord, "id">; readonly step: Pick<StepRecord, "order"> },
  said: { readonly actor: string; readonly why: string },
): Promise<Change[]> {
  const links = await house.store.linksOf(envelope.id);
  const ended: Change[] = [];
  for (const link of links.filter(({ order, revokedAt }) => order === step.order && revokedAt === null))
    ended.push(...(await revokedLink(house, link, said)));
  return ended;
}

/** The deadline's own work: past it, what is still being signed has expired. A deadline that was moved is not this one. */
export async function expireByClock(house: House, envelopeId: string): Promise<Change[]> {
  const envelope = await house.store.envelope(envelopeId);
  const now = house.clock.now().toISOString();
  if (envelope?.state !== "signing" || envelope.expiresAt === null || envelope.expiresAt > now) return [];
  return endedEnvelope(house, { envelope, event: "expire", to: "expired", actor: "system", reason: null });
}
