import { HouseError } from "../kit/errors.ts";

/**
 * Why an uploaded file is no document we read: `extract.empty_file` nothing in it · `extract.unknown_type` neither DOCX nor
 * PDF nor JSON, whatever its name says · `extract.wrong_extension` a name that says another of the three than the content
 * is · `extract.old_word` a .doc of Word 97–2003 · `extract.encrypted_word` a DOCX with a
 * password (it is not a zip any more) · `extract.file_cut_short` a PDF whose end is lost, so that nobody knows what else
 * it said. Other damaged and oversized files throw what the formats throw (`docx.*`, `pdf.*`).
 */
export type ExtractFault =
  | "extract.empty_file"
  | "extract.unknown_type"
  | "extract.wrong_extension"
  | "extract.old_word"
  | "extract.encrypted_word"
  | "extract.file_cut_short";

/** An upload that is refused before it is read. */
export class ExtractError extends HouseError<ExtractFault> {}
