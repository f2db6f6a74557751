import type { EnvelopeView, SignEnvelopeInput } from "../../schemas/api/envelope.ts";
import { sha256Hex } from "../kit/digest.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { shownEnvelope } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { madeBefore } from "./once.ts";
import { signWithEventKey } from "./sign-with-event-key.ts";
import { seatSeal, sealUse } from "./seals/seat-seal.ts";
import { commitSigning } from "./signing/commit-signing.ts";
import { assertSound, fieldOf, signedStep, stepToSign } from "./signing/signable-step.ts";
import { STATED_BY_ACCOUNT, trustStatement } from "./signing/trust.ts";
import { storedBytes } from "./stored-file.ts";
import { visibleEnvelope } from "./visible-envelope.ts";

/**
 * One party signs, in turn, with a key the server makes for this event: a revision is appended to the PDF, nothing before
 * it changes. Throws `app.seat_unknown`, `app.seat_not_yours`, `app.already_signed`, `app.not_your_turn`,
 * `app.signature_unsound` with findings, and `sign.*`.
 */
export async function signEnvelope(
  house: House,
  caller: Caller,
  input: SignEnvelopeInput & { readonly id: string },
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:sign");
  return decide(async () => {
    const found = await visibleEnvelope(house, caller, input.id);
    if (madeBefore(caller, "envelope") === input.id) return shownEnvelope(house, caller, found);
    const signedAt = house.clock.now();
    const by = { signer: input.signer, signerRole: input.signer_role, sealType: input.seal_type };
    const step = signedStep(stepToSign(house, caller, found, input.seat), by, signedAt);
    await assertSound(house, found, step);
    const seal = await seatSeal(house, caller, { kind: input.seal_type, organisation: step.organisation });
    const pdf = await signWithEventKey(house, {
      pdf: await storedBytes(house, found.envelope.currentDigest),
      field: fieldOf(step),
      person: input.signer,
      office: input.signer_role,
      organisation: step.organisation,
      uscc: step.uscc,
      seal: seal.picture,
      signedAt,
    });
    const trust = trustStatement(house, "server", STATED_BY_ACCOUNT);
    const at = { envelopeId: input.id, seat: step.seat, digest: await sha256Hex(pdf) };
    const { changes: also, facts } = sealUse(house, caller, { seal, ...at });
    return commitSigning(house, caller, { ...found, made: { step, pdf, trust, also, facts } });
  });
}
