import { ContractProblemCode } from "../../schemas/contract-text.ts";
import { halfIn, isBilingual } from "../kit/bilingual.ts";

/** What to do, in English, about faults whose own sentence is Chinese only: the codes a user of the commands can meet. */
export const ENGLISH_WORDS: Readonly<Record<string, string>> = {
  "contract.too_deep": "the contract data nest too deep; look at their shape",
  "contract.too_large": "the contract data are too large; shorten them",
  "desk.earlier_signature_broken":
    "the file carries a signature that does not hold; nothing is signed upon it",
  "desk.level_not_offered": "that signature level cannot be reached",
  "desk.nothing_signed": "the file has no signatures; sign it first",
  "desk.seal_not_readable": "the seal's description is not the JSON it should be",
  "desk.signing_not_allowed": "an earlier signature forbids the one asked for",
  "form.format_not_offered": "the form does not come in that kind of file",
  "form.unknown_authority": "there is no authority of that code; the Chinese message lists them",
  "form.wrong_quarter": "there is no such quarter; write 2022Q2",
  "form.wrong_shape": "the data do not fit the form; mend each point below",
  "report.register_too_large": "the register holds too many projects for one table",
  "report.table_too_large": "too many rows for one table",
  "report.wrong_projects": "the list of projects does not fit; mend each point below",
};

const PROBLEM_WORDS: Readonly<Record<ContractProblemCode, string>> = {
  "contract.unknown_key": "the contract has no such key; check its spelling or delete it",
  "contract.missing_key": "missing; add it",
  "contract.wrong_type": "of the wrong type",
  "contract.wrong_value": "not a value that fits here",
  "contract.too_long": "the text is too long",
  "contract.too_many": "the list is too long",
  "contract.control_character": "holds control characters, such as line ends or tabs; delete them",
  "contract.invisible_character": "holds characters that cannot be seen; delete them and type it anew",
  "contract.private_character": "holds characters of a private code; use standard ones",
  "contract.lone_surrogate": "holds a broken character; type it anew",
  "contract.lookalike_character": "holds a character that only looks like the right one; type it anew",
  "contract.lookalike_digit": "holds a digit of another script; type it as 0 to 9",
  "contract.lookalike_letter": "holds a letter of another alphabet; type it as A to Z",
  "contract.duplicate_key": "written twice; keep one",
  "contract.duplicate_seat": "two parties have one seat; give each its own",
  "contract.duplicate_attachment": "two attachments have one number; number them anew",
};

/** A problem of the shape in English: by its own English half, else by its code, with the values it lists. */
export function englishProblem(code: string, detail: string): string {
  if (isBilingual(detail)) return halfIn("en", detail);
  const known = ContractProblemCode.safeParse(code);
  if (!known.success) return detail;
  const allowed = /(?:只能填|应填)：(.+)$/u.exec(detail)?.[1];
  const words = PROBLEM_WORDS[known.data];
  return allowed === undefined ? words : `${words}: ${allowed.replaceAll("、", ", ")}`;
}
