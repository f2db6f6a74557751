import type { KeyMode } from "../../../schemas/api/api-key.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import type { House } from "../house.ts";
import { stepsInTurn } from "./envelope-moves.ts";
import { madeLink, plannedMessage } from "./make-link.ts";
import { plannedWork } from "./plan-work.ts";

const HOUR = 3_600_000;

type Sent = {
  readonly envelope: EnvelopeRecord;
  readonly steps: readonly StepRecord[];
  readonly mode: KeyMode;
  readonly actor: string;
};

/** Links and invitations for whoever's turn has come and who was not invited yet. */
export async function invitations(
  house: House,
  { envelope, steps, mode, actor }: Sent,
  invited: ReadonlySet<number> = new Set(),
): Promise<Change[]> {
  if (envelope.state !== "signing") return [];
  const changes: Change[] = [];
  for (const step of stepsInTurn(envelope, steps)) {
    if (step.recipient === null || invited.has(step.order)) continue;
    const made = await madeLink(house, { envelope, mode, step, recipient: step.recipient, actor });
    changes.push(...made.changes, ...plannedMessage(house, made.link, { kind: "invitation" }));
  }
  return changes;
}

/** Work that the clock does: the deadline, and 催签 by schedule. Nothing for an envelope without them. */
export function plannedClockwork(envelope: EnvelopeRecord): Change[] {
  const sent = Date.parse(envelope.createdAt);
  // The same hour named twice is one reminder.
  const reminders = [...new Set(envelope.terms?.remindAfterHours ?? [])].map((hours) =>
    plannedWork("envelope.remind", {
      subject: envelope.id,
      name: `${envelope.id}:${hours}`,
      dueAt: new Date(sent + hours * HOUR).toISOString(),
    }),
  );
  return [...reminders, ...plannedExpiry(envelope)];
}

/** The deadline's own work, named by the version that set it: a deadline may be moved and moved back. */
export const plannedExpiry = ({ id, version, expiresAt }: EnvelopeRecord): Change[] =>
  expiresAt === null
    ? []
    : [plannedWork("envelope.expire", { subject: id, name: `${id}:${version}`, dueAt: expiresAt })];

/** Orders of the steps that have a link that is neither revoked nor over. */
export async function invitedSteps(house: House, envelopeId: string): Promise<ReadonlySet<number>> {
  const now = house.clock.now().toISOString();
  const links = await house.store.linksOf(envelopeId);
  return new Set(
    links
      .filter((link) => link.revokedAt === null && link.expiresAt > now && link.origin === "message")
      .map(({ order }) => order),
  );
}
