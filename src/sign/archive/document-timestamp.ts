import {
  appendRevision,
  nextNumber,
  type ObjectBody,
  writeDictionary,
  writeText,
} from "../../formats/pdf/append/index.ts";
import { formFields, type PdfFile, type Snapshot } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { embedSignature } from "../embed.ts";
import { formWithField } from "../form-with-field.ts";
import { askTimestamp, type Timestamping } from "../timestamp/ask-timestamp.ts";

/** What @signpdf looks for, as in a party's revision. */
const RANGE_PLACEHOLDER = "[0 /********** /********** /**********]";
const NAME = "ArchiveTimestamp";
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
  for (const [number, body] of formWithField(state, field)) objects.set(number, body);
  return appendRevision(file, objects);
}

function freeName(state: Snapshot): string {
  const taken = new Set(formFields(state).map(({ name }) => name));
  let number = 1;
  while (taken.has(`${NAME}${number}`)) number += 1;
  return `${NAME}${number}`;
}
