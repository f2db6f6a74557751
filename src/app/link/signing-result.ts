import type { SigningResult } from "../../../schemas/api/signing-link.ts";
import type { House } from "../house.ts";
import { stateNow } from "./envelope-moves.ts";
import { standingOfLink } from "./link-state.ts";
import type { OpenLink } from "./open-link.ts";
import { partiesOf } from "./signing-task.ts";

/** How it came out for this signer; the copies are behind the same session. */
export function signingResult(
  house: House,
  { envelope, steps, step, contract, link }: OpenLink,
): SigningResult {
  const signed = step.state === "signed";
  return {
    state: standingOfLink(house, { envelope, steps, step }),
    envelope_state: stateNow(envelope, house.clock.now()),
    title: contract.title,
    contract_no: contract.contractNo,
    seat: step.seat,
    signed_at: step.signedAt,
    sha256: step.digest,
    current_sha256: envelope.currentDigest,
    trust: step.trust,
    parties: partiesOf(steps),
    reason: envelope.reason,
    signed_pdf: signed ? "signed.pdf" : null,
    certificate_pdf: envelope.state === "completed" ? "certificate.pdf" : null,
    verify_url: `${house.publicUrl}/verify`,
    return_url: link.returnUrl,
  };
}
