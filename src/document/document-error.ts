import { HouseError } from "../kit/errors.ts";

/**
 * What can go wrong when words are filled into a template:
 * `document.template_not_docx` no readable Word document · `document.template_too_large` it or one of its parts is over
 * the limits · `document.template_refused` macros, embedded objects or references to outside files ·
 * `document.template_broken` commands that do not close or cannot be read · `document.command_refused` a command outside
 * INS, IF, FOR, IMAGE · `document.expression_refused` syntax, name or property outside the expression language ·
 * `document.expression_too_long` an expression longer or deeper than the limits · `document.expression_too_costly` more
 * steps, longer texts or longer lists than the limits · `document.expression_failed` a name or value that is not there or
 * not of the kind asked for · `document.values_refused` values that cannot stand in a document ·
 * `document.output_too_large` the filled document is over the limits · `document.seat_missing` a party of the contract
 * has no place to sign in this template.
 */
export type DocumentFault =
  | "document.template_not_docx"
  | "document.template_too_large"
  | "document.template_refused"
  | "document.template_broken"
  | "document.command_refused"
  | "document.expression_refused"
  | "document.expression_too_long"
  | "document.expression_too_costly"
  | "document.expression_failed"
  | "document.values_refused"
  | "document.output_too_large"
  | "document.seat_missing";

/** One command of a template that could not be carried out. */
export type CommandProblem = {
  readonly code: DocumentFault;
  /** The command as written between the braces, shortened to 200 characters. */
  readonly command: string;
  readonly message: string;
};

/** A document that could not be made. `facts.problems` lists the commands at fault where there are any. */
export class DocumentError extends HouseError<DocumentFault> {}
