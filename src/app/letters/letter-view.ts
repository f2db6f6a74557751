import type { FilingLetterView } from "../../../schemas/api/filing-letter.ts";
import { Variant } from "../../../schemas/contract.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import { formalNumber } from "../../filing/formal-number.ts";
import type { FilingLetterRecord } from "../../ports/records.ts";

/** 文号 of a letter, derived and never stored. */
export const documentNo = (letter: FilingLetterRecord, variant: string): string =>
  formalNumber(
    {
      authorityCode: letter.authorityCode,
      year: letter.year,
      number: letter.number,
      series: letter.kind,
    },
    lawFor(Variant.parse(variant)),
  );

/** A letter as the API shows it to the agency and to its bureau. */
export const letterView = (letter: FilingLetterRecord, variant: string): FilingLetterView => ({
  id: letter.id,
  kind: letter.kind,
  document_no: documentNo(letter, variant),
  filing_version: letter.filingVersion,
  elements: [...letter.elements],
  reason: letter.reason,
  due_on: letter.dueOn,
  issued_at: letter.issuedAt,
  state: letter.state,
  sha256: letter.digest,
});
