import type { Contract, Party, Role } from "../../schemas/contract.ts";

/** The first party with a role, or undefined. */
export const partyWithRole = (contract: Contract, role: Role): Party | undefined =>
  contract.parties?.find((party) => party.role === role);
