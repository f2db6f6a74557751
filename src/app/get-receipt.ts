import type { ReceiptView } from "../../schemas/api/receipt.ts";
import type { House } from "./house.ts";
import { receiptView } from "./receipt-view.ts";
import { receiptByNumber } from "./register-number.ts";

/** What anybody may know of a filing, by its register number. */
export const getReceipt = async (
  house: House,
  { registerNo }: { readonly registerNo: string },
): Promise<ReceiptView> => receiptView(house, await receiptByNumber(house, registerNo));
