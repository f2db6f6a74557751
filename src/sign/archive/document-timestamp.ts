import {
  appendRevision,
  nextNumber,
  type ObjectBody,
  writeDictionary,
  writeObject,
  writeText,
} from "../../formats/pdf/append/index.ts";
import {
  formFields,
  type PdfDictionary,
  type PdfFile,
  type PdfObject,
  type Snapshot,
} from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { embedSignature } from "../embed.ts";
import { askTimestamp, type Timestamping } from "../timestamp/ask-timestamp.ts";
import { withEntry } from "./validation-store.ts";

/** What @signpdf looks for, as in a party's revision. */
const RANGE_PLACEHOLDER = "[0 /********** /********** /**********]";
const NAME = "ArchiveTimestamp";
/** SignaturesExist and AppendOnly. */
const SIGNATURE_FLAGS = "3";
/** Print, Hidden would be wrong (PDF/A), Locked: an empty rectangle shows nothing anyway. */
const WIDGET_FLAGS = "132";

/**
 * Appends a revision with a document timestamp over everything before it (ISO 32000-2 §12.8.5, EN 319 142-1 §5.4.3). Its field
 * shows nothing, lies on no page, and touches none: pages stay byte for byte. Throws what askTimestamp throws.
 */
export async function appendDocumentTimestamp(file: PdfFile, by: Timestamping): Promise<Bytes> {
  const prepared = preparedTimestamp(file, by.authority.longestToken);
  return await embedSignature(prepared, async (covered) => (await askTimestamp(covered, by)).der);
}

function preparedTimestamp(file: PdfFile, room: number): Bytes {
  const state = file.at();
  const objects = new Map<number, ObjectBody>();
  const value = nextNumber(file);
  const field = value + 1;
  const name = freeName(state);
  objects.set(
    value,
    writeDictionary([
      ["Type", "/DocTimeStamp"],
      ["Filter", "/Adobe.PPKLite"],
      ["SubFilter", "/ETSI.RFC3161"],
      ["ByteRange", RANGE_PLACEHOLDER],
      ["Contents", `<${"0".repeat(room * 2)}>`],
    ]),
  );
  objects.set(
    field,
    writeDictionary([
      ["Type", "/Annot"],
      ["Subtype", "/Widget"],
      ["FT", "/Sig"],
      ["T", writeText(name)],
      ["Rect", "[0 0 0 0]"],
      ["F", WIDGET_FLAGS],
      ["V", `${value} 0 R`],
    ]),
  );
  addField(state, objects, field);
  return appendRevision(file, objects);
}

function freeName(state: Snapshot): string {
  const taken = new Set(formFields(state).map(({ name }) => name));
  let number = 1;
  while (taken.has(`${NAME}${number}`)) number += 1;
  return `${NAME}${number}`;
}

/** Puts the field behind the others: in the list where that is an object of its own, else in the form, else in the catalog. */
function addField(state: Snapshot, objects: Map<number, ObjectBody>, field: number): void {
  const named = state.catalog.entries.get("AcroForm");
  const form = state.dictionary(named);
  const list = form?.entries.get("Fields");
  const longer = writeLonger(state.resolve(list), field);
  if (form !== undefined && list?.kind === "reference") {
    objects.set(list.number, longer);
    return;
  }
  const written = writeForm(form, longer);
  if (named?.kind === "reference") objects.set(named.number, written);
  else objects.set(state.root.number, withEntry(state.catalog, "AcroForm", written));
}

function writeForm(form: PdfDictionary | undefined, fields: string): string {
  const kept = [...(form?.entries ?? [])].filter(([key]) => key !== "Fields" && key !== "SigFlags");
  return writeDictionary([
    ...kept.map(([key, value]) => [key, writeObject(value)] as const),
    ["Fields", fields],
    ["SigFlags", SIGNATURE_FLAGS],
  ]);
}

function writeLonger(list: PdfObject | undefined, field: number): string {
  const items = list?.kind === "array" ? list.items.map(writeObject) : [];
  return `[${[...items, `${field} 0 R`].join(" ")}]`;
}
