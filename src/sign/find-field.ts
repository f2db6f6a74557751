import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
} from "pdf-lib";
import { SignError } from "./errors.ts";

/** A field merged with its widget: the one object a signature changes. */
export type SignatureField = { readonly ref: PDFRef; readonly dictionary: PDFDict };

/** Deeper nesting than this is no form of ours. */
const DEEPEST = 8;

/**
 * The existing, unsigned signature field of this full name. Throws `sign.field_missing` (facts.fields names those there
 * are) and `sign.field_signed`.
 */
export function findSignatureField(document: PDFDocument, name: string): SignatureField {
  const form = document.catalog.lookupMaybe(PDFName.of("AcroForm"), PDFDict);
  const roots = form?.lookupMaybe(PDFName.of("Fields"), PDFArray);
  const fields =
    roots === undefined
      ? new Map<string, SignatureField>()
      : namedFields(roots, { context: document.context, parent: "" });
  const field = fields.get(name);
  if (field === undefined) {
    throw new SignError("sign.field_missing", `there is no signature field ${name} in this PDF`, {
      field: name,
      fields: [...fields.keys()],
    });
  }
  if (field.dictionary.has(PDFName.of("V"))) {
    throw new SignError(
      "sign.field_signed",
      `the signature field ${name} is signed already; a signature is never replaced`,
      {
        field: name,
      },
    );
  }
  return field;
}

type Look = { readonly context: PDFContext; readonly parent: string };

function namedFields(list: PDFArray, look: Look, depth = DEEPEST): Map<string, SignatureField> {
  const { context, parent } = look;
  const found = new Map<string, SignatureField>();
  for (const ref of list.asArray()) {
    const dictionary = context.lookup(ref);
    if (!(ref instanceof PDFRef) || !(dictionary instanceof PDFDict)) continue;
    const title = dictionary.lookup(PDFName.of("T"));
    const own = title instanceof PDFHexString || title instanceof PDFString ? title.decodeText() : "";
    const name = parent === "" ? own : `${parent}.${own}`;
    const kids = dictionary.lookup(PDFName.of("Kids"));
    if (kids instanceof PDFArray && depth > 0) {
      for (const [kid, field] of namedFields(kids, { context, parent: name }, depth - 1))
        found.set(kid, field);
    } else if (isMergedSignatureField(dictionary)) {
      found.set(name, { ref, dictionary });
    }
  }
  return found;
}

/** Field and widget in one object, as we make them: then one changed object explains the whole signature. */
function isMergedSignatureField(dictionary: PDFDict): boolean {
  return (
    dictionary.lookup(PDFName.of("FT")) === PDFName.of("Sig") &&
    dictionary.lookup(PDFName.of("Subtype")) === PDFName.of("Widget") &&
    dictionary.lookup(PDFName.of("Rect")) instanceof PDFArray
  );
}
