import type { CreateSealInput, SealView, UploadSealQuery } from "../../../schemas/api/seal.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { SealRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { fontForSeals } from "../seal-font.ts";
import { drawOwnSeal, ownPicture } from "./draw-own-seal.ts";
import { ownSeal, sealOwner, sealView } from "./own-seal.ts";
import { knownUsers } from "./seal-users.ts";

/** An organisation has at most this many seals a kind; more are no seals but a flood. */
const MOST_OF_A_KIND = 50;

type NewSeal = Pick<SealRecord, "kind" | "drawing" | "pictureDigest" | "userIds">;

/**
 * Registers a seal that we draw, with the organisation's registered name on it, enabled. It is drawn once here, so that a name
 * no seal can carry is refused now. Throws `sign.wrong_seal`, `sign.glyph_missing`, `app.seal_not_yours`, `app.limit_exceeded`.
 */
export async function createSeal(house: House, caller: Caller, input: CreateSealInput): Promise<SealView> {
  needScope(caller, "seals:write");
  const { kind, drawing } = input;
  if ((kind === "法定代表人名章") !== (drawing.person_name !== undefined))
    throw new AppError("app.seal_not_usable", "法定代表人名章须填 person_name，其他印章不填", { kind });
  const userIds = await knownUsers(house, caller, input.user_ids);
  const owner = await sealOwner(house, caller);
  assertOwnKind(kind, owner.role);
  await drawOwnSeal(house, { kind, mode: caller.mode, drawing, pictureDigest: null }, owner);
  return register(house, caller, { kind, drawing, pictureDigest: null, userIds });
}

/** A bureau's 备案专用章 belongs to a bureau. */
function assertOwnKind(kind: string, role: string): void {
  if (kind === "备案专用章" && role !== "bureau" && role !== "province")
    throw new AppError("app.seal_not_yours", "备案专用章只能由备案机关登记", { kind });
}

/**
 * Registers a seal by its own picture, PNG or SVG, read and cleaned here; only what can be read is kept. Throws
 * `sign.picture_unreadable`, `sign.picture_out_of_bounds`, `sign.picture_unsafe`, `app.limit_exceeded`.
 */
export async function uploadSeal(
  house: House,
  caller: Caller,
  upload: { readonly bytes: Bytes; readonly input: UploadSealQuery },
): Promise<SealView> {
  needScope(caller, "seals:write");
  const { kind, width_mm, ground } = upload.input;
  const owner = await sealOwner(house, caller);
  assertOwnKind(kind, owner.role);
  const drawing = { width_mm, ground };
  ownPicture(upload.bytes, { seal: { drawing }, song: await fontForSeals(house) });
  const pictureDigest = await house.blobs.put(upload.bytes);
  return register(house, caller, { kind, drawing, pictureDigest, userIds: [] });
}

async function register(house: House, caller: Caller, seal: NewSeal): Promise<SealView> {
  const owner = await sealOwner(house, caller);
  const made = madeBefore(caller, "seal");
  if (made !== undefined) return sealView(house, await ownSeal(house, caller, made), owner);
  const of = { tenantId: caller.organisationId, mode: caller.mode, kind: seal.kind };
  if ((await house.store.sealsOfKind(of)).length >= MOST_OF_A_KIND)
    throw new AppError("app.limit_exceeded", `每种印章最多登记 ${MOST_OF_A_KIND} 枚`, { kind: seal.kind });
  const now = house.clock.now().toISOString();
  const row: SealRecord = {
    ...seal,
    id: house.ids.next("seal"),
    tenantId: caller.organisationId,
    mode: caller.mode,
    state: "enabled",
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const facts = { kind: row.kind, picture: row.pictureDigest, users: row.userIds };
  const deed = { aggregate: `seal:${row.id}`, version: 1, type: "seal.created", facts };
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { insert: "seals", row },
    ...(await settles(house, caller, { kind: "seal", id: row.id })),
  ]);
  return sealView(house, row, owner);
}
