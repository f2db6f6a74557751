import type { SealRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { drawSeal } from "../../sign/seal/draw-seal.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { SEAL_KINDS } from "../../sign/seal/spec.ts";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { fontForSeals } from "../seal-font.ts";
import { drawOwnSeal } from "./draw-own-seal.ts";
import { sealOwner } from "./own-seal.ts";
import { standingOf } from "./standing.ts";

/** The seal a seat is signed with: what is drawn, and the register's row where there is one. */
export type SeatSeal = {
  readonly picture: SealPicture;
  readonly standing: "registered" | "sample";
  readonly record: SealRecord | undefined;
};

/**
 * The seal of this kind for a seat. An organisation that registered seals of the kind signs with its newest enabled one, and
 * only where the caller may use it; one that registered none signs with the house's drawing of its name. Throws
 * `app.seal_not_usable` (all disabled or cancelled), `app.seal_not_yours` (the person is not among its users).
 */
export async function seatSeal(
  house: House,
  caller: Caller,
  wish: { readonly kind: string; readonly organisation: string },
): Promise<SeatSeal> {
  const owner = await sealOwner(house, caller);
  const of = { tenantId: caller.organisationId, mode: caller.mode, kind: wish.kind };
  const registered = await house.store.sealsOfKind(of);
  if (registered.length === 0) return houseDrawing(house, caller, wish);
  const record = registered.find(({ state }) => state === "enabled");
  if (record === undefined)
    throw new AppError("app.seal_not_usable", `登记的${wish.kind}都已停用或注销，请先启用一枚`, {
      kind: wish.kind,
    });
  const { userIds } = record;
  if (userIds.length > 0 && (caller.personId === null || !userIds.includes(caller.personId)))
    throw new AppError("app.seal_not_yours", `此密钥的人员无权使用这枚${wish.kind}`, { seal_id: record.id });
  // The register's name is drawn, so it has to be the name the contract gives the seat.
  if (owner.name !== wish.organisation && record.kind !== "法定代表人名章")
    throw new AppError("app.seal_not_usable", "登记的机构名称与合同中的不一致，不能盖章", {
      kind: wish.kind,
    });
  return {
    picture: await drawOwnSeal(house, record, owner),
    standing: standingOf(house, record, owner),
    record,
  };
}

async function houseDrawing(
  house: House,
  caller: Caller,
  wish: { readonly kind: string; readonly organisation: string },
): Promise<SeatSeal> {
  const owner = await sealOwner(house, caller);
  const kind = SEAL_KINDS.find((each) => each === wish.kind);
  if (kind === undefined) throw new AppError("app.seal_not_usable", "没有这种印章", { kind: wish.kind });
  const own = owner.name === wish.organisation;
  const standing = own
    ? standingOf(house, { kind, mode: caller.mode, pictureDigest: null }, owner)
    : "sample";
  const song = await fontForSeals(house, wish.organisation);
  return {
    picture: drawSeal({ kind, name: wish.organisation, standing }, { song }),
    standing,
    record: undefined,
  };
}

/** One use on record, for the commit of the signature itself; none for a seal that is not registered. */
export function sealUse(
  house: Pick<House, "ids" | "clock">,
  caller: Caller,
  use: { readonly seal: SealRecord; readonly standing: "registered" | "sample" } & {
    readonly envelopeId: string;
    readonly seat: string;
    readonly digest: string;
  },
): Change {
  return {
    insert: "sealUses",
    row: {
      id: house.ids.next("use"),
      sealId: use.seal.id,
      envelopeId: use.envelopeId,
      seat: use.seat,
      personId: caller.personId,
      keyId: caller.keyId,
      digest: use.digest,
      standing: use.standing,
      usedAt: house.clock.now().toISOString(),
    },
  };
}
