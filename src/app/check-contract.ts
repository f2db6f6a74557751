import type { CheckContractInput } from "../../schemas/api/contract.ts";
import type { CheckReport, ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import { parseContract } from "../contract/parse.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import type { House } from "./house.ts";
import { registerEvidence } from "./register-evidence.ts";
import { reviewedReport } from "./reviewed-findings.ts";
import { visibleContract } from "./visible-contract.ts";

/** The stage that what is there speaks for (design.md, command line). */
const stageOf = (contract: Contract): Stage =>
  contract.filing ? "file" : (contract.signatures?.length ?? 0) > 0 ? "sign" : "draft";

/** What a contract is checked as, and in which language the answer is. */
export type ContractCheckAsked = CheckContractInput & {
  readonly id: string;
  readonly language?: ReportLanguage | undefined;
};

/** A contract, with what the register knows of it, and its check. */
export type CheckedContract = { readonly contract: Contract; readonly report: CheckReport };

/**
 * Checks a stored contract at a stage on a day, with what the register knows of it; what its reviewer overruled is marked
 * and no longer blocks. Changes nothing.
 */
export async function checkedContract(
  house: House,
  caller: Caller,
  asked: ContractCheckAsked,
): Promise<CheckedContract> {
  needScope(caller, "contracts:read");
  const record = await visibleContract(house, caller, asked.id);
  const contract = parseContract(record.contract);
  const others = caller.role === "bureau" ? "shown" : "withheld";
  const evidence = await registerEvidence(house, record, { contract, others });
  const judged = { ...contract, evidence };
  const report = checkOn(house, judged, {
    stage: asked.stage ?? stageOf(contract),
    asOf: asked.as_of,
    language: asked.language,
  });
  const overrulings = record.filingId === null ? [] : await house.store.overrulings(record.filingId);
  return { contract: judged, report: await reviewedReport(house, report, overrulings) };
}

/** The check alone. */
export async function checkContract(
  house: House,
  caller: Caller,
  asked: ContractCheckAsked,
): Promise<CheckReport> {
  return (await checkedContract(house, caller, asked)).report;
}
