import {
  Lexer,
  type PdfDictionary,
  type PdfFile,
  type PdfIndirect,
  type Span,
  signatureFields,
} from "../../formats/pdf/index.ts";
import { unsound } from "../unsound.ts";

/** A signature found in the file: its field, and the revision in which the field first had a value. */
export type FoundSignature = {
  readonly field: string;
  readonly fieldNumber: number;
  readonly revision: number;
  /** Object number of the signature dictionary; undefined when /V is not a reference. */
  readonly valueNumber: number | undefined;
};

/** A signature dictionary that stands uncompressed in the file, each key once. Offsets are file offsets. */
export type SignatureValue = { readonly indirect: PdfIndirect; readonly dictionary: PdfDictionary };

/**
 * V2: signatures are the values of signature fields reached from AcroForm.Fields. Every revision is asked, so a later
 * one cannot make a signature disappear. In order of revision.
 */
export function findSignatures(pdf: PdfFile): FoundSignature[] {
  const found = new Map<string, FoundSignature>();
  for (const revision of pdf.revisions) {
    const snapshot = pdf.at(revision.index);
    for (const field of signatureFields(snapshot)) {
      if (snapshot.resolve(field.value) === undefined) continue;
      const valueNumber = field.value?.kind === "reference" ? field.value.number : undefined;
      const key = `${field.number} ${valueNumber}`;
      if (found.has(key)) continue;
      found.set(key, { field: field.name, fieldNumber: field.number, revision: revision.index, valueNumber });
    }
  }
  return [...found.values()];
}

/** V2: the signature dictionary itself. Throws Unsound `verify.signature_value_unsound`. */
export function readSignatureValue(pdf: PdfFile, found: FoundSignature): SignatureValue {
  const indirect =
    found.valueNumber === undefined ? undefined : pdf.at(found.revision).load(found.valueNumber);
  const dictionary = indirect?.object;
  if (indirect === undefined || dictionary?.kind !== "dictionary" || indirect.container !== undefined) {
    throw unsound("verify.signature_value_unsound", "its /V is not an indirect dictionary in the file");
  }
  for (const key of dictionary.repeated) {
    if (key === "ByteRange") throw unsound("verify.byte_range_unsound", "/ByteRange occurs twice");
    if (key === "Contents") throw unsound("verify.contents_unsound", "/Contents occurs twice");
    throw unsound("verify.signature_value_unsound", `/${key} occurs twice`);
  }
  return { indirect, dictionary };
}

/** Places looked up in streams before a file counts as one that hides signatures. */
const MOST_ATTACHED = 256;

/** Signatures of usage rights (ISO 32000-2 §12.8.2.3) hang on the catalog, not on a field. They say nothing about the document. */
function usageRights(pdf: PdfFile): Span[] {
  return pdf.revisions.flatMap(({ index }) => {
    const snapshot = pdf.at(index);
    const catalog = snapshot.follow(snapshot.root);
    const permissions = snapshot.dictionary(snapshot.catalog.entries.get("Perms"));
    const rights = [permissions?.entries.get("UR3"), permissions?.entries.get("UR")];
    return rights.flatMap((one): Span[] => {
      if (one?.kind === "reference") return [snapshot.follow(one) ?? []].flat();
      // Written into the catalog itself; the catalog then stands in the file, not in an object stream.
      const { object: root } = catalog ?? {};
      const direct =
        one?.kind === "dictionary" && catalog?.container === undefined && root?.kind === "dictionary";
      return direct && root.start <= one.start && one.end <= root.end ? [one] : [];
    });
  });
}

/** Whether a place in the file lies inside the data of a stream object: a file attached, not syntax of this one. */
function isInsideStream(pdf: PdfFile, at: number): boolean {
  return pdf.revisions.some((revision) => {
    if (at < revision.start || at >= revision.end) return false;
    const snapshot = pdf.at(revision.index);
    return [...revision.entries].some(([number, entry]) => {
      if (entry.kind !== "offset" || entry.offset > at) return false;
      const indirect = snapshot.load(number);
      return indirect?.object.kind === "stream" && indirect.start <= at && at < indirect.end;
    });
  });
}

/** Whether the raw bytes hold a `/ByteRange [` that none of these dictionaries accounts for: a signature no field leads to. */
export function hasUnreachedSignature(pdf: PdfFile, values: readonly SignatureValue[]): boolean {
  const { bytes } = pdf;
  const reached = [...values.map(({ indirect }) => indirect), ...usageRights(pdf)];
  let inStreams = 0;
  for (let at = bytes.indexOf(0x2f); at >= 0; at = bytes.indexOf(0x2f, at + 1)) {
    if (bytes[at + 1] !== 0x42 || bytes[at + 5] !== 0x52) continue;
    const lexer = new Lexer(bytes, at);
    if (!lexer.takes("/ByteRange")) continue;
    lexer.skipSpace();
    if (!lexer.sees("[")) continue;
    if (reached.some(({ start, end }) => start <= at && at < end)) continue;
    inStreams += 1;
    if (inStreams > MOST_ATTACHED || !isInsideStream(pdf, at)) return true;
  }
  return false;
}
