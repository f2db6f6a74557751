import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { Variant } from "../../schemas/contract.ts";
import { formalNumber, readFormalNumber } from "../filing/formal-number.ts";
import { readRegisterNumber, registerNumber } from "../filing/register-number.ts";
import type { ReceiptRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { House } from "./house.ts";

type Numbered = Pick<ReceiptRecord, "authorityCode" | "year" | "number" | "variant">;

/** Both texts of a number, derived and never stored: the machine's with its check character, and the formal one. */
export function numbersOf(receipt: Numbered): { readonly registerNo: string; readonly formalNo: string } {
  const { authorityCode, year, number } = receipt;
  const law = lawFor(Variant.parse(receipt.variant));
  if (law.filing === null)
    throw new AppError("app.no_authority", "这种合同没有备案机关", { variant: receipt.variant });
  return {
    registerNo: registerNumber({ authorityCode, year, number }),
    formalNo: formalNumber({ authorityCode, year, number, series: "contract" }, law),
  };
}

/** The receipt under a register number. A slip in the number, or none with it, is `app.not_found`. */
export async function receiptByNumber(house: House, registerNo: string): Promise<ReceiptRecord> {
  const place = readRegisterNumber(registerNo);
  const receipt = place === undefined ? undefined : await house.store.receiptByNumber(place);
  if (receipt === undefined) {
    const isFormal = readFormalNumber(registerNo) !== undefined;
    const hint = isFormal ? "这是文号，不是登记编号：按文号查请改用 document_no" : "请核对（末位是校验字符）";
    throw new AppError("app.not_found", `没有这个备案编号，${hint}`, {});
  }
  return receipt;
}
