import type { ReceiptView } from "../../schemas/api/receipt.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { ReceiptRecord } from "../ports/records.ts";
import { authorityName } from "./authority-name.ts";
import type { House } from "./house.ts";
import { numbersOf } from "./register-number.ts";

/** The address printed on a receipt as a QR code. */
export const verifyUrl = (house: Pick<House, "publicUrl">, registerNo: string): string =>
  `${house.publicUrl}/r/${registerNo}`;

/** The public facts of a receipt. */
export async function receiptView(house: House, receipt: ReceiptRecord): Promise<ReceiptView> {
  const { registerNo, formalNo } = numbersOf(receipt);
  return {
    register_no: registerNo,
    formal_no: formalNo,
    state: receipt.state,
    authority_code: receipt.authorityCode,
    authority: await authorityName(house, receipt.authorityCode),
    variant: receipt.variant,
    title: receipt.title,
    contract_no: receipt.contractNo,
    agency: receipt.agency,
    enterprise: receipt.enterprise,
    filed_on: dayInShanghai(new Date(receipt.filedAt)),
    filed_at: receipt.filedAt,
    filed_sha256: receipt.filedDigest,
    receipt_sha256: receipt.receiptDigest,
    verify_url: verifyUrl(house, registerNo),
    signatures: await signaturesOf(house, receipt),
  };
}

/** What stood behind each signature of the filed contract; the words on identity name nobody. */
async function signaturesOf(house: House, receipt: ReceiptRecord): Promise<ReceiptView["signatures"]> {
  const record = await house.store.contract(receipt.contractId);
  const steps = await house.store.steps(record?.envelopeId ?? "");
  return steps
    .filter(({ state }) => state === "signed")
    .map(({ seat, step, trust }) => ({ seat, step, trust }));
}
