import type { Contract, Party, Role, Seat } from "../../schemas/contract.ts";

/** The party on a seat, or undefined. */
export const partyAt = (contract: Contract, seat: Seat): Party | undefined =>
  contract.parties?.find((party) => party.seat === seat);

/** The first party with a role, or undefined. */
export const partyWithRole = (contract: Contract, role: Role): Party | undefined =>
  contract.parties?.find((party) => party.role === role);
