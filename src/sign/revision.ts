import { type Bytes, equalBytes } from "../kit/bytes.ts";
import type { PublicSigningKey, SigningKey } from "../ports/keys.ts";
import { assertUsable, chainCertificate, readCertificate } from "./cms/certificate.ts";
import { attributesOver, type CmsFinish, type CmsSigner, makeCms, measureCms } from "./cms/make-cms.ts";
import { coveredBytes, embedSignature } from "./embed.ts";
import { SignError } from "./errors.ts";
import { prepareRevision, type RevisionPlan } from "./prepare.ts";
import { type Caption, composeAppearance } from "./seal/appearance.ts";
import type { SealPicture } from "./seal/picture.ts";

/** One party's signature on a PDF whose fields exist. */
export type SigningRequest = {
  readonly pdf: Bytes;
  /** Name of an existing, unsigned signature field, e.g. `甲方`. */
  readonly field: string;
  readonly key: SigningKey;
  /** The signer's certificate, DER, for this key. */
  readonly certificate: Bytes;
  /** Issuing CA first, root last, DER. All are embedded. */
  readonly chain: readonly Bytes[];
  /** The organisation's seal; without one only the caption (if any) is drawn. */
  readonly seal?: SealPicture | undefined;
  /** Lines beside the seal: who, in which office, when. */
  readonly caption?: Caption | undefined;
  readonly signerName: string;
  /** May equal signerName where no person signs (a bureau's sealing). */
  readonly organisation: string;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** Claimed in /M and drawn nowhere by itself. The certificate must be valid then. */
  readonly signedAt: Date;
  /** Bytes to reserve for the CMS; measured when absent. Too few is refused before anything is signed. */
  readonly reserved?: number | undefined;
  /** A timestamp over the signature, or what else completes the CMS; its room is reserved. Without it: B-B. */
  readonly finish?: CmsFinish | undefined;
} & Pick<RevisionPlan, "lock" | "certify" | "straddle" | "missingField">;

/** Everything of a request but the key's power to sign: enough to prepare for a key that is elsewhere. */
export type PreparationRequest = Omit<SigningRequest, "key"> & { readonly key: PublicSigningKey };

/** A revision that waits for its signature; both parts together are all that complete needs. */
export type PreparedRevision = {
  readonly pdf: Bytes;
  /** DER of the signed attributes: what the key signs. The client can compute it itself and compare. */
  readonly toBeSigned: Bytes;
};

/** Measured size is an upper bound already; this is for timestamps and for comfort, never to be needed. */
const MARGIN = 512;
/** Larger than any chain we make; a chain of this size is a mistake. */
const MOST_RESERVED = 64 * 1024;

/**
 * Appends one PAdES B-B signature revision (EN 319 142-1): prepare, sign the attributes, embed. The bytes given are a strict
 * prefix of the bytes returned; only the field's own object is rewritten. No trusted time, no revocation data: that is B-T
 * and above. Throws SignError; then nothing was made.
 */
export async function signRevision(request: SigningRequest): Promise<Bytes> {
  const signer = cmsSigner(request, request.key);
  const prepared = await preparedPdf(request, signer);
  return await embedBehind(request.pdf, prepared, signer);
}

/**
 * The first half, for a key we do not hold (the signer's browser, a token): the unsigned revision and the bytes to sign.
 * The caller stores both; `completeRevision` finishes.
 */
export async function prepareForKey(request: PreparationRequest): Promise<PreparedRevision> {
  const signer = cmsSigner(request, { ...request.key, sign: noSignatureYet });
  const pdf = await preparedPdf(request, signer);
  const toBeSigned = await attributesOver(await coveredBytes(pdf), signer);
  return { pdf, toBeSigned };
}

/**
 * The second half: builds the same attributes again from the prepared bytes, checks the signature over them with the
 * certificate's key and embeds it. A changed byte, another certificate or a false signature is `sign.key_refused`.
 */
export async function completeRevision(
  request: PreparationRequest & { readonly prepared: Bytes; readonly signature: Bytes },
): Promise<Bytes> {
  const signer = cmsSigner(request, { ...request.key, sign: () => Promise.resolve(request.signature) });
  return await embedBehind(request.pdf, request.prepared, signer);
}

const noSignatureYet = (): Promise<Bytes> => Promise.reject(new Error("prepared only; the key is elsewhere"));

function cmsSigner(request: PreparationRequest, key: SigningKey): CmsSigner {
  const certificate = readCertificate(request.certificate);
  assertUsable(certificate, key, request.signedAt);
  return { key, certificate, chain: request.chain.map(chainCertificate), finish: request.finish };
}

async function preparedPdf(request: PreparationRequest, signer: CmsSigner): Promise<Bytes> {
  const { seal, caption } = request;
  return prepareRevision({
    ...request,
    name:
      request.signerName === request.organisation
        ? request.signerName
        : `${request.signerName}（${request.organisation}）`,
    reserved: roomFor(await measureCms(signer), request.reserved),
    appearance:
      seal === undefined && caption === undefined
        ? undefined
        : (box) => composeAppearance({ box, seal, caption }),
  });
}

/** Even sizes are no need, but whole 256s keep the file's length the same across signers of one kind. */
function roomFor(needed: number, asked = Math.ceil((needed + MARGIN) / 256) * 256): number {
  if (asked >= needed && asked <= MOST_RESERVED) return asked;
  throw new SignError(
    "sign.placeholder_too_small",
    `the signature can need ${needed} bytes, ${asked} are reserved (at most ${MOST_RESERVED}): reserve more or shorten the chain`,
    { needed, reserved: asked, most: MOST_RESERVED },
  );
}

async function embedBehind(previous: Bytes, prepared: Bytes, signer: CmsSigner): Promise<Bytes> {
  const signed = await embedSignature(prepared, (signedBytes) => makeCms(signedBytes, signer));
  // The promise of the whole house: signed bytes are only ever appended to.
  if (signed.length <= previous.length || !equalBytes(signed.subarray(0, previous.length), previous)) {
    throw new SignError(
      "sign.embedding_failed",
      "the signed file does not begin with the file that was given",
    );
  }
  return signed;
}
