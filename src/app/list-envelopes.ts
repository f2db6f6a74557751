import type { EnvelopeList } from "../../schemas/api/envelope.ts";
import type { ListQuery } from "../../schemas/api/list.ts";
import { type Caller, needScope } from "./caller.ts";
import { shownEnvelope } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { pageRequest } from "./page-request.ts";

/** The caller's own envelopes of its mode, newest first, by cursor. */
export async function listEnvelopes(house: House, caller: Caller, query: ListQuery): Promise<EnvelopeList> {
  needScope(caller, "contracts:read");
  const owner = { tenantId: caller.organisationId, mode: caller.mode };
  const { rows, more } = await house.store.envelopes(owner, pageRequest(query));
  const shown = rows.map(async (envelope) =>
    shownEnvelope(house, caller, { envelope, steps: await house.store.steps(envelope.id) }),
  );
  return { data: await Promise.all(shown), has_more: more };
}
