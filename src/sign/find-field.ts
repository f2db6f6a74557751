import {
  type FormField,
  nameOf,
  type PdfDictionary,
  type Snapshot,
  signatureFields,
} from "../formats/pdf/index.ts";
import { SignError } from "./errors.ts";
import { readBox } from "./field-box.ts";
import type { Box } from "./seal/appearance.ts";

/** A field merged with its widget: the one object a signature changes. */
export type SignatureField = {
  readonly number: number;
  readonly dictionary: PdfDictionary;
  /** Size of the widget in points; both 0 where it shows nothing. */
  readonly box: Box;
};

/**
 * The existing, unsigned signature field of this full name. Throws `sign.field_missing` (facts.fields names those there
 * are) and `sign.field_signed`.
 */
export function findSignatureField(state: Snapshot, name: string): SignatureField {
  const fields = signatureFields(state).filter((field) => isMerged(state, field));
  const field = fields.find((one) => one.name === name);
  if (field === undefined) {
    throw new SignError("sign.field_missing", `there is no signature field ${name} in this PDF`, {
      field: name,
      fields: fields.map((one) => one.name),
    });
  }
  if (state.resolve(field.value) !== undefined) {
    throw new SignError(
      "sign.field_signed",
      `the signature field ${name} is signed already; a signature is never replaced`,
      { field: name },
    );
  }
  return { ...field, box: readBox(state, field.dictionary) };
}

/**
 * Field and widget in one object: then one changed object explains the whole signature. Of a signature in a field whose widget
 * is apart poppler says "not signed" and MuPDF "invalidated", whoever made it (2026-11): such a field is not offered.
 */
const isMerged = (state: Snapshot, field: FormField): boolean =>
  field.widgets[0] === field.number &&
  nameOf(state.resolve(field.dictionary.entries.get("Subtype"))) === "Widget" &&
  state.resolve(field.dictionary.entries.get("Rect"))?.kind === "array";
