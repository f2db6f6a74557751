import { readFont } from "../../formats/fonts/read-font.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { PublicSigningKey } from "../../ports/keys.ts";
import type { PreparationRequest } from "../../sign/revision.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { drawSeal } from "../../sign/seal/draw-seal.ts";
import type { SealSpec } from "../../sign/seal/spec.ts";
import { signatureTimestamp } from "../../sign/timestamp/timestamp-signature.ts";
import type { House } from "../house.ts";
import { assetBytes } from "../stored-file.ts";

/** Hours that an event's certificate lives: long enough for clocks that differ, short enough to be of no later use. */
export const CERTIFICATE_HOURS = 24;

/** One seat's signature on a file, whoever holds the key. */
export type SeatSigning<Key extends PublicSigningKey> = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly person: string;
  readonly office: string;
  readonly organisation: string;
  readonly seal: Pick<SealSpec, "kind" | "standing">;
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
  { person, office: _office, seal: _seal, ...signing }: SeatSigning<Key>,
): Request<Key> {
  return {
    ...signing,
    signerName: person,
    reason: "签署合同",
    finish: signatureTimestamp({ authority: house.timestamps, ids: house.ids }),
  };
}

/** The same with what the field will show: the seal drawn, and the caption. */
export async function seatRequest<Key extends PublicSigningKey>(
  house: Pick<House, "assets" | "timestamps" | "ids">,
  signing: SeatSigning<Key>,
): Promise<Request<Key>> {
  const song = readFont(await assetBytes(house, "fonts/song.ttf"));
  const { organisation, signedAt, person, office, seal } = signing;
  return {
    ...completionRequest(house, signing),
    seal: drawSeal({ ...seal, name: organisation }, { song }),
    caption: { lines: captionLines({ signer: person, title: office, signedAt }), font: song },
  };
}
