import { LIMITS } from "./limits.ts";
import { nameOf, type PdfDictionary, type PdfObject, type PdfReference } from "./objects.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import type { Snapshot } from "./snapshot.ts";
import { textOf } from "./text-string.ts";

/** A terminal form field. `name` is fully qualified (parts joined by dots). */
export type FormField = {
  readonly name: string;
  /** Object number of the field. */
  readonly number: number;
  readonly dictionary: PdfDictionary;
  /** /FT, inherited: Sig, Tx, Btn, Ch. */
  readonly type: string | undefined;
  /** /V as written, inherited. */
  readonly value: PdfObject | undefined;
  /** Object numbers of its widgets; the field itself when it is its own widget. */
  readonly widgets: readonly number[];
};

type Inherited = {
  readonly prefix: string;
  readonly type: PdfObject | undefined;
  readonly value: PdfObject | undefined;
};

/** All terminal fields reached from AcroForm.Fields, in order. A circle or a field that is not an indirect dictionary is `pdf.malformed`. */
export function formFields(snapshot: Snapshot): readonly FormField[] {
  const known = READ.get(snapshot);
  if (known !== undefined) return known;
  const fields = readFields(snapshot);
  READ.set(snapshot, fields);
  return fields;
}

/** A snapshot never changes, and a verifier asks for its fields again and again. */
const READ = new WeakMap<Snapshot, readonly FormField[]>();

function readFields(snapshot: Snapshot): FormField[] {
  const form = snapshot.dictionary(snapshot.catalog.entries.get("AcroForm"));
  const roots = snapshot.resolve(form?.entries.get("Fields"));
  if (form === undefined || roots === undefined) return [];
  if (roots.kind !== "array" || form.repeated.length > 0)
    throw malformed("the form is not sound", form.start);
  const found: FormField[] = [];
  const seen = new Set<number>();
  const visit = (object: PdfObject, inherited: Inherited, depth: number): void => {
    if (object.kind !== "reference") throw malformed("a form field is not an indirect object", object.start);
    if (seen.has(object.number)) throw malformed(`form field ${object.number} is reached twice`);
    if (seen.size >= LIMITS.fields || depth > LIMITS.depth) throw tooLarge("too many form fields");
    seen.add(object.number);
    const read = readField(snapshot, object, inherited);
    for (const child of read.children) visit(child, read.inherited, depth + 1);
    if (read.field !== undefined) found.push(read.field);
  };
  for (const root of roots.items) visit(root, { prefix: "", type: undefined, value: undefined }, 0);
  return found;
}

/** The signature fields among them: those whose /FT is /Sig. */
export const signatureFields = (snapshot: Snapshot): FormField[] =>
  formFields(snapshot).filter((field) => field.type === "Sig");

function readField(snapshot: Snapshot, reference: PdfReference, inherited: Inherited) {
  const dictionary = snapshot.dictionary(reference);
  if (dictionary === undefined || dictionary.repeated.length > 0)
    throw malformed(`form field ${reference.number} is not a sound dictionary`);
  const part = textOf(snapshot.resolve(dictionary.entries.get("T")));
  const name = [inherited.prefix, part].filter((one) => one !== undefined && one !== "").join(".");
  const type = dictionary.entries.get("FT") ?? inherited.type;
  const value = dictionary.entries.get("V") ?? inherited.value;
  const kids = kidsOf(snapshot, dictionary);
  const children = kids.filter((kid) => snapshot.dictionary(kid)?.entries.has("T"));
  const passed: Inherited = { prefix: name, type, value };
  if (children.length > 0) return { children: kids, inherited: passed };
  const widgets = kids.length > 0 ? kids.map((kid) => kid.number) : [reference.number];
  const field: FormField = {
    name,
    number: reference.number,
    dictionary,
    type: nameOf(snapshot.resolve(type)),
    value,
    widgets,
  };
  return { children: [], inherited: passed, field };
}

function kidsOf(snapshot: Snapshot, dictionary: PdfDictionary): PdfReference[] {
  const kids = snapshot.resolve(dictionary.entries.get("Kids"));
  if (kids === undefined) return [];
  if (kids.kind !== "array") throw malformed("/Kids of a field is not an array", kids.start);
  return kids.items.map((kid) => {
    if (kid.kind !== "reference") throw malformed("a field's kid is not an indirect object", kid.start);
    return kid;
  });
}
