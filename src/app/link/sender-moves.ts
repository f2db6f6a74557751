import type {
  EmbedInput,
  EmbedView,
  EnvelopeView,
  ExtendEnvelopeInput,
  ResendInput,
  VoidEnvelopeInput,
} from "../../../schemas/api/envelope.ts";
import type { EnvelopeEvent, EnvelopeMove } from "../../../schemas/envelope-moves.ts";
import type { StepRecipient } from "../../ports/link-records.ts";
import type { ContractRecord, EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import { shownEnvelope } from "../envelope-view.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { plannedNews } from "./after-signing.ts";
import { endedEnvelope, stepLinksEnded } from "./end-envelope.ts";
import { permittedMove, stepsInTurn } from "./envelope-moves.ts";
import { plannedExpiry } from "./invite.ts";
import { madeLink, plannedMessage } from "./make-link.ts";
import { allowed, BOUNDS } from "./rate-limit.ts";
import { assertReachable, plainTo, soundDeadline } from "./recipients.ts";
import { nudges } from "./remind-envelope.ts";
import { linkUrl } from "./shown-link-url.ts";

/** An envelope of the caller's own with its contract; any other is `app.not_found`. */
type Own = {
  readonly envelope: EnvelopeRecord;
  readonly steps: readonly StepRecord[];
  readonly contract: ContractRecord;
};

async function ownEnvelope(house: House, caller: Caller, id: string): Promise<Own> {
  const envelope = await house.store.envelope(id);
  const contract = envelope && (await house.store.contract(envelope.contractId));
  const own = envelope?.tenantId === caller.organisationId && contract?.mode === caller.mode;
  if (envelope === undefined || contract === undefined || !own)
    throw new AppError("app.not_found", "没有找到这个签署流程", {});
  return { envelope, contract, steps: await house.store.steps(id) };
}

/** One move of the sender's: read, judge by the table, commit, show. A command repeated after a crash only shows. */
async function senderMove(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly event: EnvelopeEvent },
  changes: (own: Own, move: EnvelopeMove) => Promise<Change[]>,
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:send");
  return decide(async () => {
    const own = await ownEnvelope(house, caller, asked.id);
    if (madeBefore(caller, "envelope") === asked.id) return shownEnvelope(house, caller, own);
    const move = permittedMove(own.envelope, asked.event, house.clock.now());
    await house.store.commit([
      ...(await changes(own, move)),
      ...(await settles(house, caller, { kind: "envelope", id: asked.id })),
    ]);
    return shownEnvelope(house, caller, await ownEnvelope(house, caller, asked.id));
  });
}

/** The event that makes an envelope's next version. */
async function nextVersion(
  house: House,
  caller: Caller,
  { envelope }: Own,
  what: { readonly type: string; readonly facts: Readonly<Record<string, unknown>> },
): Promise<{ readonly version: number; readonly change: Change }> {
  const version = envelope.version + 1;
  const deed = { aggregate: `envelope:${envelope.id}`, version, ...what };
  return { version, change: { event: await nextEvent(house, caller, deed) } };
}

/** 撤销, with a reason: nobody signs any more, and whoever was invited hears it. Throws `app.move_refused`. */
export const voidEnvelope = (
  house: House,
  caller: Caller,
  input: VoidEnvelopeInput & { readonly id: string },
): Promise<EnvelopeView> =>
  senderMove(house, caller, { id: input.id, event: "void" }, async ({ envelope }, { to }) => [
    ...(await endedEnvelope(house, {
      envelope,
      event: "void",
      to,
      actor: caller.organisationId,
      reason: input.reason,
    })),
    ...(await plannedNews(house, envelope.id, "voided")),
  ]);

/**
 * 延期 to another deadline, also of what has expired: its signatures stand, its contract is being signed again. Throws
 * `app.move_refused`, `app.deadline_wrong`, `app.already_sent` when the contract was sent anew meanwhile.
 */
export const extendEnvelope = (
  house: House,
  caller: Caller,
  input: ExtendEnvelopeInput & { readonly id: string },
): Promise<EnvelopeView> =>
  senderMove(house, caller, { id: input.id, event: "extend" }, async (own, { to }) => {
    const expiresAt = soundDeadline(house, input.expires_at);
    const { version, change } = await nextVersion(house, caller, own, {
      type: "envelope.extended",
      facts: { expires: expiresAt },
    });
    const envelope: EnvelopeRecord = { ...own.envelope, state: to, version, expiresAt };
    const found = { ...own, envelope, mode: caller.mode, actor: caller.organisationId };
    return [
      change,
      { update: "envelopes", key: { id: envelope.id }, set: { state: to, version, expiresAt } },
      ...(await signingAgain(house, caller, own)),
      ...plannedExpiry(envelope),
      ...(await nudges(house, found, "extended")),
    ];
  });

/** The contract of an expired envelope is being signed again. */
async function signingAgain(house: House, caller: Caller, { contract, envelope }: Own): Promise<Change[]> {
  if (envelope.kind !== "contract" || contract.state === "signing") return [];
  if (contract.envelopeId !== envelope.id || contract.state !== "draft")
    throw new AppError("app.already_sent", "合同已经另行发出签署", { envelope_id: contract.envelopeId });
  const version = contract.version + 1;
  const facts = { envelope: envelope.id };
  const deed = { aggregate: `contract:${contract.id}`, version, type: "contract.resumed", facts };
  const updatedAt = house.clock.now().toISOString();
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "contracts", key: { id: contract.id }, set: { state: "signing", version, updatedAt } },
  ];
}

/** 催签: a message to whoever has to sign now. Throws `app.move_refused`, `link.too_many`. */
export const remindEnvelope = (
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<EnvelopeView> =>
  senderMove(house, caller, { id, event: "remind" }, async (own) => {
    await allowed(house, [
      { bound: { name: "reminders/envelope", most: 6, windowMs: 24 * 3_600_000 }, of: id },
      { bound: BOUNDS.sendsOfTenant, of: caller.organisationId },
    ]);
    const { version, change } = await nextVersion(house, caller, own, {
      type: "envelope.reminded",
      facts: {},
    });
    const found = { ...own, mode: caller.mode, actor: caller.organisationId };
    return [
      change,
      { update: "envelopes", key: { id }, set: { version } },
      ...(await nudges(house, found, "reminder")),
    ];
  });

const stepOf = ({ steps }: Own, order: number): StepRecord & { readonly recipient: StepRecipient } => {
  const step = steps.find((one) => one.order === order);
  if (step?.recipient != null && step.state === "waiting") return { ...step, recipient: step.recipient };
  throw new AppError("app.step_unknown", "没有这一步，或者这一步没有指定签署人、已经签署", { order });
};

/** Only a step whose turn has come has a link. */
function assertTurn(own: Own, { order }: StepRecord): void {
  if (stepsInTurn(own.envelope, own.steps).some((one) => one.order === order)) return;
  throw new AppError("app.not_your_turn", "还没有轮到这一步", { order });
}

/** 重发: a new link, to a corrected number where one is given; the old links of the step end. Throws `app.step_unknown`, `app.channel_missing`. */
export const resendLink = (
  house: House,
  caller: Caller,
  input: ResendInput & { readonly id: string },
): Promise<EnvelopeView> =>
  senderMove(house, caller, { id: input.id, event: "remind" }, async (own) => {
    const step = stepOf(own, input.order);
    assertTurn(own, step);
    await allowed(house, [{ bound: BOUNDS.sendsOfTenant, of: caller.organisationId }]);
    const given = input.phone ?? input.email;
    const { namedBy: _, ...named } = step.recipient;
    const recipient: StepRecipient =
      given === undefined
        ? step.recipient
        : { ...named, to: plainTo(given), channel: input.phone === undefined ? "mail" : "sms" };
    assertReachable(house, caller.mode, recipient);
    const actor = caller.organisationId;
    const { version, change } = await nextVersion(house, caller, own, {
      type: "envelope.resent",
      facts: { order: step.order, corrected: given !== undefined },
    });
    const made = await madeLink(house, { envelope: own.envelope, mode: caller.mode, step, recipient, actor });
    const key = { envelopeId: input.id, order: step.order };
    return [
      change,
      { update: "envelopes", key: { id: input.id }, set: { version } },
      { update: "steps", key, set: { recipient } },
      ...(await stepLinksEnded(house, { envelope: own.envelope, step }, { actor, why: "resent" })),
      ...made.changes,
      ...plannedMessage(house, made.link, { kind: "invitation" }),
    ];
  });

/** An address on a site of the sender's own list or of the house's, as a browser would write it, or `app.origin_refused`. */
async function allowedSite(house: House, { organisationId }: Caller, given: string): Promise<URL> {
  const url = new URL(given);
  const { origin } = url;
  // `blob:` has the origin of its site; a name before the host looks like another host.
  const plain = /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  const own = (await house.store.organisation(organisationId))?.embedOrigins ?? [];
  if (plain && (own.includes(origin) || house.embedOrigins.includes(origin))) return url;
  throw new AppError("app.origin_refused", "这个网站不在允许嵌入或返回的名单中", { origin });
}

/**
 * A quarter of an hour's link for the sender's own site, to redirect to or to frame. It opens nothing by itself: the code goes to the
 * recipient all the same, so that the sender cannot sign with it. Throws `app.origin_refused`, `app.step_unknown`,
 * `app.move_refused`.
 */
export async function embedSession(
  house: House,
  caller: Caller,
  input: EmbedInput & { readonly id: string },
): Promise<EmbedView> {
  needScope(caller, "envelopes:send");
  const own = await ownEnvelope(house, caller, input.id);
  permittedMove(own.envelope, "sign", house.clock.now());
  const step = stepOf(own, input.order);
  assertTurn(own, step);
  const frameOrigin =
    input.frame_origin === undefined ? null : (await allowedSite(house, caller, input.frame_origin)).origin;
  const returnUrl =
    input.return_url === undefined ? null : (await allowedSite(house, caller, input.return_url)).href;
  await allowed(house, [{ bound: BOUNDS.sendsOfTenant, of: caller.organisationId }]);
  const made = await madeLink(house, {
    envelope: own.envelope,
    mode: caller.mode,
    step,
    recipient: step.recipient,
    origin: "embed",
    frameOrigin,
    returnUrl,
    actor: caller.organisationId,
  });
  await house.store.commit(made.changes);
  return { session_url: await linkUrl(house, made.link), expires_at: made.link.expiresAt };
}
