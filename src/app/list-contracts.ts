import type { ContractList } from "../../schemas/api/contract.ts";
import type { ListQuery } from "../../schemas/api/list.ts";
import { type Caller, needScope } from "./caller.ts";
import { contractSummary } from "./contract-view.ts";
import type { House } from "./house.ts";
import { pageRequest } from "./page-request.ts";

/** The caller's own contracts of its mode, newest first, by cursor: new contracts never move a page. */
export async function listContracts(house: House, caller: Caller, query: ListQuery): Promise<ContractList> {
  needScope(caller, "contracts:read");
  const owner = { tenantId: caller.organisationId, mode: caller.mode };
  const { rows, more } = await house.store.contracts(owner, pageRequest(query));
  return { data: rows.map(contractSummary), has_more: more };
}
