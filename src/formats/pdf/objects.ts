/** Where a token stands in the bytes it was read from: `[start, end)`. */
export type Span = { readonly start: number; readonly end: number };

export type PdfNull = Span & { readonly kind: "null" };
export type PdfBoolean = Span & { readonly kind: "boolean"; readonly value: boolean };
/** `whole`: written without a decimal point. */
export type PdfNumber = Span & { readonly kind: "number"; readonly value: number; readonly whole: boolean };
/** Decoded bytes; `form` says how they were written. */
export type PdfString = Span & {
  readonly kind: "string";
  readonly bytes: Uint8Array;
  readonly form: "literal" | "hex";
};
/** Without the slash, `#xx` decoded to Latin-1. */
export type PdfName = Span & { readonly kind: "name"; readonly value: string };
export type PdfReference = Span & {
  readonly kind: "reference";
  readonly number: number;
  readonly generation: number;
};
export type PdfArray = Span & { readonly kind: "array"; readonly items: readonly PdfObject[] };
/** `repeated` names keys written more than once (readers disagree which one counts); `entries` keeps the first. */
export type PdfDictionary = Span & {
  readonly kind: "dictionary";
  readonly entries: ReadonlyMap<string, PdfObject>;
  readonly repeated: readonly string[];
};
/** `encoded` are the bytes between `stream` and `endstream`, filters not applied. */
export type PdfStream = Span & {
  readonly kind: "stream";
  readonly dictionary: PdfDictionary;
  readonly encoded: Uint8Array;
};

/** Any PDF object. Positions refer to the file, or to the decoded object stream it was found in. */
export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfString
  | PdfName
  | PdfReference
  | PdfArray
  | PdfDictionary
  | PdfStream;

/** A numbered object. `container` is the object stream that holds it; absent when it stands in the file itself, where start/end are file offsets. */
export type PdfIndirect = Span & {
  readonly number: number;
  readonly generation: number;
  readonly object: PdfObject;
  readonly container?: number;
};

/** The text of a name object; undefined for anything else. */
export const nameOf = (object: PdfObject | undefined): string | undefined =>
  object?.kind === "name" ? object.value : undefined;

/** The value of a whole number; undefined for anything else. */
export const wholeOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === "number" && object.whole ? object.value : undefined;

/** Whether two objects say the same, wherever they stand. References are equal when they name the same object. */
export function sameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (a.kind === "null") return b.kind === "null";
  if (a.kind === "boolean") return b.kind === "boolean" && a.value === b.value;
  if (a.kind === "number") return b.kind === "number" && a.value === b.value;
  if (a.kind === "name") return b.kind === "name" && a.value === b.value;
  if (a.kind === "string") return b.kind === "string" && sameBytes(a.bytes, b.bytes);
  if (a.kind === "reference")
    return b.kind === "reference" && a.number === b.number && a.generation === b.generation;
  if (a.kind === "array") return b.kind === "array" && sameItems(a, b);
  if (a.kind === "dictionary") return b.kind === "dictionary" && sameEntries(a, b);
  return b.kind === "stream" && sameEntries(a.dictionary, b.dictionary) && sameBytes(a.encoded, b.encoded);
}

const sameItems = (a: PdfArray, b: PdfArray): boolean =>
  a.items.length === b.items.length && a.items.every((item, at) => sameObject(item, b.items[at]));

function sameEntries(a: PdfDictionary, b: PdfDictionary): boolean {
  if (a.entries.size !== b.entries.size || a.repeated.length > 0 || b.repeated.length > 0) return false;
  for (const [key, value] of a.entries) if (!sameObject(value, b.entries.get(key))) return false;
  return true;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Calls `visit` with every reference inside an object and the nearest dictionary key above it ("" at the top). */
export function eachReference(
  object: PdfObject,
  visit: (reference: PdfReference, key: string) => void,
  key = "",
): void {
  if (object.kind === "reference") visit(object, key);
  else if (object.kind === "array") for (const item of object.items) eachReference(item, visit, key);
  else if (object.kind === "dictionary")
    for (const [name, value] of object.entries) eachReference(value, visit, name);
  else if (object.kind === "stream") eachReference(object.dictionary, visit, key);
}
