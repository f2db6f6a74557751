import type { OrganisationView, RegisterOrganisationInput } from "../../schemas/api/organisation.ts";
import { usccFault } from "../kit/uscc.ts";
import type { OrganisationRecord } from "../ports/records.ts";
import { StoreError } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { organisationView } from "./organisation-view.ts";

const isDuplicate = (error: unknown): boolean =>
  error instanceof StoreError && error.code === "store.duplicate";

function assertSound(input: RegisterOrganisationInput): void {
  const fault = usccFault(input.uscc);
  if (fault !== undefined) {
    throw new AppError("app.uscc_invalid", "统一社会信用代码校验不符，请核对", {
      problems: [{ pointer: "#/uscc", code: `uscc.${fault}`, detail: "统一社会信用代码校验不符" }],
    });
  }
  if ((input.role === "bureau") !== (input.authority_code !== undefined)) {
    throw new AppError("app.no_authority", "备案机关须填 authority_code，其他机构不填", {
      problems: [
        { pointer: "#/authority_code", code: "app.no_authority", detail: "只有备案机关填写，且必须填写" },
      ],
    });
  }
}

/** Registers a tenant; administrators only. Throws `app.already_registered` for a code or an authority that is there. */
export async function registerOrganisation(
  house: House,
  caller: Caller,
  input: RegisterOrganisationInput,
): Promise<OrganisationView> {
  needScope(caller, "organisations:write");
  if (caller.role !== "admin")
    throw new AppError("app.role_missing", "只有管理员可以登记机构", { role: "admin" });
  const before = await house.store.organisation(madeBefore(caller, "organisation") ?? "");
  if (before !== undefined) return organisationView(before);
  assertSound(input);
  const row: OrganisationRecord = {
    id: house.ids.next("org"),
    role: input.role,
    name: input.name,
    uscc: input.uscc,
    regionCode: input.region_code,
    authorityCode: input.authority_code ?? null,
    agencyFilingNo: input.agency_filing_no ?? null,
    embedOrigins: [],
    createdAt: house.clock.now().toISOString(),
  };
  const deed = {
    aggregate: `organisation:${row.id}`,
    version: 1,
    type: "organisation.registered",
    facts: { role: row.role, uscc: row.uscc },
  };
  try {
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { insert: "organisations", row },
      ...(await settles(house, caller, { kind: "organisation", id: row.id })),
    ]);
  } catch (error) {
    if (isDuplicate(error))
      throw new AppError("app.already_registered", "此统一社会信用代码或备案机关已经登记过", {});
    throw error;
  }
  return organisationView(row);
}
