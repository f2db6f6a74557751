import type { Bytes } from "../../kit/bytes.ts";
import type { Sm2Signer } from "../../ports/sm2-key.ts";
import { certificateSubject } from "../../sign/cms/certificate-subject.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { type Sm2Form, signSm2Revision } from "../../sign/sm2/sign-sm2-revision.ts";
import { fontForSeals } from "../seal-font.ts";
import { assertNothingBroken, assertSignable } from "./assert-signable.ts";
import type { Desk } from "./desk.ts";
import { linesOf, pictureOf, readSealFile, SealFile, withPlacedField, wordsOf } from "./seal-file.ts";

/** Said wherever the profile is shown. */
export const SM2_NOTICE = "仅结构，无持牌 CA（structure only, no licensed CA）";

/** What was signed in the SM2 profile. */
export type Sm2SignedFile = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly signer: string;
  readonly organisation: string;
  readonly profile: "GB/T 38540 SES_Signature" | "GB/T 35275 SignedData";
  readonly claimedAt: string;
  readonly notice: typeof SM2_NOTICE;
};

/**
 * Signs one field in the SM2 profile, to show and test its structure: nobody may rely on it. The seal is always 样章. Throws
 * `desk.seal_not_readable` and `sign.*`.
 */
export async function signSm2File(
  desk: Desk,
  request: {
    readonly pdf: Bytes;
    readonly field: string;
    readonly form: Sm2Form;
    readonly signer: Sm2Signer;
    readonly maker: Sm2Signer;
    readonly sealJson: string | undefined;
    /** Number of the seal, ASCII. */
    readonly esId: string;
  },
): Promise<Sm2SignedFile> {
  const before = await assertSignable(desk, request.pdf);
  const { field, form, signer, maker, esId } = request;
  const { commonName, organisation } = certificateSubject(signer.certificate);
  const signedAt = desk.clock.now();
  const wish = request.sealJson === undefined ? SealFile.parse({}) : readSealFile(request.sealJson);
  const font = await fontForSeals(desk, commonName, organisation, ...wordsOf(wish));
  const seal = pictureOf(wish, { organisation, font });
  const pdf = await signSm2Revision({
    pdf: await withPlacedField(request.pdf, wish, { field, picture: seal }),
    field,
    form,
    signer,
    maker,
    seal,
    sealName: `${wish.name ?? organisation} ${wish.kind}`,
    esId,
    caption: { font, lines: captionLines({ signer: commonName, signedAt }, linesOf(wish)) },
    signerName: commonName,
    signedAt,
  });
  await assertNothingBroken(desk, { before, pdf });
  const profile = form === "seal" ? "GB/T 38540 SES_Signature" : "GB/T 35275 SignedData";
  const claimedAt = signedAt.toISOString();
  return { pdf, field, signer: commonName, organisation, profile, claimedAt, notice: SM2_NOTICE };
}
