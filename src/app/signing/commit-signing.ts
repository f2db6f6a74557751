import type { EnvelopeView } from "../../../schemas/api/envelope.ts";
import type { TrustStatement } from "../../../schemas/api/trust.ts";
import { parseContract } from "../../contract/parse.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { dayInShanghai } from "../../kit/dates.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { AppError } from "../app-error.ts";
import { archiveAfterSigning } from "../archive/archive-now.ts";
import { archiveView } from "../archive/archive-view.ts";
import { planArchive } from "../archive/plan-archive.ts";
import { nextEvent, saltedDigest } from "../audit.ts";
import type { Caller } from "../caller.ts";
import { asSigned } from "../documents/as-signed.ts";
import { shownEnvelope } from "../envelope-view.ts";
import type { House } from "../house.ts";
import { agreementCompleted } from "../link/agreement-completed.ts";
import { afterMessages } from "../link/after-signing.ts";
import { settles } from "../once.ts";
import type { EnvelopeAndSteps } from "../visible-envelope.ts";
import { signaturesOf } from "./signable-step.ts";

/** A signature that was made and verified, on its way into the register. */
export type MadeSignature = {
  /** The step as signed, but for its digest and statement. */
  readonly step: StepRecord;
  readonly pdf: Bytes;
  readonly trust: TrustStatement;
  /** What else happens in the same commit: the end of a signing. */
  readonly also?: readonly Change[] | undefined;
  /** More facts for the envelope's chain; they name no person. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
};

/** When the last seat has signed, the contract itself is signed: its data records who, when, with which seal, over what. */
async function completion(house: House, caller: Caller, done: EnvelopeAndSteps): Promise<Change[]> {
  const { envelope, steps } = done;
  if (envelope.state !== "completed") return [];
  if (envelope.kind !== "contract") return agreementCompleted(house, caller, envelope);
  const record = await house.store.contract(envelope.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  const agreed = parseContract(record.contract);
  const contract = asSigned(agreed, {
    signatures: signaturesOf(steps, envelope.revision1Digest),
    day: dayInShanghai(house.clock.now()),
  });
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

/** The envelope and its steps as they are once this step is signed. */
function afterSigning(house: House, { envelope, steps }: EnvelopeAndSteps, step: StepRecord) {
  const now = house.clock.now().toISOString();
  const stepsNow = steps.map((each) => (each.order === step.order ? step : each));
  const complete = stepsNow.every((each) => each.state === "signed");
  const changed = {
    version: envelope.version + 1,
    currentDigest: step.digest ?? "",
    state: complete ? "completed" : "signing",
    completedAt: complete ? now : null,
  } satisfies Partial<EnvelopeRecord>;
  return { changed, now, after: { envelope: { ...envelope, ...changed }, steps: stepsNow } };
}

/**
 * Stores the signed file and writes the signature into the register, in one commit that the envelope's version guards: of two
 * at once one wins, the other gets `store.version_conflict` and finds what is true when it looks again.
 */
export async function commitSigning(
  house: House,
  caller: Caller,
  found: EnvelopeAndSteps & { readonly made: MadeSignature },
): Promise<EnvelopeView> {
  const { envelope, made } = found;
  const digest = await house.blobs.put(made.pdf);
  const step: StepRecord = { ...made.step, digest, trust: made.trust };
  const { changed, now, after } = afterSigning(house, found, step);
  const { identity, ...trust } = made.trust;
  const deed = {
    aggregate: `envelope:${envelope.id}`,
    version: changed.version,
    type: "envelope.signed",
    facts: {
      seat: step.seat,
      step: step.step,
      signer: await saltedDigest(step.auditSalt, step.signer ?? ""),
      sha256: digest,
      before: envelope.currentDigest,
      trust: { ...trust, identity: identity.kind },
      ...made.facts,
    },
  };
  const document = {
    contractId: envelope.contractId,
    kind: envelope.kind === "contract" ? "revision" : "agreement",
    step: envelope.firstDocument + after.steps.filter(({ state }) => state === "signed").length,
    digest,
    size: made.pdf.length,
    createdAt: now,
  } as const;
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: changed },
    { update: "steps", key: { envelopeId: envelope.id, order: step.order }, set: step },
    { insert: "documents", row: document },
    ...(made.also ?? []),
    ...(await completion(house, caller, after)),
    ...(after.envelope.state === "completed" ? planArchive(after.envelope) : []),
    ...(await afterMessages(house, caller, after)),
    ...(await settles(house, caller, { kind: "envelope", id: envelope.id })),
  ]);
  const archived = await archiveAfterSigning(house, after.envelope);
  const shown = await shownEnvelope(house, caller, { ...after, envelope: archived });
  return { ...shown, archive: await archiveView(house, archived) };
}
