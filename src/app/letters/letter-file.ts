import { AppError } from "../app-error.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { fileNameOf, MEDIA_TYPES, type StoredFile, storedBytes } from "../stored-file.ts";
import { visibleFiling } from "../visible-filing.ts";
import { LETTER_FORMS } from "./letter-forms.ts";
import { documentNo } from "./letter-view.ts";

/** The sealed letter, for the agency and its bureau only. While it is being sealed: `app.letter_not_ready`. */
export async function letterFile(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly letter: string },
): Promise<StoredFile> {
  needScope(caller, "filings:read");
  const filing = await visibleFiling(house, caller, asked.id);
  const letter = await house.store.letter(asked.letter);
  if (letter === undefined || letter.filingId !== filing.id)
    throw new AppError("app.not_found", "这件备案没有这份通知书", {});
  if (letter.digest === null) throw new AppError("app.letter_not_ready", "通知书正在盖章，请稍后再试", {});
  const record = await house.store.contract(letter.contractId);
  const number = documentNo(letter, record?.variant ?? "");
  return {
    bytes: await storedBytes(house, letter.digest),
    mediaType: MEDIA_TYPES.pdf,
    fileName: fileNameOf(`${LETTER_FORMS[letter.kind].words} ${number}`, "pdf"),
    sha256: letter.digest,
  };
}
