import type { Bytes } from "../../kit/bytes.ts";
import type { OrganisationRecord } from "../../ports/records.ts";
import { signRevision } from "../../sign/revision.ts";
import { signatureTimestamp } from "../../sign/timestamp/timestamp-signature.ts";
import { archivedFile } from "../archive/archive-envelope.ts";
import type { House } from "../house.ts";
import type { SeatSeal } from "./seat-seal.ts";

/** Field of a bureau's paper that its seal fills (the template's mark `sign:bureau`). */
export const BUREAU_FIELD = "bureau";

const CERTIFICATE_HOURS = 24;

/** Seals a paper with the bureau's own key, which never leaves the vault, at B-LTA: such papers are checked for decades. An organ's seal under the demo CA is a 样章. */
export async function sealPaper(
  house: House,
  pdf: Bytes,
  {
    bureau,
    seal,
    reason,
  }: { readonly bureau: OrganisationRecord; readonly seal: SeatSeal; readonly reason: string },
): Promise<Bytes> {
  const signedAt = house.clock.now();
  const key = await house.vault.signingKey(`bureau/${bureau.authorityCode}`);
  const subject = { commonName: bureau.name, organisation: bureau.name, uscc: bureau.uscc };
  const issued = await house.issuer.issue({ subject, key, notBefore: signedAt, hours: CERTIFICATE_HOURS });
  const signed = await signRevision({
    pdf,
    field: BUREAU_FIELD,
    key,
    ...issued,
    seal: seal.picture,
    signerName: bureau.name,
    organisation: bureau.name,
    reason,
    signedAt,
    finish: signatureTimestamp({ authority: house.timestamps, ids: house.ids }),
  });
  return (await archivedFile(house, signed)).pdf;
}
