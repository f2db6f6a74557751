import { RegisteredSealKind, type SealView } from "../../../schemas/api/seal.ts";
import type { OrganisationRecord, SealRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { standingOf } from "./standing.ts";

/** A seal of the caller's own in its mode. Any other is `app.not_found`. */
export async function ownSeal(house: House, caller: Caller, id: string): Promise<SealRecord> {
  const record = await house.store.seal(id);
  if (record === undefined || record.tenantId !== caller.organisationId || record.mode !== caller.mode)
    throw new AppError("app.not_found", "没有找到这枚印章", {});
  return record;
}

/** The organisation whose seals a caller keeps. The runtime itself has none: `app.not_found`. */
export async function sealOwner(house: House, caller: Caller): Promise<OrganisationRecord> {
  const owner = await house.store.organisation(caller.organisationId);
  if (owner === undefined) throw new AppError("app.not_found", "没有找到这个机构", {});
  return owner;
}

/** What stands on the seal: the organisation's registered name, of a 名章 the person's. */
export const nameOnSeal = (
  record: Pick<SealRecord, "kind" | "drawing">,
  owner: OrganisationRecord,
): string => (record.kind === "法定代表人名章" ? (record.drawing.person_name ?? "") : owner.name);

/** A seal as the API shows it. */
export const sealView = (house: House, record: SealRecord, owner: OrganisationRecord): SealView => ({
  id: record.id,
  kind: RegisteredSealKind.parse(record.kind),
  mode: record.mode,
  name: nameOnSeal(record, owner),
  source: record.pictureDigest === null ? "drawn" : "picture",
  drawing: record.drawing,
  state: record.state,
  standing: standingOf(house, record, owner),
  user_ids: [...record.userIds],
  version: record.version,
  created_at: record.createdAt,
  updated_at: record.updatedAt,
});
