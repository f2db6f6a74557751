import type { Bytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { certificateSubject } from "../../sign/cms/certificate-subject.ts";
import { signRevision } from "../../sign/revision.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { fontForSeals } from "../seal-font.ts";
import { SIGNATURE_LEVELS, type SignatureLevel } from "../../sign/archive/reach-level.ts";
import { signatureTimestamp } from "../../sign/timestamp/timestamp-signature.ts";
import { archiveFile, type Authorities } from "./archive-file.ts";
import { assertNothingBroken, assertSignable } from "./assert-signable.ts";
import type { Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";
import { linesOf, pictureOf, readSealFile, withPlacedField, wordsOf } from "./seal-file.ts";

/** What was signed, for the one who asked. */
export type SignedFile = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly signer: string;
  readonly organisation: string;
  /** The level asked for, and reached. */
  readonly level: SignatureLevel;
  /** Claimed, not proved. */
  readonly claimedAt: string;
  /** The authority that proves the time; null at B-B. */
  readonly timestampedBy: string | null;
};

/**
 * Signs one field of a PDF with a key from outside and its certificate; appends one revision. Names come from the
 * certificate, so that the page cannot say more than the certificate does. The level asked
 * for is the level reached, or nothing is made: `archive.validation_incomplete` says what is missing. A PDF without this field
 * gets one that shows nothing, when no other waits and nobody certified it. Throws
 * `desk.level_not_offered` (no such level, or above B-B without an authority), `desk.seal_not_readable`, `desk.signing_not_allowed`, `sign.*`,
 * `timestamp.*`, `tsa.*`, `archive.*`.
 */
export async function signFile(
  desk: Desk,
  request: {
    readonly pdf: Bytes;
    readonly field: string;
    readonly key: SigningKey;
    /** The signer's first, then its issuers. DER. */
    readonly certificates: readonly [Bytes, ...Bytes[]];
    readonly sealJson: string | undefined;
    /** B-B, B-T, B-LT or B-LTA. */
    readonly level: string;
    /** Needed above B-B. */
    readonly authorities: Authorities | undefined;
  },
): Promise<SignedFile> {
  const level = levelOf(request);
  const { authorities } = request;
  const before = await assertSignable(desk, request.pdf);
  const [certificate, ...chain] = request.certificates;
  const { commonName, organisation } = certificateSubject(certificate);
  const signedAt = desk.clock.now();
  const wish = request.sealJson === undefined ? undefined : readSealFile(request.sealJson);
  const words = wish === undefined ? [] : wordsOf(wish);
  const font = await fontForSeals(desk, commonName, organisation, ...words);
  const seal = wish === undefined ? undefined : pictureOf(wish, { organisation, font });
  const placed =
    wish === undefined || seal === undefined
      ? request.pdf
      : await withPlacedField(request.pdf, wish, { field: request.field, picture: seal });
  const pdf = await signRevision({
    pdf: placed,
    field: request.field,
    key: request.key,
    certificate,
    chain,
    seal,
    ...(wish?.straddle === undefined ? {} : { straddle: seal, lock: "own-field" as const }),
    caption: { font, lines: captionLines({ signer: commonName, signedAt }, linesOf(wish)) },
    // A seal needs a place that somebody chose; without one a field that shows nothing will do.
    ...(wish === undefined ? { missingField: "make" as const } : {}),
    signerName: commonName,
    organisation,
    signedAt,
    finish:
      authorities === undefined || level === "B-B"
        ? undefined
        : signatureTimestamp({ authority: authorities.timestamps, ids: authorities.ids }),
  });
  await assertNothingBroken(desk, { before, pdf });
  const lasting =
    authorities === undefined || level === "B-B" || level === "B-T"
      ? pdf
      : (await archiveFile(desk, { pdf, level, authorities })).pdf;
  return {
    pdf: lasting,
    field: request.field,
    signer: commonName,
    organisation,
    level,
    claimedAt: signedAt.toISOString(),
    timestampedBy: level === "B-B" ? null : (authorities?.timestamps.place ?? null),
  };
}

function levelOf(request: {
  readonly level: string;
  readonly authorities: Authorities | undefined;
}): SignatureLevel {
  const level = SIGNATURE_LEVELS.find((one) => one === request.level);
  const facts = { level: request.level, levels: SIGNATURE_LEVELS };
  if (level === undefined) {
    throw new DeskError(
      "desk.level_not_offered",
      `级别只有 ${SIGNATURE_LEVELS.join("、")}，没有 ${request.level.slice(0, 40)}`,
      facts,
    );
  }
  if ((level === "B-B") === (request.authorities === undefined)) return level;
  throw new DeskError(
    "desk.level_not_offered",
    level === "B-B"
      ? "B-B 不带时间戳：请去掉 --tsa，或改用 --level B-T"
      : `${level} 需要时间戳服务：请用 --tsa 给出它的地址`,
    facts,
  );
}
