import type { SealType } from "../../../schemas/api/envelope.ts";
import { svgOf } from "../../sign/seal/svg.ts";
import type { House } from "../house.ts";
import { seatSeal } from "../seals/seat-seal.ts";
import { fileNameOf, MEDIA_TYPES, type StoredFile, storedBytes } from "../stored-file.ts";
import { LinkError } from "./link-error.ts";
import { type OpenLink, signerCaller } from "./open-link.ts";

async function pdfOf(house: House, { contract }: OpenLink, digest: string): Promise<StoredFile> {
  return {
    bytes: await storedBytes(house, digest),
    mediaType: MEDIA_TYPES.pdf,
    fileName: fileNameOf(contract.contractNo || contract.title || contract.id, "pdf"),
    sha256: digest,
  };
}

/** The file as it is to be shown before signing: what `prepare` appends to. Reads only. */
export const shownDocument = (house: House, open: OpenLink): Promise<StoredFile> =>
  pdfOf(house, open, open.envelope.currentDigest);

/** The copy for a signer: the newest file once it has signed. Throws `link.over` before. */
export function signedCopy(house: House, open: OpenLink): Promise<StoredFile> {
  if (open.step.state !== "signed") throw new LinkError("link.over", "签署之后才有签好的文件", {});
  return pdfOf(house, open, open.envelope.currentDigest);
}

/** The seal a signer may choose, as it would be drawn. Throws `app.seal_*`, `sign.wrong_seal`; `link.mark_missing` for a step of hands. */
export async function sealPictureOf(house: House, open: OpenLink, kind: SealType): Promise<string> {
  if (open.step.step !== "用印") throw new LinkError("link.mark_missing", "这一步由本人手写签名", {});
  const caller = await signerCaller(house, open);
  const { picture } = await seatSeal(house, caller, { kind, organisation: open.step.organisation });
  return svgOf(picture);
}
