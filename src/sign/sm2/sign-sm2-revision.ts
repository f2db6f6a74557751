import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { Sm2Signer } from "../../ports/sm2-key.ts";
import { readCertificate } from "../cms/certificate.ts";
import { embedSignature } from "../embed.ts";
import { SignError } from "../errors.ts";
import { prepareRevision, type SignatureFormat } from "../prepare.ts";
import { type Caption, composeAppearance } from "../seal/appearance.ts";
import { POINTS_PER_MM, type SealPicture } from "../seal/picture.ts";
import { pngOf } from "../seal/png.ts";
import { electronicSeal, sealSignature } from "./electronic-seal.ts";
import { sm3Of } from "./objects.ts";
import { sm2SignedData } from "./sm2-signed-data.ts";

/** `seal`: GB/T 38540 SES_Signature with the seal in it. `signed-data`: GB/T 35275 SignedData alone. */
export type Sm2Form = "seal" | "signed-data";

/** One signature in the SM2 profile on a PDF whose field exists. */
export type Sm2SigningRequest = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly form: Sm2Form;
  readonly signer: Sm2Signer;
  /** Signs the seal itself; needed by the form `seal`. */
  readonly maker: Sm2Signer;
  readonly seal: SealPicture;
  readonly sealName: string;
  readonly esId: string;
  readonly caption?: Caption | undefined;
  readonly signerName: string;
  readonly signedAt: Date;
};

/**
 * /SubFilter of each form. GB/T has no PDF profile: `GM.sm2seal` is what Chinese vendors write for SES_Signature (notes/signing
 * §3); SignedData stands where CMS does, since readers find it there.
 */
const FORMATS: Readonly<Record<Sm2Form, SignatureFormat>> = {
  seal: { filter: "GM.PKILite", subFilter: "GM.sm2seal" },
  "signed-data": { filter: "Adobe.PPKLite", subFilter: "adbe.pkcs7.detached" },
};

/** Fine enough for a seal on a screen; the vector drawing stands on the page beside it. */
const PICTURE_DPI = 150;
const MARGIN = 64;
const SCOPE = "/ByteRange";
const HOUR = 3_600_000;

/**
 * Appends one revision signed with SM2 and SM3: 仅结构，无持牌 CA. Nothing before it changes, as in every signature of this
 * room; other judges do not read it and call it unsupported. Throws what `prepareRevision` does and
 * `sign.certificate_unreadable`, `sign.certificate_mismatch`.
 */
export async function signSm2Revision(request: Sm2SigningRequest): Promise<Bytes> {
  assertOwnCertificate(request.signer);
  const contents = contentsOf(request);
  // Two DER integers of r and s are at most two octets shorter than they can be: measured once, with room to spare.
  const reserved = contents(new Uint8Array(1)).length + MARGIN;
  const { pdf, field, seal, caption, signedAt } = request;
  const prepared = prepareRevision({
    pdf,
    field,
    reserved,
    name: request.signerName,
    reason: "国密演示：仅结构，无持牌 CA",
    signedAt,
    format: FORMATS[request.form],
    appearance: (box) => composeAppearance({ box, seal, caption }),
  });
  return await embedSignature(prepared, (covered) => Promise.resolve(contents(covered)));
}

function assertOwnCertificate({ key, certificate }: Sm2Signer): void {
  const { publicKey } = readCertificate(certificate);
  if (equalBytes(publicKey, key.publicKey)) return;
  throw new SignError(
    "sign.certificate_mismatch",
    "the certificate is for another key than the one that signs",
  );
}

/** Makes what stands in /Contents for the covered bytes. The seal is made once: it does not depend on them. */
function contentsOf(request: Sm2SigningRequest): (covered: Bytes) => Bytes {
  const { signer, signedAt, form } = request;
  if (form === "signed-data") return (covered) => sm2SignedData(covered, signer, signedAt);
  const seal = electronicSeal(
    {
      esId: request.esId,
      name: request.sealName,
      picture: pngOf(request.seal, PICTURE_DPI),
      widthMm: request.seal.width / POINTS_PER_MM,
      heightMm: request.seal.height / POINTS_PER_MM,
      certificates: [signer.certificate],
      createdAt: signedAt,
      validFrom: signedAt,
      validUntil: new Date(signedAt.getTime() + 24 * HOUR),
    },
    request.maker,
  );
  return (covered) => sealSignature({ seal, digest: sm3Of(covered), scope: SCOPE, signedAt }, signer);
}
