import { type ObjectBody, writeDictionary, writeObject } from "../formats/pdf/append/index.ts";
import type { PdfDictionary, PdfObject, Snapshot } from "../formats/pdf/index.ts";

/** SignaturesExist and AppendOnly (ISO 32000-2 table 225). */
const SIGNATURE_FLAGS = "3";

/**
 * The objects that an appended revision writes so that the form names one more field behind the others: the list where that
 * is an object of its own, else the form, else the catalog. /SigFlags is raised.
 */
export function formWithField(state: Snapshot, field: number): readonly (readonly [number, ObjectBody])[] {
  const named = state.catalog.entries.get("AcroForm");
  const form = state.dictionary(named);
  const list = form?.entries.get("Fields");
  const longer = writeLonger(state.resolve(list), `${field} 0 R`);
  const apart = list?.kind === "reference" ? list : undefined;
  const flagged = form !== undefined && writeObject(form.entries.get("SigFlags") ?? NULL) === SIGNATURE_FLAGS;
  const written: (readonly [number, ObjectBody])[] = apart === undefined ? [] : [[apart.number, longer]];
  if (apart !== undefined && flagged) return written;
  const whole = writeForm(form, apart === undefined ? longer : writeObject(apart));
  if (named?.kind === "reference") return [...written, [named.number, whole]];
  return [...written, [state.root.number, withEntry(state.catalog, "AcroForm", whole)]];
}

const NULL: PdfObject = { kind: "null", start: 0, end: 0 };

function writeForm(form: PdfDictionary | undefined, fields: string): string {
  const kept = [...(form?.entries ?? [])].filter(([key]) => key !== "Fields" && key !== "SigFlags");
  return writeDictionary([
    ...kept.map(([key, value]) => [key, writeObject(value)] as const),
    ["Fields", fields],
    ["SigFlags", SIGNATURE_FLAGS],
  ]);
}

/** A list with one item more; a list that is not there begins with it. */
export function writeLonger(list: PdfObject | undefined, item: string): string {
  const items = list?.kind === "array" ? list.items.map(writeObject) : [];
  return `[${[...items, item].join(" ")}]`;
}

/** A dictionary written again with one entry set. */
export function withEntry(
  dictionary: { readonly entries: ReadonlyMap<string, PdfObject> },
  key: string,
  value: string,
): string {
  const kept = [...dictionary.entries].filter(([name]) => name !== key);
  return writeDictionary([...kept.map(([name, old]) => [name, writeObject(old)] as const), [key, value]]);
}
