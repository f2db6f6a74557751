import type { Bytes } from "../../kit/bytes.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";
import type { PreparationRequest } from "../../sign/revision.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { hasStraddle } from "../../sign/has-straddle.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { signatureTimestamp } from "../../sign/timestamp/timestamp-signature.ts";
import type { House } from "../house.ts";
import { fontForSeals } from "../seal-font.ts";

/** Hours that an event's certificate lives: long enough for clocks that differ, short enough to be of no later use. */
export const CERTIFICATE_HOURS = 24;

/** One seat's signature on a file, whoever holds the key. */
export type SeatSigning<Key extends PublicSigningKey> = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly person: string;
  readonly office: string;
  readonly organisation: string;
  readonly signedAt: Date;
  readonly key: Key;
  readonly certificate: Bytes;
  readonly chain: readonly Bytes[];
};

type Request<Key> = PreparationRequest & { readonly key: Key };

/**
 * What the sign room needs to make the signature, with a timestamp behind it (PAdES B-T). It draws nothing: enough to complete
 * what was prepared by `seatRequest`.
 */
export function completionRequest<Key extends PublicSigningKey>(
  house: Pick<House, "timestamps" | "ids">,
  { person, office: _office, ...signing }: SeatSigning<Key>,
): Request<Key> {
  return {
    ...signing,
    signerName: person,
    reason: "签署合同",
    finish: signatureTimestamp({ authority: house.timestamps, ids: house.ids }),
  };
}

/**
 * The same with what the field will show: the seal, the caption, and the seal's strips where the contract has 骑缝章 boxes for
 * this seat; these are then locked with the field (FieldMDP), so that nobody can change them later.
 */
export async function seatRequest<Key extends PublicSigningKey>(
  house: Pick<House, "assets" | "timestamps" | "ids">,
  signing: SeatSigning<Key>,
  seal: SealPicture,
): Promise<Request<Key>> {
  const { signedAt, person, office, pdf, field } = signing;
  const font = await fontForSeals(house, person, office);
  return {
    ...completionRequest(house, signing),
    seal,
    caption: { lines: captionLines({ signer: person, title: office, signedAt }), font },
    ...(hasStraddle(pdf, field) ? { straddle: seal, lock: "own-field" } : {}),
  };
}
