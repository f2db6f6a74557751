import { HouseError } from "../../kit/errors.ts";

/**
 * What can be wrong with a DOCX file:
 * `docx.not_a_zip` no readable zip directory · `docx.unsupported_zip` encrypted, split, zip64 or an unknown method ·
 * `docx.too_large` file, part or sum of parts over the limit, or a part that unpacks to more than it declares ·
 * `docx.too_many_parts` · `docx.corrupt_part` truncated, wrong checksum or overlapping · `docx.part_missing` no main document ·
 * `docx.malformed_xml` · `docx.doctype_refused` a DTD or an entity of one · `docx.too_deep` XML nested over the limit.
 */
export type DocxFault =
  | "docx.not_a_zip"
  | "docx.unsupported_zip"
  | "docx.too_large"
  | "docx.too_many_parts"
  | "docx.corrupt_part"
  | "docx.part_missing"
  | "docx.malformed_xml"
  | "docx.doctype_refused"
  | "docx.too_deep";

/** A DOCX that is refused. `facts` name the part and the limit where there is one. */
export class DocxError extends HouseError<DocxFault> {}
