import type { EnvelopeView } from "../../../schemas/api/envelope.ts";
import type { CompleteSigningInput } from "../../../schemas/api/signing.ts";
import { type Bytes, fromBase64 } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { SigningRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { completeRevision } from "../../sign/revision.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import { shownEnvelope } from "../envelope-view.ts";
import type { House } from "../house.ts";
import { madeBefore } from "../once.ts";
import { sealUse, usableSeal } from "../seals/seat-seal.ts";
import { storedBytes } from "../stored-file.ts";
import { type EnvelopeAndSteps, visibleEnvelope } from "../visible-envelope.ts";
import { commitSigning } from "./commit-signing.ts";
import { preparedParts, seatSigning } from "./prepare-signing.ts";
import { completionRequest } from "./seat-request.ts";
import { signedStep, stepToSign } from "./signable-step.ts";
import { openSigning } from "./signing-state.ts";

/** The end of the signing, in the commit of the signature: it ends once. */
async function ending(house: House, caller: Caller, signing: SigningRecord): Promise<Change[]> {
  const version = signing.version + 1;
  const facts = { envelope: signing.envelopeId };
  const deed = { aggregate: `signing:${signing.id}`, version, type: "signing.completed", facts };
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "signings", key: { id: signing.id }, set: { state: "completed", version } },
  ];
}

/** The use of the very seal that `prepare` drew, which its event names: it has to be usable still. */
async function recordedUse(
  house: House,
  caller: Caller,
  { signing, step, pdf }: { signing: SigningRecord; step: StepRecord; pdf: Bytes },
) {
  if (signing.strokesDigest !== null) return { changes: [], facts: { mark: "handwritten" } };
  const wish = { kind: signing.sealType, organisation: step.organisation };
  const prepared = await house.store.event(`signing:${signing.id}`, signing.version);
  const seal = await usableSeal(house, caller, { ...wish, drawn: prepared?.facts["seal"] });
  const { envelopeId, seat } = signing;
  return sealUse(house, caller, { seal, envelopeId, seat, digest: await sha256Hex(pdf) });
}

/**
 * The last step: builds the same attributes again from the stored revision, verifies the signature over them with the
 * certificate's key, embeds it with a timestamp, and writes it into the register. Of any number at once exactly one wins; the
 * others hear `app.signing_completed`. A changed byte, another certificate or a false signature is `sign.key_refused`; when
 * somebody else signed since it was prepared, `app.signing_outdated`: show the newer file and prepare again. When the TSA does
 * not answer nothing is written and the signing stays as it was: call again. Also throws what `prepareSigning` does.
 */
export async function completeSigning(
  house: House,
  caller: Caller,
  input: CompleteSigningInput & { readonly id: string },
  /** What else belongs into the commit of the signature. */
  more: (found: EnvelopeAndSteps) => Promise<readonly Change[]> = () => Promise.resolve([]),
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:sign");
  const settled = madeBefore(caller, "envelope");
  if (settled !== undefined) {
    const { envelope, steps } = await visibleEnvelope(house, caller, settled);
    return shownEnvelope(house, caller, { envelope, steps });
  }
  return decide(async () => {
    const signing = await openSigning(house, caller, input.id);
    const { digest, signedAt } = preparedParts(signing);
    const found = await visibleEnvelope(house, caller, signing.envelopeId);
    const step = signedStep(stepToSign(house, caller, found, signing.seat), signing, signedAt);
    if (found.envelope.currentDigest !== signing.previousDigest) {
      throw new AppError("app.signing_outdated", "文件已有新的签署，请重新查看后再签", {
        previous_sha256: signing.previousDigest,
        current_sha256: found.envelope.currentDigest,
      });
    }
    const prepared = await storedBytes(house, digest);
    if ((await sha256Hex(prepared)) !== digest)
      throw new AppError("app.blob_missing", "文件读不到，请联系我们", { sha256: digest });
    const request = completionRequest(house, await seatSigning(house, signing, { step, signedAt }));
    const signature = fromBase64(input.signature) ?? new Uint8Array();
    const pdf = await completeRevision({ ...request, prepared, signature });
    const use = await recordedUse(house, caller, { signing, step, pdf });
    const also = [...(await ending(house, caller, signing)), ...use.changes];
    also.push(...(await more(found)));
    const made = { step, pdf, trust: signing.trust, also, facts: { signing: signing.id, ...use.facts } };
    return commitSigning(house, caller, { ...found, made });
  });
}
