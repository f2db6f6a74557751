import type { ContractView } from "../../schemas/api/contract.ts";
import { type Caller, needScope } from "./caller.ts";
import { contractView } from "./contract-view.ts";
import type { House } from "./house.ts";
import { visibleContract } from "./visible-contract.ts";

/** One contract with its body, for whoever may see it. */
export async function getContract(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<ContractView> {
  needScope(caller, "contracts:read");
  return contractView(await visibleContract(house, caller, id));
}
