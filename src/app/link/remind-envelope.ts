import type { KeyMode } from "../../../schemas/api/api-key.ts";
import { isOpenForSigning } from "../../../schemas/envelope-moves.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { stateNow, stepsInTurn } from "./envelope-moves.ts";
import { madeLink, plannedMessage } from "./make-link.ts";
import type { MessageKind } from "../../ports/notifier.ts";

/**
 * A message to everybody whose turn it is: by the link they have, or by a new one where that is over. Steps that were not
 * invited yet are, now.
 */
export async function nudges(
  house: House,
  found: { envelope: EnvelopeRecord; steps: readonly StepRecord[]; mode: KeyMode; actor: string },
  kind: MessageKind,
): Promise<Change[]> {
  const { envelope, steps } = found;
  const now = house.clock.now().toISOString();
  const links = await house.store.linksOf(envelope.id);
  const changes: Change[] = [];
  for (const step of stepsInTurn(envelope, steps)) {
    if (step.recipient === null) continue;
    const open = links.find(
      (link) =>
        link.order === step.order &&
        link.revokedAt === null &&
        link.expiresAt > now &&
        link.origin === "message",
    );
    const made =
      open === undefined ? await madeLink(house, { ...found, step, recipient: step.recipient }) : undefined;
    const link = open ?? made?.link;
    if (link === undefined) continue;
    changes.push(...(made?.changes ?? []), ...plannedMessage(house, link, { kind }));
  }
  return changes;
}

/** 催签 by schedule, as work of the outbox. Nothing when nobody has to sign any more. */
export async function remindBySchedule(house: House, envelopeId: string): Promise<Change[]> {
  const envelope = await house.store.envelope(envelopeId);
  if (envelope === undefined) throw new AppError("app.not_found", "没有找到这个签署流程", {});
  if (!isOpenForSigning(stateNow(envelope, house.clock.now()))) return [];
  const contract = await house.store.contract(envelope.contractId);
  const steps = await house.store.steps(envelopeId);
  return nudges(house, { envelope, steps, mode: contract?.mode ?? "live", actor: "system" }, "reminder");
}
