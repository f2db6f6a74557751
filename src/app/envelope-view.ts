import type { EnvelopeView, StepView } from "../../schemas/api/envelope.ts";
import type { LinkRecord } from "../ports/link-records.ts";
import type { EnvelopeRecord, StepRecord } from "../ports/records.ts";
import { archiveAtCompletion } from "./archive/archive-view.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";
import { movesOf, stateNow, stepsInTurn } from "./link/envelope-moves.ts";
import { maskedTo } from "./link/masked-to.ts";
import { shownLinkUrl } from "./link/shown-link-url.ts";
import { weakestTrust } from "./signing/trust.ts";

type RecipientView = NonNullable<StepView["recipient"]>;
type Recipients = ReadonlyMap<number, RecipientView>;

const stepView = (step: StepRecord, recipients: Recipients): StepView => ({
  seat: step.seat,
  step: step.step,
  order: step.order,
  organisation: step.organisation,
  recipient: recipients.get(step.order) ?? null,
  state: step.state,
  signer: step.signer,
  signer_role: step.signerRole,
  seal_type: step.sealType,
  signed_at: step.signedAt,
  sha256: step.digest,
  trust: step.trust,
});

/** An envelope as the API shows it, with the four facts of trust apart. */
function envelopeView(
  house: Pick<House, "issuer" | "timestamps" | "clock">,
  { envelope, steps }: { readonly envelope: EnvelopeRecord; readonly steps: readonly StepRecord[] },
  recipients: Recipients,
): EnvelopeView {
  const { identity, ...trust } = weakestTrust(house, steps);
  const now = house.clock.now();
  return {
    id: envelope.id,
    contract_id: envelope.contractId,
    kind: envelope.kind,
    previous_id: envelope.previousId,
    state: stateNow(envelope, now),
    moves: movesOf(envelope, "sender", now),
    order: envelope.flow,
    expires_at: envelope.expiresAt,
    reason: envelope.reason,
    version: envelope.version,
    next_seat: stepsInTurn(envelope, steps)[0]?.seat ?? null,
    revision1_sha256: envelope.revision1Digest,
    current_sha256: envelope.currentDigest,
    pages: envelope.pages,
    steps: steps.map((step) => stepView(step, recipients)),
    trust: { ...trust, identity: identity.says },
    archive: archiveAtCompletion(envelope),
    created_at: envelope.createdAt,
    completed_at: envelope.completedAt,
  };
}

const linkView = async (house: House, link: LinkRecord): Promise<NonNullable<RecipientView["link"]>> => ({
  opened_at: link.openedAt,
  read_at: link.readAt,
  expires_at: link.expiresAt,
  url: await shownLinkUrl(house, link),
});

async function recipientsFor(
  house: House,
  caller: Pick<Caller, "organisationId" | "uscc">,
  { envelope, steps }: { readonly envelope: EnvelopeRecord; readonly steps: readonly StepRecord[] },
): Promise<Recipients> {
  const isSender = envelope.tenantId === caller.organisationId;
  const shown = steps.filter((step) => isSender || (step.uscc !== "" && step.uscc === caller.uscc));
  const links = shown.some(({ recipient }) => recipient !== null)
    ? await house.store.linksOf(envelope.id)
    : [];
  const views = new Map<number, RecipientView>();
  for (const { order, recipient } of shown) {
    if (recipient === null) continue;
    const link = links.find(
      (one) => one.order === order && one.revokedAt === null && one.origin === "message",
    );
    const { name, role } = recipient;
    const own = isSender && link !== undefined ? await linkView(house, link) : null;
    views.set(order, { name, to: maskedTo(recipient.to), role, link: own });
  }
  return views;
}

/** An envelope as this caller may see it: recipients are the sender's business, and each seat's own; never a live link. */
export async function shownEnvelope(
  house: House,
  caller: Pick<Caller, "organisationId" | "uscc">,
  found: { readonly envelope: EnvelopeRecord; readonly steps: readonly StepRecord[] },
): Promise<EnvelopeView> {
  return envelopeView(house, found, await recipientsFor(house, caller, found));
}
