import type { FilingView } from "../../schemas/api/filing.ts";
import type { FilingRecord, ReceiptRecord } from "../ports/records.ts";
import type { House } from "./house.ts";
import { numbersOf } from "./register-number.ts";

/** The authority's full name: the bureau registered for it, else its code. */
export async function authorityName(house: House, code: string): Promise<string> {
  return (await house.store.bureauOf(code))?.name ?? code;
}

/** A filing as the API shows it, with its numbers once it has them. */
export async function filingView(
  house: House,
  filing: FilingRecord,
  receipt: ReceiptRecord | undefined,
): Promise<FilingView> {
  const numbers = receipt === undefined ? undefined : numbersOf(receipt);
  return {
    id: filing.id,
    contract_id: filing.contractId,
    state: filing.state,
    version: filing.version,
    authority_code: filing.authorityCode,
    authority: await authorityName(house, filing.authorityCode),
    recipients: [...filing.recipients],
    verdict: filing.verdict,
    findings: [...filing.findings],
    filed_sha256: filing.filedDigest,
    due_on: filing.dueOn,
    submitted_at: filing.submittedAt,
    decided_at: filing.decidedAt,
    register_no: numbers?.registerNo ?? null,
    formal_no: numbers?.formalNo ?? null,
  };
}
