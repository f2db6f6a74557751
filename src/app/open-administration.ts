import { Scope } from "../../schemas/api/api-key.ts";
import type { OrganisationView, RegisterOrganisationInput } from "../../schemas/api/organisation.ts";
import { AppError } from "./app-error.ts";
import { createApiKey } from "./create-api-key.ts";
import type { House } from "./house.ts";
import { organisationView } from "./organisation-view.ts";
import { registerOrganisation } from "./register-organisation.ts";
import { systemCaller } from "./system-caller.ts";

/** The administering organisation and a key for it, told this once. */
export type Administration = { readonly organisation: OrganisationView; readonly key: string };

const KEY_DAYS = 30;
const SCOPES: Scope[] = ["organisations:read", "organisations:write", "keys:write"];

/**
 * The first step in a new house: registers the administering organisation, unless it is there, and makes a key for it that
 * lives 30 days. For the operator's own hand at the database; no request reaches it. Throws `app.already_registered` when
 * the code belongs to an organisation that does not administer, and what registering throws.
 */
export async function openAdministration(
  house: House,
  who: Omit<RegisterOrganisationInput, "role" | "authority_code" | "agency_filing_no">,
): Promise<Administration> {
  const there = await house.store.organisationByUscc(who.uscc);
  if (there !== undefined && there.role !== "admin") {
    throw new AppError(
      "app.already_registered",
      "此统一社会信用代码已登记为其他身份的机构，请换用管理单位的代码",
      {},
    );
  }
  const organisation =
    there === undefined
      ? await registerOrganisation(house, systemCaller(), { ...who, role: "admin" })
      : organisationView(there);
  const expires = new Date(house.clock.now().getTime() + KEY_DAYS * 24 * 3600_000);
  const { key } = await createApiKey(house, systemCaller(), {
    organisation_id: organisation.id,
    name: "管理",
    mode: "live",
    scopes: SCOPES,
    expires_at: expires.toISOString(),
  });
  return { organisation, key };
}
