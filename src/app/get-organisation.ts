import type { OrganisationView } from "../../schemas/api/organisation.ts";
import { AppError } from "./app-error.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";
import { organisationView } from "./organisation-view.ts";

/** The caller's own organisation, or any for an administrator; every other id is `app.not_found`. */
export async function getOrganisation(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<OrganisationView> {
  needScope(caller, "organisations:read");
  const mine = caller.role === "admin" || id === caller.organisationId;
  const record = mine ? await house.store.organisation(id) : undefined;
  if (record === undefined) throw new AppError("app.not_found", "没有找到这个机构", {});
  return organisationView(record);
}
