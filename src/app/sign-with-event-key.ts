import type { SigningKey } from "../ports/keys.ts";
import { signRevision } from "../sign/revision.ts";
import type { SealPicture } from "../sign/seal/picture.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { House } from "./house.ts";
import { CERTIFICATE_HOURS, type SeatSigning, seatRequest } from "./signing/seat-request.ts";

/** Who signs what. */
export type EventSigning = Omit<SeatSigning<SigningKey>, "key" | "certificate" | "chain"> & {
  readonly uscc: string;
  readonly seal: SealPicture;
};

/**
 * Appends one party's signature: a key for this event alone, a certificate that names person and organisation, the seal
 * drawn, a timestamp behind it. The same pipeline as for a key that is elsewhere, with all steps in one place.
 */
export async function signWithEventKey(
  house: Pick<House, "vault" | "issuer" | "assets" | "timestamps" | "ids">,
  { uscc, seal, ...signing }: EventSigning,
): Promise<Bytes> {
  const { person, organisation, signedAt } = signing;
  const key = await house.vault.ephemeralKey();
  const issued = await house.issuer.issue({
    subject: { commonName: person, organisation, uscc },
    key,
    notBefore: signedAt,
    hours: CERTIFICATE_HOURS,
  });
  return signRevision(await seatRequest(house, { ...signing, ...issued, key }, seal));
}
