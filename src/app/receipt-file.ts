import { AppError } from "./app-error.ts";
import type { House } from "./house.ts";
import { numbersOf, receiptByNumber } from "./register-number.ts";
import { fileNameOf, MEDIA_TYPES, type StoredFile, storedBytes } from "./stored-file.ts";

/** The sealed receipt, for anybody with its number. While it is being sealed: `app.receipt_not_ready`. */
export async function receiptFile(
  house: House,
  { registerNo }: { readonly registerNo: string },
): Promise<StoredFile> {
  const receipt = await receiptByNumber(house, registerNo);
  if (receipt.receiptDigest === null)
    throw new AppError("app.receipt_not_ready", "回执正在盖章，请稍后再试", {});
  return {
    bytes: await storedBytes(house, receipt.receiptDigest),
    mediaType: MEDIA_TYPES.pdf,
    fileName: fileNameOf(numbersOf(receipt).registerNo, "pdf"),
    sha256: receipt.receiptDigest,
  };
}
