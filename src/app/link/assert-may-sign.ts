import type { Contract } from "../../../schemas/contract.ts";
import type { SignerRole } from "../../../schemas/api/envelope.ts";
import type { StepRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import { checkOn } from "../check-on.ts";
import type { House } from "../house.ts";
import { signatureOf } from "../signing/signable-step.ts";

type Planned = Omit<StepRecord, "envelopeId">;

/** In which office somebody signs who was named without one: the head the contract names, or an agent of the party. */
export function usualRole(
  contract: Contract,
  step: Pick<Planned, "seat" | "step">,
  name: string,
): SignerRole {
  if (step.step === "经办人") return "经办人";
  const party = contract.parties?.find(({ seat }) => seat === step.seat);
  return party?.legalRep?.trim() === name.trim() ? "法定代表人" : "委托代理人";
}

/** The steps of a seat as if their recipients had signed them now. */
const asSigned = (house: Pick<House, "clock">, own: readonly Planned[]): StepRecord[] =>
  own.map((step) => ({
    ...step,
    envelopeId: "",
    state: "signed",
    signer: step.recipient?.name ?? null,
    signerRole: step.recipient?.role ?? null,
    signedAt: house.clock.now().toISOString(),
  }));

/**
 * Refuses to send a seat to somebody who could not sign for it: neither the head the contract names nor covered by a letter of
 * authority among its attachments (SIG-04). Said to whoever chooses the person, not to that person after reading it all. Seats
 * without recipients are not asked about. Throws `app.signature_unsound` with the findings.
 */
export function assertMaySign(
  house: Pick<House, "clock">,
  contract: Contract,
  steps: readonly Planned[],
): void {
  const seats = [...new Set(steps.map(({ seat }) => seat))];
  const findings = seats.flatMap((seat) => {
    const own = steps.filter((step) => step.seat === seat);
    if (own.some(({ recipient }) => recipient === null)) return [];
    const signature = signatureOf(asSigned(house, own), "");
    return checkOn(house, { ...contract, signatures: [signature] }, { stage: "sign" }).findings.filter(
      ({ id, pointer }) => id.startsWith("SIG-04.") && `${pointer}/`.startsWith("/signatures/0/"),
    );
  });
  if (findings.length === 0) return;
  throw new AppError(
    "app.signature_unsound",
    `${findings.map(({ message }) => message).join("；")}请改由合同所载的法定代表人签署，或由发起方把授权委托书列入合同附件后重新发出。`,
    { findings },
  );
}
