import type { ContractView } from "../../schemas/api/contract.ts";
import { type Caller, needScope } from "./caller.ts";
import { contractView, sharedContractView } from "./contract-view.ts";
import type { House } from "./house.ts";
import { visibleContract } from "./visible-contract.ts";

/** One contract with its body, for whoever may see it; its maker's own id and metadata for the maker alone. */
export async function getContract(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<ContractView> {
  needScope(caller, "contracts:read");
  const record = await visibleContract(house, caller, id);
  return record.tenantId === caller.organisationId ? contractView(record) : sharedContractView(record);
}
