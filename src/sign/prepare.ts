import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
} from "pdf-lib";
import { type Bytes, concat, latin1 } from "../kit/bytes.ts";
import { appearanceStream } from "./appearance-stream.ts";
import { SignError } from "./errors.ts";
import { findSignatureField } from "./find-field.ts";
import { loadPdf } from "./pdf-file.ts";
import type { SealPicture } from "./seal/picture.ts";

/** What is written into the revision before anybody signs it. */
export type RevisionPlan = {
  /** The file so far; its bytes stay as they are, in front. */
  readonly pdf: Bytes;
  /** Full name of an existing, unsigned signature field. */
  readonly field: string;
  /** Bytes reserved for the CMS. */
  readonly reserved: number;
  /** /Name: who signs, as people read it. */
  readonly name: string;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** /M, a claim and no proof. Whole seconds. */
  readonly signedAt: Date;
  /** Draws what the field shows, given its size in points; without it the field keeps showing nothing. */
  readonly appearance?: ((box: { width: number; height: number }) => SealPicture) | undefined;
};

/** What @signpdf/signpdf looks for; the real numbers are shorter, so the file keeps its length. */
const BYTE_RANGE_PLACEHOLDER = "**********";

/**
 * Appends one revision that fills the field but is not signed yet: /V with room for the signature, and the field's own
 * appearance. It writes the field's object and new objects, nothing else: not the page, the catalog, AcroForm or /Info.
 * Throws `sign.field_missing`, `sign.field_signed`, `sign.unreadable_pdf`, `sign.pdf_too_large`.
 */
export async function prepareRevision(plan: RevisionPlan): Promise<Bytes> {
  const document = await loadPdf(plan.pdf, "append");
  assertClassicTable(plan.pdf, document.context.pdfFileDetails.prevStartXRef);
  const { ref, dictionary } = findSignatureField(document, plan.field);
  // Taken before any change and marked by hand, so that exactly these objects are written; pdf-lib's own snapshot would
  // rewrite the catalog as well, which a strict verifier has to call an unexplained change.
  const snapshot = document.takeSnapshot();
  const { context } = document;
  // Its own books are closed: at every entry set it would search all objects of the document for the one that changed.
  delete context.snapshot;
  dictionary.set(PDFName.of("V"), context.register(signatureDictionary(context, plan)));
  if (plan.appearance !== undefined) setAppearance(document, dictionary, plan.appearance);
  snapshot.markRefForSave(ref);
  const increment = await document.saveIncremental(snapshot, {
    useObjectStreams: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  return concat(plan.pdf, increment);
}

/** An increment with a table can only follow a table (ISO 32000-2 §7.5.8.4); our own revision 1 always has one. */
function assertClassicTable(pdf: Bytes, offset: number): void {
  if (latin1(pdf, offset, offset + 4) === "xref") return;
  throw new SignError(
    "sign.unreadable_pdf",
    "the PDF has no classic cross-reference table: let us render it, then sign",
  );
}

/** ISO 32000-2 table 255. /Contents must come right after /ByteRange: the embedder looks for it there. */
function signatureDictionary(context: PDFContext, plan: RevisionPlan): PDFDict {
  const range = PDFArray.withContext(context);
  range.push(PDFNumber.of(0));
  for (let part = 0; part < 3; part += 1) range.push(PDFName.of(BYTE_RANGE_PLACEHOLDER));
  const dictionary = PDFDict.withContext(context);
  const put = (key: string, value: Parameters<PDFDict["set"]>[1]): void =>
    dictionary.set(PDFName.of(key), value);
  put("Type", PDFName.of("Sig"));
  put("Filter", PDFName.of("Adobe.PPKLite"));
  put("SubFilter", PDFName.of("ETSI.CAdES.detached"));
  put("ByteRange", range);
  put("Contents", PDFHexString.of("0".repeat(plan.reserved * 2)));
  put("M", PDFString.fromDate(plan.signedAt));
  put("Name", PDFHexString.fromText(plan.name));
  if (plan.reason !== undefined) put("Reason", PDFHexString.fromText(plan.reason));
  if (plan.location !== undefined) put("Location", PDFHexString.fromText(plan.location));
  return dictionary;
}

function setAppearance(
  document: PDFDocument,
  field: PDFDict,
  draw: NonNullable<RevisionPlan["appearance"]>,
): void {
  const { context } = document;
  const { width, height } = field.lookup(PDFName.of("Rect"), PDFArray).asRectangle();
  if (width <= 0 || height <= 0) return;
  const stream = appearanceStream(context, { width, height }, draw({ width, height }));
  field.set(PDFName.of("AP"), context.obj({ N: context.register(stream) }));
}
