import type { OrganisationRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

/** The organisation a command is about: the caller's, or for an administrator any. Others do not exist: `app.not_found`. */
export async function ownOrganisation(
  house: House,
  caller: Caller,
  id: string | undefined,
): Promise<OrganisationRecord> {
  const wanted = id ?? caller.organisationId;
  const mine = caller.role === "admin" || wanted === caller.organisationId;
  const record = mine ? await house.store.organisation(wanted) : undefined;
  if (record === undefined) throw new AppError("app.not_found", "没有找到这个机构", {});
  return record;
}
