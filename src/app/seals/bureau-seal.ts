import type { OrganisationRecord } from "../../ports/records.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { HOUSE_KEY, seatSeal, type SeatSeal } from "./seat-seal.ts";

/** The bureau itself as it seals through the outbox: no person and no key stand behind that use. */
export const bureauDesk = (bureau: OrganisationRecord): Caller => ({
  organisationId: bureau.id,
  role: bureau.role,
  personId: null,
  keyId: HOUSE_KEY,
  mode: "live",
  scopes: [],
  uscc: bureau.uscc,
  authorityCode: bureau.authorityCode,
});

/**
 * What a bureau seals its receipts with: its registered 备案专用章 where it has one, else its 公章. Throws what `seatSeal` does:
 * a bureau that disabled its seals seals nothing, and the work waits, visible, in the outbox.
 */
export async function bureauSeal(house: House, desk: Caller, organisation: string): Promise<SeatSeal> {
  const of = { tenantId: desk.organisationId, mode: desk.mode, kind: "备案专用章" };
  const own = await house.store.sealsOfKind(of);
  return seatSeal(house, desk, { kind: own.length > 0 ? "备案专用章" : "公章", organisation });
}
