import type { ListQuery } from "../../../schemas/api/list.ts";
import type { PreviewKind, SealList, SealUseList, SealView } from "../../../schemas/api/seal.ts";
import { type Bytes, utf8 } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { pngOf } from "../../sign/seal/png.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { svgOf } from "../../sign/seal/svg.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { pageRequest } from "../page-request.ts";
import { fileNameOf, type StoredFile } from "../stored-file.ts";
import { drawOwnSeal } from "./draw-own-seal.ts";
import { ownSeal, sealOwner, sealView } from "./own-seal.ts";

/** Fine enough for a screen at its real size and twice that. */
const PREVIEW_DPI = 192;

/** The caller's own seals of its mode, newest first, by cursor. */
export async function listSeals(house: House, caller: Caller, query: ListQuery): Promise<SealList> {
  needScope(caller, "seals:read");
  const owner = await sealOwner(house, caller);
  const of = { tenantId: caller.organisationId, mode: caller.mode };
  const { rows, more } = await house.store.seals(of, pageRequest(query));
  return { data: rows.map((row) => sealView(house, row, owner)), has_more: more };
}

/** One seal. */
export async function getSeal(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<SealView> {
  needScope(caller, "seals:read");
  return sealView(house, await ownSeal(house, caller, id), await sealOwner(house, caller));
}

/** Every use of one seal, newest first. */
export async function listSealUses(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly query: ListQuery },
): Promise<SealUseList> {
  needScope(caller, "seals:read");
  const { id } = await ownSeal(house, caller, asked.id);
  const { rows, more } = await house.store.sealUses(id, pageRequest(asked.query));
  const data = rows.map((use) => ({
    id: use.id,
    envelope_id: use.envelopeId,
    seat: use.seat,
    person_id: use.personId,
    key_id: use.keyId,
    sha256: use.digest,
    standing: use.standing,
    used_at: use.usedAt,
  }));
  return { data, has_more: more };
}

const WRITERS: Readonly<Record<PreviewKind, { mediaType: string; write: (picture: SealPicture) => Bytes }>> =
  {
    svg: { mediaType: "image/svg+xml", write: (picture) => utf8(svgOf(picture)) },
    png: { mediaType: "image/png", write: (picture) => pngOf(picture, PREVIEW_DPI) },
  };

/** A seal as it would be drawn today, in the very outlines that a PDF gets. */
export async function sealPreview(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly kind: PreviewKind },
): Promise<StoredFile> {
  needScope(caller, "seals:read");
  const record = await ownSeal(house, caller, asked.id);
  const owner = await sealOwner(house, caller);
  const { mediaType, write } = WRITERS[asked.kind];
  const bytes = write(await drawOwnSeal(house, record, owner));
  const fileName = fileNameOf(`${owner.name} ${record.kind}`, asked.kind);
  return { bytes, mediaType, fileName, sha256: await sha256Hex(bytes) };
}
