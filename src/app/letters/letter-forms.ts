import type { LetterKind } from "../../../schemas/api/filing-letter.ts";
import type { FormKind } from "../../../schemas/forms/form-kind.ts";
import { hebeiFilingCorrection, hebeiFilingRefusal } from "../../../schemas/forms/hebei/filing-letters.ts";

/** The form each letter is written on, and what people call it. */
export const LETTER_FORMS: Readonly<Record<LetterKind, { readonly form: FormKind; readonly words: string }>> =
  {
    correction: { form: hebeiFilingCorrection, words: "补正通知书" },
    refusal: { form: hebeiFilingRefusal, words: "不予备案通知书" },
  };
