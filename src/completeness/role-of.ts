import type { Party, Role } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";

/** What a party does: the role it names, else the one its seat has in the variant; undefined where the seat may have several. */
export function roleOf(party: Party, law: Jurisdiction): Role | undefined {
  const roles = rolesOfSeat(party, law);
  return party.role ?? (roles.length === 1 ? roles[0] : undefined);
}

/** Whether a party names a role its seat does not have; that is PTY-01's, and no other rule judges by such a role. */
export const isMisplaced = (party: Party, law: Jurisdiction): boolean =>
  party.role !== null && party.role !== undefined && !rolesOfSeat(party, law).includes(party.role);

const rolesOfSeat = (party: Party, law: Jurisdiction): readonly Role[] =>
  law.variant.seats.find(({ seat }) => seat === party.seat)?.role ?? [];
