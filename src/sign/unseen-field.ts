import { type ObjectBody, writeDictionary, writeText } from "../formats/pdf/append/index.ts";
import {
  formFields,
  type PdfDictionary,
  pagesOf,
  type Snapshot,
  signatureFields,
} from "../formats/pdf/index.ts";
import { formWithField, withEntry, writeLonger } from "./form-with-field.ts";

/** Print and Locked (ISO 32000-2 table 167). */
const WIDGET_FLAGS = "132";
const LONGEST_NAME = 64;

/** A signed field that the revision brings with it. */
type FieldWish = { readonly name: string; readonly number: number; readonly value: number };

/**
 * Whether a PDF without a field of this name may get one: a name that no field has, no other field that waits for a signature
 * (then the name is more likely mistyped), nobody who certified the document (V13: a later field breaks a certification).
 */
export function mayAddField(state: Snapshot, name: string): boolean {
  const sound = name !== "" && name.length <= LONGEST_NAME && !name.includes(".");
  const taken = formFields(state).some((field) => field.name === name);
  const waiting = signatureFields(state).some(({ value }) => state.resolve(value) === undefined);
  return sound && !taken && !waiting && !state.catalog.entries.has("Perms");
}

/**
 * The objects of a signature field that shows nothing (§12.7.5.5: a rectangle of no size), on the first page's /Annots: readers
 * that look for signatures by page find it. Nothing of the page's content changes.
 */
export function unseenField(
  state: Snapshot,
  { name, number, value }: FieldWish,
): readonly (readonly [number, ObjectBody])[] {
  const [page] = pagesOf(state);
  const widget = writeDictionary([
    ["Type", "/Annot"],
    ["Subtype", "/Widget"],
    ["FT", "/Sig"],
    ["T", writeText(name)],
    ["Rect", "[0 0 0 0]"],
    ["F", WIDGET_FLAGS],
    ...(page === undefined ? [] : [["P", `${page.number} 0 R`] as const]),
    ["V", `${value} 0 R`],
  ]);
  const onPage = page === undefined ? [] : [annotated(state, page, number)];
  return [[number, widget], ...onPage, ...formWithField(state, number)];
}

/** The page's list of annotations, one longer: in the object where the list stands. */
function annotated(
  state: Snapshot,
  page: { readonly number: number; readonly dictionary: PdfDictionary },
  widget: number,
): readonly [number, ObjectBody] {
  const list = page.dictionary.entries.get("Annots");
  const longer = writeLonger(state.resolve(list), `${widget} 0 R`);
  return list?.kind === "reference" && state.resolve(list) !== undefined
    ? [list.number, longer]
    : [page.number, withEntry(page.dictionary, "Annots", longer)];
}
