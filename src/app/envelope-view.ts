import type { EnvelopeView, StepView } from "../../schemas/api/envelope.ts";
import type { EnvelopeRecord, StepRecord } from "../ports/records.ts";
import { archiveAtCompletion } from "./archive/archive-view.ts";
import type { House } from "./house.ts";
import { weakestTrust } from "./signing/trust.ts";

const stepView = (step: StepRecord): StepView => ({
  seat: step.seat,
  order: step.order,
  organisation: step.organisation,
  state: step.state,
  signer: step.signer,
  signer_role: step.signerRole,
  seal_type: step.sealType,
  signed_at: step.signedAt,
  sha256: step.digest,
  trust: step.trust,
});

/** An envelope as the API shows it, with the four facts of trust apart. */
export function envelopeView(
  house: Pick<House, "issuer" | "timestamps">,
  envelope: EnvelopeRecord,
  steps: readonly StepRecord[],
): EnvelopeView {
  const { identity, ...trust } = weakestTrust(house, steps);
  return {
    id: envelope.id,
    contract_id: envelope.contractId,
    state: envelope.state,
    version: envelope.version,
    next_seat: steps.find((step) => step.state === "waiting")?.seat ?? null,
    revision1_sha256: envelope.revision1Digest,
    current_sha256: envelope.currentDigest,
    pages: envelope.pages,
    steps: steps.map(stepView),
    trust: { ...trust, identity: identity.says },
    archive: archiveAtCompletion(envelope),
    created_at: envelope.createdAt,
    completed_at: envelope.completedAt,
  };
}
