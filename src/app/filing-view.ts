import type { FilingView } from "../../schemas/api/filing.ts";
import type { OverrulingView } from "../../schemas/api/overruling.ts";
import type { FilingRecord, OverrulingRecord, ReceiptRecord } from "../ports/records.ts";
import { authorityName } from "./authority-name.ts";
import type { House } from "./house.ts";
import { adviceOn, reviewedFindings } from "./reviewed-findings.ts";
import { letterView } from "./letters/letter-view.ts";
import { numbersOf } from "./register-number.ts";

/** A filing as the API shows it: its numbers once it has them, what its reviewer set aside, what still stands in the way. */
export async function filingView(
  house: House,
  filing: FilingRecord,
  receipt: ReceiptRecord | undefined,
): Promise<FilingView> {
  const numbers = receipt === undefined ? undefined : numbersOf(receipt);
  const overrulings = await house.store.overrulings(filing.id);
  const findings = await reviewedFindings(house, filing.findings, overrulings);
  const { refusal } = await adviceOn(house, filing, findings);
  const authority = await authorityName(house, filing.authorityCode);
  const letters = await house.store.letters(filing.id);
  const variant = (await house.store.contract(filing.contractId))?.variant ?? "";
  return {
    id: filing.id,
    contract_id: filing.contractId,
    state: filing.state,
    version: filing.version,
    authority_code: filing.authorityCode,
    authority,
    recipients: [...filing.recipients],
    verdict: refusal === null ? "ready" : "blocked",
    findings,
    refusal,
    letters: letters.map((letter) => letterView(letter, variant)),
    overrulings: overrulings.map((one) => overrulingView(one, authority)),
    filed_sha256: filing.filedDigest,
    due_on: filing.dueOn,
    submitted_at: filing.submittedAt,
    decided_at: filing.decidedAt,
    register_no: numbers?.registerNo ?? null,
    formal_no: numbers?.formalNo ?? null,
  };
}

/** The same with the receipt it has, if it has one. */
export const filingViewOf = async (house: House, filing: FilingRecord): Promise<FilingView> =>
  filingView(house, filing, await house.store.receiptOfFiling(filing.id));

const overrulingView = (record: OverrulingRecord, authority: string): OverrulingView => ({
  id: record.id,
  finding: record.finding,
  pointer: record.pointer,
  reason: record.reason,
  authority_code: record.authorityCode,
  authority,
  person_id: record.personId,
  overruled_at: record.createdAt,
  withdrawn_at: record.withdrawnAt,
});
