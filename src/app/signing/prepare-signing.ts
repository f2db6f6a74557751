import type { PreparedSigningView } from "../../../schemas/api/signing.ts";
import { toBase64 } from "../../kit/bytes.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";
import type { SigningRecord, StepRecord } from "../../ports/records.ts";
import { prepareForKey } from "../../sign/revision.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { seatSeal } from "../seals/seat-seal.ts";
import { storedBytes } from "../stored-file.ts";
import { visibleEnvelope } from "../visible-envelope.ts";
import { handwrittenMark } from "./handwritten-mark.ts";
import { seatRequest, type SeatSigning } from "./seat-request.ts";
import { fieldOf, stepToSign } from "./signable-step.ts";
import { bytesOf, openSigning, signingView } from "./signing-state.ts";

/** The same signing at `prepare` and at `complete`, from what the row holds: the attributes come out the same. */
export async function seatSigning(
  house: House,
  signing: SigningRecord,
  { step, signedAt }: { readonly step: StepRecord; readonly signedAt: Date },
): Promise<SeatSigning<PublicSigningKey>> {
  return {
    pdf: await storedBytes(house, signing.previousDigest),
    field: fieldOf(step),
    person: signing.signer,
    office: signing.signerRole,
    organisation: step.organisation,
    signedAt,
    key: { algorithm: signing.algorithm, publicKey: bytesOf(signing.publicKey), heldBy: signing.trust.key },
    certificate: bytesOf(signing.certificate),
    chain: signing.chain.map(bytesOf),
  };
}

/**
 * The second step: the unsigned revision behind the file as it is now, kept until it is signed. Called again it prepares
 * again, behind what has come since: then the signer has to be shown the newer file. Throws `app.not_found`,
 * `app.signing_completed`, `app.signing_expired`, what `stepToSign` does, and `sign.*`.
 */
export async function prepareSigning(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<PreparedSigningView> {
  needScope(caller, "envelopes:sign");
  return decide(async () => {
    const before = await openSigning(house, caller, id);
    if (madeBefore(caller, "signing") === id) return await preparedView(house, before);
    const found = await visibleEnvelope(house, caller, before.envelopeId);
    const step = stepToSign(house, caller, found, before.seat);
    const signedAt = house.clock.now();
    const current = { ...before, previousDigest: found.envelope.currentDigest };
    const { picture, record } = await markOf(house, caller, { signing: before, step });
    const parts = await seatSigning(house, current, { step, signedAt });
    const request = await seatRequest(house, parts, picture);
    const prepared = await prepareForKey(request);
    const signing: SigningRecord = {
      ...current,
      state: "prepared",
      version: before.version + 1,
      preparedDigest: await house.blobs.put(prepared.pdf),
      signedAt: signedAt.toISOString(),
    };
    const { previousDigest, preparedDigest, state, version } = signing;
    const facts = { before: previousDigest, prepared: preparedDigest, seal: record?.id ?? null };
    const deed = { aggregate: `signing:${id}`, version, type: "signing.prepared", facts };
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      {
        update: "signings",
        key: { id },
        set: { state, version, previousDigest, preparedDigest, signedAt: signing.signedAt },
      },
      ...(await settles(house, caller, { kind: "signing", id })),
    ]);
    return preparedView(house, signing);
  });
}

/** What the field will show: the name as it was written by hand, or the seal. */
async function markOf(
  house: House,
  caller: Caller,
  { signing, step }: { readonly signing: SigningRecord; readonly step: StepRecord },
): Promise<{ picture: SealPicture; record: { readonly id: string } | undefined }> {
  if (signing.strokesDigest !== null) {
    const picture = handwrittenMark(await storedBytes(house, signing.strokesDigest));
    return { picture, record: undefined };
  }
  return seatSeal(house, caller, { kind: signing.sealType, organisation: step.organisation });
}

/** The view with the bytes behind the file that is shown. */
async function preparedView(house: House, signing: SigningRecord): Promise<PreparedSigningView> {
  const shown = await storedBytes(house, signing.previousDigest);
  const prepared = await storedBytes(house, preparedParts(signing).digest);
  return { ...signingView(signing), appended: toBase64(prepared.subarray(shown.length)) };
}

/** What `complete` needs of a prepared signing; `app.signing_not_prepared` when it is not that far. */
export function preparedParts(signing: SigningRecord): { digest: string; signedAt: Date } {
  if (signing.preparedDigest === null || signing.signedAt === null)
    throw new AppError("app.signing_not_prepared", "请先取得待签署的文件", {});
  return { digest: signing.preparedDigest, signedAt: new Date(signing.signedAt) };
}
