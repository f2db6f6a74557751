import { PdfError } from "../../formats/pdf/index.ts";
import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { sha256, sha256Hex } from "../../kit/digest.ts";
import { HouseError } from "../../kit/errors.ts";
import { assertUsable, readCertificate, type SignerCertificate, textInName } from "../cms/certificate.ts";
import { signedAttributes } from "../cms/signed-attributes.ts";
import { ConfirmError } from "./errors.ts";
import { readNewRevision } from "./new-revision.ts";
import { OwnChanges, ownBoxes } from "./own-changes.ts";
import { readPreparedSignature } from "./signature-dictionary.ts";

/** What a page knows before it signs. */
export type PreparedCheck = {
  /** The bytes that the signer was shown. */
  readonly displayed: Bytes;
  /** The bytes that the server asks to sign. */
  readonly prepared: Bytes;
  /** The one field that may be signed. */
  readonly field: string;
  /** The certificate that the server got for this signer, DER. */
  readonly certificate: Bytes;
  /** SubjectPublicKeyInfo of the page's own key, DER. */
  readonly publicKey: Bytes;
  /** Whom the signer takes himself for; what the certificate says has to be the same. Unchecked where absent. */
  readonly signer?: { readonly name: string; readonly organisation: string } | undefined;
  readonly now: Date;
};

declare const confirmed: unique symbol;

/** A prepared revision that `confirmPrepared` found sound: the only thing that `signPrepared` signs. */
export type ConfirmedRevision = {
  readonly [confirmed]: true;
  /** DER of the signed attributes, computed on this page. */
  readonly toBeSigned: Bytes;
  /** SHA-256 of the bytes that the signature covers, for the signer's own record. */
  readonly documentDigestHex: string;
  readonly field: string;
  readonly claimedAt: Date;
  /** /Name, /Reason and /Location as the document will show them. */
  readonly name: string;
  readonly reason: string | undefined;
  readonly location: string | undefined;
};

/** How far the server's clock may be from the page's. Phones are often some minutes off. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;
const COMMON_NAME = "2.5.4.3";
const ORGANISATION = "2.5.4.10";

/**
 * Checks what a server prepared, and computes what is signed: the shown bytes are a strict prefix; the one revision behind
 * them changes the field (its signature and appearance), fills the boxes of this seat's own 骑缝章, and nothing else; the signature dictionary is empty and says only
 * what one says; the certificate is for this page's key, this signer, and now. Trusts the server with nothing but the name of
 * the field. It does not judge what was shown, nor the signatures before. Throws ConfirmError; then nothing must be signed.
 */
export async function confirmPrepared(check: PreparedCheck): Promise<ConfirmedRevision> {
  const certificate = confirmedCertificate(check);
  const signature = readSignature(check);
  if (Math.abs(signature.claimedAt.getTime() - check.now.getTime()) > CLOCK_TOLERANCE_MS) {
    throw new ConfirmError("confirm.wrong_time", "the time that the signature claims is not now", {
      claimedAt: signature.claimedAt.toISOString(),
    });
  }
  const { covered, ...told } = signature;
  const toBeSigned = await signedAttributes(await sha256(covered), certificate);
  const facts = { toBeSigned, documentDigestHex: await sha256Hex(covered), field: check.field, ...told };
  // The brand has no value: it only keeps other objects out.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return facts as Omit<ConfirmedRevision, typeof confirmed> as ConfirmedRevision;
}

function readSignature(check: PreparedCheck) {
  try {
    const revision = readNewRevision(check.displayed, check.prepared);
    const changes = new OwnChanges(revision);
    const dictionary = changes.takeSigned(check.field);
    changes.takeStraddle(check.field);
    changes.takeFlags();
    changes.assertNothingElse();
    const own = [check.field, ...ownBoxes(revision.before, check.field).map(({ name }) => name)];
    return readPreparedSignature(check.prepared, dictionary, own);
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause;
    throw new ConfirmError("confirm.unreadable", "the prepared document cannot be read", {}, { cause });
  }
}

function confirmedCertificate({ certificate, publicKey, signer, now }: PreparedCheck): SignerCertificate {
  try {
    const read = readCertificate(certificate);
    if (!equalBytes(read.publicKey, publicKey)) throw new Error("it is for another key");
    assertUsable(read, { publicKey }, clampedTo(read, now));
    const named = [textInName(read.subject, COMMON_NAME), textInName(read.subject, ORGANISATION)];
    if (signer !== undefined && (named[0] !== signer.name || named[1] !== signer.organisation))
      throw new Error("it names somebody else");
    return read;
  } catch (cause) {
    throw new ConfirmError(
      "confirm.wrong_certificate",
      "the certificate is not for this page's key and this signer, or not valid now",
      cause instanceof HouseError ? cause.facts : {},
      { cause },
    );
  }
}

/** A certificate begins when it is issued; a phone that is some minutes behind would call it not yet valid. */
const clampedTo = ({ notBefore }: SignerCertificate, now: Date): Date =>
  now < notBefore && notBefore.getTime() - now.getTime() <= CLOCK_TOLERANCE_MS ? notBefore : now;
