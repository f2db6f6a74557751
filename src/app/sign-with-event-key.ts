import { readFont } from "../formats/fonts/read-font.ts";
import type { Bytes } from "../kit/bytes.ts";
import { signRevision } from "../sign/revision.ts";
import { captionLines } from "../sign/seal/appearance.ts";
import { drawSeal } from "../sign/seal/draw-seal.ts";
import type { SealSpec } from "../sign/seal/spec.ts";
import type { House } from "./house.ts";
import { assetBytes } from "./stored-file.ts";

/** Hours that an event's certificate lives: long enough for clocks that differ, short enough to be of no later use. */
const CERTIFICATE_HOURS = 24;

/** Who signs what. */
export type EventSigning = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly person: string;
  readonly office: string;
  readonly organisation: string;
  readonly uscc: string;
  readonly seal: Pick<SealSpec, "kind" | "standing">;
  readonly signedAt: Date;
};

/** Appends one party's signature: a key for this event alone, a certificate that names person and organisation, the seal drawn. */
export async function signWithEventKey(house: House, signing: EventSigning): Promise<Bytes> {
  const { person, office, organisation, uscc, signedAt } = signing;
  const key = await house.vault.ephemeralKey();
  const { certificate, chain } = await house.issuer.issue({
    subject: { commonName: person, organisation, uscc },
    key,
    notBefore: signedAt,
    hours: CERTIFICATE_HOURS,
  });
  const song = readFont(await assetBytes(house, "fonts/song.ttf"));
  return signRevision({
    pdf: signing.pdf,
    field: signing.field,
    key,
    certificate,
    chain,
    seal: drawSeal({ ...signing.seal, name: organisation }, { song }),
    caption: { lines: captionLines({ signer: person, title: office, signedAt }), font: song },
    signerName: person,
    organisation,
    reason: "签署合同",
    signedAt,
  });
}
