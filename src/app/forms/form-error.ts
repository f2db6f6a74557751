import { HouseError } from "../../kit/errors.ts";

/**
 * - `form.unknown`: there is no form of that id.
 * - `form.wrong_shape`: the data do not fit the form's schema; `facts.problems` lists every defect with its pointer.
 * - `form.not_json`: the file is not UTF-8 JSON.
 * - `form.unknown_authority`: no authority of Hebei has that code.
 * - `form.wrong_quarter`: a quarter is written 2022Q2.
 * - `form.format_not_offered`: the form does not come in that kind of file.
 */
export type FormFault =
  | "form.unknown"
  | "form.wrong_shape"
  | "form.not_json"
  | "form.unknown_authority"
  | "form.wrong_quarter"
  | "form.format_not_offered";

/** What cannot be done with a form; what is wrong in it is a finding. */
export class FormError extends HouseError<FormFault> {}
