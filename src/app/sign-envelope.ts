import type { EnvelopeView, SignEnvelopeInput } from "../../schemas/api/envelope.ts";
import { type Contract, type PartySignature, Seat } from "../../schemas/contract.ts";
import { parseContract } from "../contract/parse.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { EnvelopeRecord, StepRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { assertSignatureSound } from "./assert-signature-sound.ts";
import { nextEvent, saltedDigest } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { envelopeView } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { signWithEventKey } from "./sign-with-event-key.ts";
import { storedBytes } from "./stored-file.ts";
import { type EnvelopeAndSteps, visibleEnvelope } from "./visible-envelope.ts";

/**
 * The step that may be signed now by this caller. A seat is its own organisation's alone, never the sender's: that the
 * signer alone controls the signing is one condition of a reliable electronic signature (电子签名法 §13).
 */
function stepToSign(caller: Caller, { steps }: EnvelopeAndSteps, seat: string): StepRecord {
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
const sealStanding = (house: House, caller: Caller): "registered" | "sample" =>
  caller.mode === "live" && house.issuer.kind === "configured" ? "registered" : "sample";

/** A signed step as the contract's data records it, for the check at stage file. */
const signatureOf = (step: StepRecord, revision1: string): PartySignature => ({
  seat: Seat.parse(step.seat),
  partyName: step.organisation,
  sealName: step.organisation,
  sealType: step.sealType,
  signer: step.signer,
  signerRole: step.signerRole,
  signedAt: step.signedAt,
  docSha256: revision1,
});

/** When the last seat has signed, the contract itself is signed: its data records who, when, with which seal, over what. */
async function completion(house: House, caller: Caller, done: EnvelopeAndSteps): Promise<Change[]> {
  const { envelope, steps } = done;
  if (envelope.state !== "completed") return [];
  const record = await house.store.contract(envelope.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  const agreed = parseContract(record.contract);
  const contract: Contract = {
    ...agreed,
    // The contract's own clause: left open, the day of signing is the day of the last signature.
    signDate: (agreed.signDate ?? "") === "" ? dayInShanghai(house.clock.now()) : agreed.signDate,
    signatures: steps.map((step) => signatureOf(step, envelope.revision1Digest)),
  };
  const deed = {
    aggregate: `contract:${record.id}`,
    version: record.version + 1,
    type: "contract.signed",
    facts: { envelope: envelope.id, sha256: envelope.currentDigest },
  };
  return [
    { event: await nextEvent(house, caller, deed) },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "signed", version: deed.version, contract, updatedAt: house.clock.now().toISOString() },
    },
  ];
}

type Signed = { readonly step: StepRecord; readonly digest: string; readonly size: number };

async function commitSigning(
  house: House,
  caller: Caller,
  { envelope, steps, signed }: EnvelopeAndSteps & { readonly signed: Signed },
): Promise<EnvelopeView> {
  const { step, digest, size } = signed;
  const now = house.clock.now().toISOString();
  const stepsNow = steps.map((each) => (each.seat === step.seat ? step : each));
  const complete = stepsNow.every((each) => each.state === "signed");
  const changed = {
    version: envelope.version + 1,
    currentDigest: digest,
    state: complete ? "completed" : "signing",
    completedAt: complete ? now : null,
  } satisfies Partial<EnvelopeRecord>;
  const after = { envelope: { ...envelope, ...changed }, steps: stepsNow };
  const signer = await saltedDigest(step.auditSalt, step.signer ?? "");
  const facts = { seat: step.seat, signer, sha256: digest, before: envelope.currentDigest };
  const deed = {
    aggregate: `envelope:${envelope.id}`,
    version: changed.version,
    type: "envelope.signed",
    facts,
  };
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: changed },
    { update: "steps", key: { envelopeId: envelope.id, seat: step.seat }, set: step },
    {
      insert: "documents",
      row: {
        contractId: envelope.contractId,
        kind: "revision",
        step: step.order,
        digest,
        size,
        createdAt: now,
      },
    },
    ...(await completion(house, caller, after)),
    ...(await settles(house, caller, { kind: "envelope", id: envelope.id })),
  ]);
  return envelopeView(house, after.envelope, after.steps);
}

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
    if (madeBefore(caller, "envelope") === input.id) return envelopeView(house, found.envelope, found.steps);
    const waiting = stepToSign(caller, found, input.seat);
    const signedAt = house.clock.now();
    const step: StepRecord = {
      ...waiting,
      state: "signed",
      signer: input.signer,
      signerRole: input.signer_role,
      sealType: input.seal_type,
      signedAt: signedAt.toISOString(),
    };
    const record = await house.store.contract(found.envelope.contractId);
    if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
    assertSignatureSound(
      house,
      parseContract(record.contract),
      signatureOf(step, found.envelope.revision1Digest),
    );
    const pdf = await signWithEventKey(house, {
      pdf: await storedBytes(house, found.envelope.currentDigest),
      field: step.seat,
      person: input.signer,
      office: input.signer_role,
      organisation: step.organisation,
      uscc: step.uscc,
      seal: { kind: input.seal_type, standing: sealStanding(house, caller) },
      signedAt,
    });
    const digest = await house.blobs.put(pdf);
    const signed = { step: { ...step, digest }, digest, size: pdf.length };
    return commitSigning(house, caller, { ...found, signed });
  });
}
