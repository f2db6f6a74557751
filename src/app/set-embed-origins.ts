import type { EmbedOriginsInput, OrganisationView } from "../../schemas/api/organisation.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import type { House } from "./house.ts";
import { organisationView } from "./organisation-view.ts";
import { ownOrganisation } from "./own-organisation.ts";

/**
 * The sites that may frame the pages of an organisation's signers, or get these back: its own, or for an administrator anybody's.
 * Replaces the list; sessions that are open keep the site they were made for, a quarter of an hour. Throws `app.not_found`.
 */
export async function setEmbedOrigins(
  house: House,
  caller: Caller,
  input: EmbedOriginsInput & { readonly id: string },
): Promise<OrganisationView> {
  needScope(caller, "organisations:write");
  return decide(async () => {
    const record = await ownOrganisation(house, caller, input.id);
    const embedOrigins = [...new Set(input.origins)];
    const aggregate = `organisation:${record.id}`;
    const version = (await house.store.events(aggregate)).length + 1;
    const deed = {
      aggregate,
      version,
      type: "organisation.embed_origins_set",
      facts: { origins: embedOrigins },
    };
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { update: "organisations", key: { id: record.id }, set: { embedOrigins } },
    ]);
    return organisationView({ ...record, embedOrigins });
  });
}
