import type { DeclineInput, SigningResult, TransferInput } from "../../../schemas/api/signing-link.ts";
import type { StepRecipient } from "../../ports/link-records.ts";
import type { Change } from "../../ports/store.ts";
import { nextEvent, saltedDigest } from "../audit.ts";
import { parseContract } from "../../contract/parse.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { plannedNews } from "./after-signing.ts";
import { endedEnvelope, stepLinksEnded } from "./end-envelope.ts";
import { permittedMove, stepsInTurn } from "./envelope-moves.ts";
import { whereItLeads } from "./found-link.ts";
import { assertMaySign, usualRole } from "./assert-may-sign.ts";
import { LinkError } from "./link-error.ts";
import { linkEvent } from "./link-event.ts";
import { madeLink, plannedMessage } from "./make-link.ts";
import type { OpenLink } from "./open-link.ts";
import { assertReachable, plainTo } from "./recipients.ts";
import { signingResult } from "./signing-result.ts";

const reread = async (house: House, open: OpenLink): Promise<OpenLink> => {
  const link = (await house.store.link(open.link.id)) ?? open.link;
  return { ...(await whereItLeads(house, link)), session: open.session };
};

/** Only whoever could sign now can decline or hand on. */
function assertTurn({ envelope, steps, step }: OpenLink): void {
  if (step.state === "signed" || !stepsInTurn(envelope, steps).some(({ order }) => order === step.order))
    throw new LinkError("link.over", "这一步现在不由您办理", {});
}

/** 拒签, with a reason: it ends the envelope for all, and everybody who was invited hears it. Throws `app.move_refused`. */
export async function declineByLink(
  house: House,
  open: OpenLink,
  input: DeclineInput,
): Promise<SigningResult> {
  await decide(async () => {
    const now = await reread(house, open);
    const { envelope, link, step } = now;
    const { to } = permittedMove(envelope, "decline", house.clock.now());
    assertTurn(now);
    const actor = `link:${link.id}`;
    const facts = { seat: step.seat, step: step.step, session: open.session.id };
    const ending = { envelope, event: "decline", to, actor, reason: input.reason, facts } as const;
    await house.store.commit([
      ...(await endedEnvelope(house, ending)),
      ...(await linkEvent(house, link, { type: "link.declined", facts: { session: open.session.id } })),
      ...(await plannedNews(house, envelope.id, "declined")),
    ]);
  });
  return signingResult(house, await reread(house, open));
}

/**
 * 转交 to somebody else of the same organisation, with a reason: the step has a new recipient with a link of its own; every other
 * link of the step ends, one for another site too, and with it everything that was begun by it. The sender sees who has it now. Throws `app.move_refused`,
 * `link.same_recipient`, `app.channel_missing`, `app.signature_unsound` when that person could not sign for the party.
 */
export async function transferByLink(
  house: House,
  open: OpenLink,
  input: TransferInput,
): Promise<{ readonly transferred: true }> {
  await decide(async () => {
    const now = await reread(house, open);
    permittedMove(now.envelope, "transfer", house.clock.now());
    assertTurn(now);
    await house.store.commit(await transferChanges(house, now, input));
  });
  return { transferred: true };
}

async function transferChanges(house: House, open: OpenLink, input: TransferInput): Promise<Change[]> {
  const { envelope, link, step } = open;
  const to = plainTo(input.phone);
  if (to === link.to) throw new LinkError("link.same_recipient", "转交的手机号与您的相同", {});
  const at = house.clock.now().toISOString();
  const contract = parseContract(open.contract.contract);
  const role = usualRole(contract, step, input.name);
  const recipient: StepRecipient = {
    name: input.name,
    to,
    channel: "sms",
    role,
    namedBy: "former_signer",
    transfer: { from: link.name, reason: input.reason, at },
  };
  assertReachable(house, link.mode, recipient);
  if (envelope.kind === "contract") {
    const own = open.steps.filter(({ seat }) => seat === step.seat);
    const handed = own.map((one) => (one.order === step.order ? { ...one, recipient } : one));
    assertMaySign(house, contract, handed);
  }
  const actor = `link:${link.id}`;
  const version = envelope.version + 1;
  const facts = {
    seat: step.seat,
    step: step.step,
    from: await saltedDigest(step.auditSalt, link.name),
    to: await saltedDigest(step.auditSalt, input.name),
  };
  const deed = { aggregate: `envelope:${envelope.id}`, version, type: "envelope.transferred", facts };
  const made = await madeLink(house, { envelope, mode: link.mode, step, recipient, actor });
  return [
    { event: await nextEvent(house, { organisationId: actor }, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: { version } },
    { update: "steps", key: { envelopeId: envelope.id, order: step.order }, set: { recipient } },
    ...(await stepLinksEnded(house, open, { actor, why: "transferred" })),
    ...made.changes,
    ...plannedMessage(house, made.link, { kind: "transferred" }),
  ];
}
