import { type PartySignature, Seat } from "../../../schemas/contract.ts";
import { parseContract } from "../../contract/parse.ts";
import type { StepRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import { assertSignatureSound } from "../assert-signature-sound.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import type { EnvelopeAndSteps } from "../visible-envelope.ts";

/** Who signs a step, in which office, with which seal. */
export type Signatory = {
  readonly signer: string;
  readonly signerRole: string;
  readonly sealType: string;
};

/**
 * The step that may be signed now by this caller. A seat is its own organisation's alone, never the sender's: that the
 * signer alone controls the signing is one condition of a reliable electronic signature (电子签名法 §13). Throws
 * `app.seat_unknown`, `app.seat_not_yours`, `app.already_signed`, `app.not_your_turn`.
 */
export function stepToSign(caller: Caller, { steps }: EnvelopeAndSteps, seat: string): StepRecord {
  const step = steps.find((candidate) => candidate.seat === seat);
  if (step === undefined) {
    throw new AppError("app.seat_unknown", `这份合同没有${seat}`, { seats: steps.map((each) => each.seat) });
  }
  if (step.uscc === "" || step.uscc !== caller.uscc) {
    throw new AppError("app.seat_not_yours", "不能替别的机构签署", { seat });
  }
  if (step.state === "signed") throw new AppError("app.already_signed", `${seat}已经签署`, { seat });
  const next = steps.find((candidate) => candidate.state === "waiting");
  if (next?.seat !== seat) {
    throw new AppError("app.not_your_turn", `还没有轮到${seat}，请等${next?.seat}签署`, {
      seat,
      next: next?.seat,
    });
  }
  return step;
}

/** Only a live key under a configured CA draws the party's seal without 样章 (design.md decision 7). */
export const sealStanding = (house: House, caller: Caller): "registered" | "sample" =>
  caller.mode === "live" && house.issuer.kind === "configured" ? "registered" : "sample";

/** A signed step as the contract's data records it, for the check at stage file. */
export const signatureOf = (step: StepRecord, revision1: string): PartySignature => ({
  seat: Seat.parse(step.seat),
  partyName: step.organisation,
  sealName: step.organisation,
  sealType: step.sealType,
  signer: step.signer,
  signerRole: step.signerRole,
  signedAt: step.signedAt,
  docSha256: revision1,
});

/** The step as it will be once this signatory has signed it at this time; its digest and trust come with the bytes. */
export const signedStep = (
  step: StepRecord,
  { signer, signerRole, sealType }: Signatory,
  signedAt: Date,
): StepRecord => ({
  ...step,
  signer,
  signerRole,
  sealType,
  state: "signed",
  signedAt: signedAt.toISOString(),
});

/** Refuses, before anything is signed, what the filing desk would have to refuse. Throws `app.signature_unsound`. */
export async function assertSound(
  house: House,
  { envelope }: Pick<EnvelopeAndSteps, "envelope">,
  step: StepRecord,
): Promise<void> {
  const record = await house.store.contract(envelope.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  assertSignatureSound(house, parseContract(record.contract), signatureOf(step, envelope.revision1Digest));
}
