import type { Bytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { certificateSubject } from "../../sign/cms/certificate-subject.ts";
import { signRevision } from "../../sign/revision.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { fontForSeals } from "../seal-font.ts";
import { assertSignable } from "./assert-signable.ts";
import type { Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";
import { linesOf, pictureOf, readSealFile, withPlacedField, wordsOf } from "./seal-file.ts";

/** What was signed, for the one who asked. */
export type SignedFile = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly signer: string;
  readonly organisation: string;
  readonly level: "B-B";
  /** Claimed, not proved: B-B carries no trusted time. */
  readonly claimedAt: string;
};

/**
 * Signs one field of a PDF with a key from outside and its certificate; appends one revision. Names come from the
 * certificate, so that the page cannot say more than the certificate does. Throws `desk.level_not_offered` (only B-B so
 * far; never lowered in silence), `desk.seal_not_readable`, and `sign.*`.
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
    readonly level: string;
    readonly timestampAuthority: string | undefined;
  },
): Promise<SignedFile> {
  if (request.level !== "B-B" || request.timestampAuthority !== undefined) {
    throw new DeskError(
      "desk.level_not_offered",
      "目前只能签到 B-B（无可信时间戳）；请去掉 --level 与 --tsa",
      {
        level: request.level,
      },
    );
  }
  await assertSignable(desk, request.pdf);
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
    straddle: wish?.straddle === undefined ? undefined : seal,
    caption: { font, lines: captionLines({ signer: commonName, signedAt }, linesOf(wish)) },
    signerName: commonName,
    organisation,
    signedAt,
  });
  const claimedAt = signedAt.toISOString();
  return { pdf, field: request.field, signer: commonName, organisation, level: "B-B", claimedAt };
}
