import type { BeginSigningInput, SigningView } from "../../../schemas/api/signing.ts";
import { fromBase64, toBase64 } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { IssuedCertificate } from "../../ports/certificate-issuer.ts";
import type { KeyHolder } from "../../ports/keys.ts";
import type { SigningRecord, StepRecord } from "../../ports/records.ts";
import { readCertificateRequest, type RequestedKey } from "../../sign/cms/read-certificate-request.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { type EnvelopeAndSteps, visibleEnvelope } from "../visible-envelope.ts";
import { CERTIFICATE_HOURS } from "./seat-request.ts";
import {
  assertSound,
  fieldOf,
  HANDWRITTEN,
  sealStanding,
  type Signatory,
  signedStep,
  stepToSign,
} from "./signable-step.ts";
import { boundTo, bytesOf, openSigning, SIGNING_MINUTES, signingView } from "./signing-state.ts";
import { type IdentityFact, STATED_BY_ACCOUNT, trustStatement } from "./trust.ts";

type Beginning = {
  readonly found: EnvelopeAndSteps;
  readonly step: StepRecord;
  readonly by: Signatory;
  readonly identity: IdentityFact;
  readonly strokesDigest: string | null;
  readonly key: RequestedKey;
  readonly issued: IssuedCertificate;
};

/**
 * Who holds a key that is not ours. Behind a link it is made by the page we serve; an account's own program may keep it
 * anywhere, and all we know is that the signer has it.
 */
const holderOf = ({ kind }: IdentityFact): KeyHolder => (kind === "stated_by_account" ? "signer" : "browser");

/** The row of a signing that begins now. */
function newSigning(house: House, caller: Caller, beginning: Beginning): SigningRecord {
  const { found, step, by, identity, key, issued } = beginning;
  const now = house.clock.now();
  return {
    id: house.ids.next("sgn"),
    envelopeId: found.envelope.id,
    seat: step.seat,
    field: fieldOf(step),
    boundTo: boundTo(caller),
    state: "certified",
    version: 1,
    ...by,
    sealStanding: sealStanding(house, caller),
    algorithm: key.algorithm,
    publicKey: toBase64(key.publicKey),
    certificate: toBase64(issued.certificate),
    chain: issued.chain.map(toBase64),
    previousDigest: found.envelope.currentDigest,
    preparedDigest: null,
    strokesDigest: beginning.strokesDigest,
    trust: trustStatement(house, holderOf(identity), identity),
    signedAt: null,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + SIGNING_MINUTES * 60_000).toISOString(),
  };
}

async function commitBeginning(house: House, caller: Caller, signing: SigningRecord): Promise<void> {
  const facts = {
    envelope: signing.envelopeId,
    seat: signing.seat,
    certificate: await sha256Hex(bytesOf(signing.certificate)),
    key: await sha256Hex(bytesOf(signing.publicKey)),
    identity: signing.trust.identity.kind,
  };
  const deed = { aggregate: `signing:${signing.id}`, version: 1, type: "signing.certified", facts };
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { insert: "signings", row: signing },
    ...(await settles(house, caller, { kind: "signing", id: signing.id })),
  ]);
}

/**
 * The first step of signing with a key of one's own: the request proves that the caller has the key, and the issuer
 * certifies it for this signer and this event. Nothing of the envelope changes; a step may be begun again at any time.
 * Throws what `stepToSign` does, `app.signature_unsound`, `sign.request_unreadable`, `sign.request_unproved`,
 * `sign.request_key_unsupported`, and what the issuer throws.
 */
export async function beginSigning(
  house: House,
  caller: Caller,
  input: BeginSigningInput & { readonly id: string },
  how: {
    readonly identity: IdentityFact;
    /** Blob of the strokes of a name written by hand, where no seal is used. */
    readonly strokesDigest: string | null;
  } = { identity: STATED_BY_ACCOUNT, strokesDigest: null },
): Promise<SigningView> {
  needScope(caller, "envelopes:sign");
  const made = madeBefore(caller, "signing");
  if (made !== undefined) return signingView(await openSigning(house, caller, made));
  const found = await visibleEnvelope(house, caller, input.id);
  const now = house.clock.now();
  const sealType = how.strokesDigest === null ? input.seal_type : HANDWRITTEN;
  const by = { signer: input.signer, signerRole: input.signer_role, sealType };
  const step = signedStep(stepToSign(house, caller, found, input.seat), by, now);
  await assertSound(house, found, step);
  const certificationRequest = fromBase64(input.certificate_request) ?? new Uint8Array();
  const key = await readCertificateRequest(certificationRequest);
  const issued = await house.issuer.issue({
    subject: { commonName: by.signer, organisation: step.organisation, uscc: step.uscc },
    key,
    certificationRequest,
    notBefore: now,
    hours: CERTIFICATE_HOURS,
  });
  const signing = newSigning(house, caller, { found, step, by, ...how, key, issued });
  await commitBeginning(house, caller, signing);
  return signingView(signing);
}
