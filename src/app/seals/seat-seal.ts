import type { SealRecord, SealUseRecord } from "../../ports/records.ts";
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

/** Which seal a seat is signed with: the register's row, none where the house draws the name; and how it may be drawn. */
export type UsableSeal = {
  readonly standing: "registered" | "sample";
  readonly record: SealRecord | undefined;
};
export type SeatSeal = UsableSeal & { readonly picture: SealPicture };

/** What a caller that no request made has in the place of a key. */
export const HOUSE_KEY = "system";

type Wish = {
  readonly kind: string;
  readonly organisation: string;
  /** Id of the seal that was drawn already (null: the house's drawing), as a chain remembers it; unsaid: choose one. */
  readonly drawn?: unknown;
};

/**
 * The seal of this kind for a seat. An organisation that registered seals of the kind signs with its newest enabled one, and
 * only where the caller may use it; one that registered none signs with the house's drawing of its name. A signer by link has the
 * seals of the sender's own organisation, of any other a sample. Throws
 * `app.seal_not_usable` (all disabled or cancelled, another name), `app.seal_not_yours` (the person is not among its users).
 */
export async function usableSeal(house: House, caller: Caller, wish: Wish): Promise<UsableSeal> {
  const owner = await house.store.organisation(caller.organisationId);
  // Whoever was named by another sender did not come by the organisation's own account, whether it has one here or not: its seals
  // are not his to see or to use, and nothing of its name is proved (design.md decision 7).
  if (caller.link !== undefined && caller.link.sentBy !== owner?.id)
    return { standing: "sample", record: undefined };
  if (owner === undefined) throw new AppError("app.not_found", "没有找到这个机构", {});
  const of = { tenantId: caller.organisationId, mode: caller.mode, kind: wish.kind };
  const registered = await house.store.sealsOfKind(of);
  const own = owner.name === wish.organisation;
  if (registered.length === 0 || wish.drawn === null) {
    const drawn = { kind: wish.kind, mode: caller.mode, pictureDigest: null };
    return { standing: own ? standingOf(house, drawn, owner) : "sample", record: undefined };
  }
  const enabled = registered.filter(({ state }) => state === "enabled");
  const record = wish.drawn === undefined ? enabled[0] : enabled.find(({ id }) => id === wish.drawn);
  if (record === undefined) throw unusable(`登记的${wish.kind}都已停用或注销，请先启用一枚`, wish);
  const { userIds } = record;
  // The house itself seals receipts for a bureau, after its reviewer decided: no person's key stands behind that.
  const byHouse = caller.keyId === HOUSE_KEY;
  if (!byHouse && userIds.length > 0 && (caller.personId === null || !userIds.includes(caller.personId)))
    throw new AppError("app.seal_not_yours", `此密钥的人员无权使用这枚${wish.kind}`, { seal_id: record.id });
  // The register's name is drawn, so it has to be the name the contract gives the seat.
  if (!own) throw unusable("登记的机构名称与合同中的不一致，不能盖章", wish);
  return { standing: standingOf(house, record, owner), record };
}

const unusable = (why: string, { kind }: Wish): AppError =>
  new AppError("app.seal_not_usable", why, { kind });

/** The same with its picture. Throws what `usableSeal` does and `sign.wrong_seal`, `sign.glyph_missing`. */
export async function seatSeal(house: House, caller: Caller, wish: Wish): Promise<SeatSeal> {
  const usable = await usableSeal(house, caller, wish);
  const { record, standing } = usable;
  if (record !== undefined) {
    const owner = await sealOwner(house, caller);
    return { ...usable, picture: await drawOwnSeal(house, record, owner) };
  }
  const kind = SEAL_KINDS.find((each) => each === wish.kind);
  if (kind === undefined) throw unusable("没有这种印章", wish);
  const song = await fontForSeals(house, wish.organisation);
  return { ...usable, picture: drawSeal({ kind, name: wish.organisation, standing }, { song }) };
}

/**
 * One use on record, for the commit of the signature itself, and what the envelope's chain says of it. Nothing for a seal that
 * is not registered.
 */
export function sealUse(
  house: Pick<House, "ids" | "clock">,
  caller: Caller,
  use: {
    readonly seal: UsableSeal;
    readonly envelopeId: string;
    readonly seat: string;
    /** Of the PDF with this use in it. */
    readonly digest: string;
  },
): { readonly changes: readonly Change[]; readonly facts: Readonly<Record<string, string>> } {
  const { record, standing } = use.seal;
  if (record === undefined) return { changes: [], facts: {} };
  const row: SealUseRecord = {
    id: house.ids.next("use"),
    sealId: record.id,
    envelopeId: use.envelopeId,
    seat: use.seat,
    personId: caller.personId,
    keyId: caller.keyId,
    digest: use.digest,
    standing,
    usedAt: house.clock.now().toISOString(),
  };
  return { changes: [{ insert: "sealUses", row }], facts: { seal: record.id } };
}
