import type { CheckContractInput } from "../../schemas/api/contract.ts";
import type { CheckReport, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import { parseContract } from "../contract/parse.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import type { House } from "./house.ts";
import { visibleContract } from "./visible-contract.ts";

/** The stage that what is there speaks for (design.md, command line). */
const stageOf = (contract: Contract): Stage =>
  contract.filing ? "file" : (contract.signatures?.length ?? 0) > 0 ? "sign" : "draft";

/** Checks a stored contract at a stage on a day. Changes nothing. */
export async function checkContract(
  house: House,
  caller: Caller,
  input: CheckContractInput & { readonly id: string },
): Promise<CheckReport> {
  needScope(caller, "contracts:read");
  const { contract: json } = await visibleContract(house, caller, input.id);
  const contract = parseContract(json);
  return checkOn(house, contract, { stage: input.stage ?? stageOf(contract), asOf: input.as_of });
}
