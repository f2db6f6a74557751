import type { AddPersonInput, PersonView } from "../../schemas/api/organisation.ts";
import type { PersonRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { personView } from "./organisation-view.ts";
import { ownOrganisation } from "./own-organisation.ts";

/** Adds a person to an organisation. A role above the organisation's own is `app.role_missing`. */
export async function addPerson(house: House, caller: Caller, input: AddPersonInput): Promise<PersonView> {
  needScope(caller, "organisations:write");
  const before = await house.store.person(madeBefore(caller, "person") ?? "");
  if (before !== undefined) return personView(before);
  const organisation = await ownOrganisation(house, caller, input.organisation_id);
  const role = input.role ?? organisation.role;
  if (role !== organisation.role && caller.role !== "admin") {
    throw new AppError("app.role_missing", "人员的身份须与所在机构一致，其他身份由管理员授予", { role });
  }
  const row: PersonRecord = {
    id: house.ids.next("per"),
    organisationId: organisation.id,
    name: input.name,
    role,
    title: input.title ?? null,
    createdAt: house.clock.now().toISOString(),
  };
  const deed = {
    aggregate: `person:${row.id}`,
    version: 1,
    type: "person.added",
    facts: { organisation: organisation.id, role },
  };
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { insert: "people", row },
    ...(await settles(house, caller, { kind: "person", id: row.id })),
  ]);
  return personView(row);
}
