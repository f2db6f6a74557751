import { type PartySignature, Seat } from "../../../schemas/contract.ts";
import { parseContract } from "../../contract/parse.ts";
import type { StepRecord } from "../../ports/records.ts";
import { stepFieldName } from "../../sign/field-plans.ts";
import { AppError } from "../app-error.ts";
import { assertSignatureSound } from "../assert-signature-sound.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { permittedMove, stepsInTurn } from "../link/envelope-moves.ts";
import type { EnvelopeAndSteps } from "../visible-envelope.ts";

/** Who signs a step, in which office, with which seal. */
export type Signatory = {
  readonly signer: string;
  readonly signerRole: string;
  readonly sealType: string;
};

/**
 * The step that may be signed now by this caller. A seat is its own organisation's alone, never the sender's: that the
 * signer alone controls the signing is one condition of a reliable electronic signature (电子签名法 §13). A step for which a
 * recipient was named is signed by that recipient's link alone. Throws `app.seat_unknown`, `app.seat_not_yours`,
 * `app.already_signed`, `app.not_your_turn`, `app.step_by_link`, `app.move_refused`.
 */
export function stepToSign(
  house: Pick<House, "clock">,
  caller: Caller,
  { envelope, steps }: EnvelopeAndSteps,
  seat: string,
): StepRecord {
  const own = steps.filter((candidate) => candidate.seat === seat);
  const [first] = own;
  if (first === undefined) {
    throw new AppError("app.seat_unknown", `这份合同没有${seat}`, { seats: steps.map((each) => each.seat) });
  }
  if (first.uscc === "" || first.uscc !== caller.uscc) {
    throw new AppError("app.seat_not_yours", "不能替别的机构签署", { seat });
  }
  const step = own.find(({ state }) => state === "waiting");
  if (step === undefined || isDone(caller, own))
    throw new AppError("app.already_signed", `${seat}已经签署`, { seat });
  permittedMove(envelope, "sign", house.clock.now());
  assertTurn(envelope, steps, step, caller);
  return step;
}

/** Whether the caller's own step is signed; without a link the seat's last one counts. */
const isDone = ({ link }: Caller, own: readonly StepRecord[]): boolean =>
  link !== undefined && own.find(({ order }) => order === link.order)?.state === "signed";

function assertTurn(
  envelope: EnvelopeAndSteps["envelope"],
  steps: readonly StepRecord[],
  step: StepRecord,
  { link }: Caller,
): void {
  const turns = stepsInTurn(envelope, steps);
  const isTurn = turns.some(({ order }) => order === step.order);
  const bound = link === undefined || (link.envelopeId === envelope.id && link.order === step.order);
  if (!isTurn || !bound) {
    const [next] = turns;
    throw new AppError("app.not_your_turn", `还没有轮到${step.seat}，请等${next?.seat}${next?.step}`, {
      seat: step.seat,
      next: next?.seat,
    });
  }
  if (step.recipient !== null && link === undefined)
    throw new AppError("app.step_by_link", "这一步已指定由某人凭链接签署，密钥不能代签", { seat: step.seat });
}

/** The field of revision 1 that a step fills. */
export const fieldOf = ({ seat, step }: Pick<StepRecord, "seat" | "step">): string =>
  stepFieldName(seat, step);

/** What stands for the kind of a seal where the name was written by hand. */
export const HANDWRITTEN = "签名";

/** Only a live key under a configured CA draws the party's seal without 样章 (design.md decision 7). */
export const sealStanding = (house: House, caller: Caller): "registered" | "sample" =>
  caller.mode === "live" && house.issuer.kind === "configured" ? "registered" : "sample";

const sealed = ({ sealType }: StepRecord): boolean => sealType !== null && sealType !== HANDWRITTEN;

/**
 * A seat as the contract's data records it, for the check at stage file: who signed for the party (法定代表人, where that is a
 * step of its own; never its 经办人), with which seal, and when the last of its steps was signed.
 */
export function signatureOf(own: readonly StepRecord[], revision1: string): PartySignature {
  const signed = own.filter(({ state }) => state === "signed");
  const last = signed.at(-1) ?? own.at(-1);
  if (last === undefined) throw new RangeError("a seat without steps has no signature");
  const signer = signed.find(({ step }) => step === "法定代表人") ?? last;
  const seal = signed.find(sealed);
  return {
    seat: Seat.parse(last.seat),
    partyName: last.organisation,
    sealName: seal === undefined ? null : last.organisation,
    sealType: seal?.sealType ?? null,
    signer: signer.signer,
    signerRole: signer.signerRole,
    signedAt: last.signedAt,
    docSha256: revision1,
  };
}

/** The signatures of all seats, in the order of the seats. */
export const signaturesOf = (steps: readonly StepRecord[], revision1: string): PartySignature[] =>
  [...new Set(steps.map(({ seat }) => seat))].map((seat) =>
    signatureOf(
      steps.filter((step) => step.seat === seat),
      revision1,
    ),
  );

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

/**
 * Refuses, before anything is signed, what the filing desk would have to refuse. A 经办人 signs for himself and is asked nothing;
 * an agreement is no contract and has its own form. Throws `app.signature_unsound`.
 */
export async function assertSound(
  house: House,
  { envelope, steps }: EnvelopeAndSteps,
  step: StepRecord,
): Promise<void> {
  if (step.step === "经办人" || envelope.kind !== "contract") return;
  const record = await house.store.contract(envelope.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  const own = steps
    .filter(({ seat }) => seat === step.seat)
    .map((each) => (each.order === step.order ? step : each));
  assertSignatureSound(house, parseContract(record.contract), signatureOf(own, envelope.revision1Digest));
}
