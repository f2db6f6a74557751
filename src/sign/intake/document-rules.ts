import {
  type FormField,
  formFields,
  isSpace,
  nameOf,
  type PdfDictionary,
  type PdfFile,
  type PdfIndirect,
  type PdfObject,
  type Snapshot,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { refuse } from "./refuse.ts";

/** Kinds of data that travel with a contract (PDF/A-3); a PDF, a program or a picture in there would be another document. */
const DATA = new Set(["application/json", "application/xml", "text/xml", "text/csv", "text/plain"]);
const READ_ONLY_PUSH_BUTTON = 1 | (1 << 16);

/** Signature fields, and our own 骑缝章 boxes: buttons that cannot be pushed and do nothing. */
export function judgeFields(state: Snapshot): void {
  const form = state.dictionary(state.catalog.entries.get("AcroForm"));
  const needed = state.resolve(form?.entries.get("NeedAppearances"));
  const strange = formFields(state).find((field) => field.type !== "Sig" && !isBox(state, field));
  if (strange !== undefined) throw refuse("sign.has_form_fields", { field: strange.name });
  if ((needed?.kind === "boolean" && needed.value) || form?.entries.has("XFA") === true)
    throw refuse("sign.has_form_fields");
}

const isBox = (state: Snapshot, { type, dictionary }: FormField): boolean =>
  type === "Btn" &&
  wholeOf(state.resolve(dictionary.entries.get("Ff"))) === READ_ONLY_PUSH_BUTTON &&
  /-骑缝-\d+$/.test(textName(dictionary)) &&
  !dictionary.entries.has("A");

const textName = (dictionary: PdfDictionary): string => {
  const name = dictionary.entries.get("T");
  return name?.kind === "string" ? new TextDecoder("utf-16be").decode(name.bytes.subarray(2)) : "";
};

/** Files only as data of the document itself: named in the catalog's /AF, with a relationship, of a kind that shows nothing. */
export function judgeFiles(state: Snapshot, objects: ReadonlyMap<number, PdfIndirect>): void {
  const own = new Set<number>();
  const associated = state.resolve(state.catalog.entries.get("AF"));
  for (const item of associated?.kind === "array" ? associated.items : [])
    if (item.kind === "reference") own.add(item.number);
  const streams = new Set<number>();
  for (const [number, { object }] of objects) {
    if (object.kind !== "dictionary" || !isFileSpecification(state, object)) continue;
    const file = state.dictionary(object.entries.get("EF"))?.entries;
    const named = [...(file?.values() ?? [])];
    const sound =
      own.has(number) && object.entries.has("AFRelationship") && named.every((one) => isData(state, one));
    if (!sound) throw refuse("sign.has_attachments", { object: number });
    for (const one of named) if (one.kind === "reference") streams.add(one.number);
  }
  for (const [number, { object }] of objects) judgeStream(state, object, streams.has(number));
}

const isFileSpecification = (state: Snapshot, { entries }: PdfDictionary): boolean =>
  entries.has("EF") || ["Filespec", "F"].includes(nameOf(state.resolve(entries.get("Type"))) ?? "");

function isData(state: Snapshot, named: PdfObject): boolean {
  const stream = state.resolve(named);
  return (
    stream?.kind === "stream" &&
    DATA.has(nameOf(state.resolve(stream.dictionary.entries.get("Subtype"))) ?? "")
  );
}

/** A stream whose bytes are in another file (§7.3.8.2, /F), or an embedded file that no specification named. */
function judgeStream(state: Snapshot, object: PdfObject, own: boolean): void {
  if (object.kind !== "stream") return;
  const { entries } = object.dictionary;
  if (["F", "FFilter", "FDecodeParms"].some((key) => entries.has(key)))
    throw refuse("sign.has_external_content");
  if (!own && nameOf(state.resolve(entries.get("Type"))) === "EmbeddedFile")
    throw refuse("sign.has_attachments");
}

/** Every object in use is one that the trailer leads to; the bytes between them are white space and comments. */
export function judgeLeftovers(file: PdfFile, objects: ReadonlyMap<number, PdfIndirect>): void {
  const [first] = file.revisions;
  const state = file.at(0);
  if (first === undefined) return;
  const carriers = new Set(first.xrefStreams);
  for (const entry of first.entries.values()) if (entry.kind === "compressed") carriers.add(entry.container);
  const extents = [...first.sections];
  for (const [number, entry] of first.entries) {
    const object = entry.kind === "free" ? undefined : state.load(number);
    if (object === undefined) continue;
    if (object.container === undefined) extents.push(object);
    if (!objects.has(number) && !carriers.has(number) && !isLinearisation(object))
      throw refuse("sign.has_unreferenced_objects", { object: number });
  }
  let at = 0;
  for (const { start, end } of extents.toSorted((a, b) => a.start - b.start)) {
    assertOnlyComments(file.bytes, at, start);
    at = Math.max(at, end);
  }
  assertOnlyComments(file.bytes, at, first.end);
}

/** The parameters in front of a linearised file and its hints (annex F): nothing refers to them, and they show nothing. */
function isLinearisation({ object }: PdfIndirect): boolean {
  if (object.kind === "dictionary") return object.entries.has("Linearized");
  if (object.kind !== "stream") return false;
  const keys = [...object.dictionary.entries.keys()];
  return (
    keys.includes("S") &&
    keys.every((key) =>
      ["Filter", "Length", "S", "T", "O", "A", "E", "V", "I", "C", "L", "R", "B"].includes(key),
    )
  );
}

/** A comment may be the header or a short mark of the producer's; pages of text in one could be a hidden document. */
const LONGEST_COMMENT = 256;

function assertOnlyComments(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    if (isSpace(bytes[at])) continue;
    const line = at;
    while (at < to && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
    if (bytes[line] !== 0x25 || at - line > LONGEST_COMMENT)
      throw refuse("sign.has_unreferenced_objects", { at: line });
  }
}
