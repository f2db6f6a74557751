import { toBase64 } from "../../kit/bytes.ts";
import { isPlain } from "../expression/scope.ts";
import { qrPicture } from "../qr-picture.ts";
import type { FieldSchema } from "./field-schema.ts";
import { isList, type UsedField } from "./used-fields.ts";

/** A value that was given for the field, and the field's own name. */
type Around = { readonly given: unknown; readonly name: string };

const PICTURE_CENTIMETRES = 2.8;
const ENTRIES = 2;

/**
 * A value for a field: the given one, else one that shows what belongs there: its Chinese name in 〔〕, a day, an amount.
 * Pictures are base64 text, as in JSON.
 */
export function sampleOf(used: UsedField, field: FieldSchema | undefined, around: Around): unknown {
  const { given, name } = around;
  if (isList(used, field)) return listOf(used, field, around);
  if (used.as.has("IMAGE")) return picture();
  if (used.names.size > 0) return recordOf(used, field, given);
  if (given !== undefined && given !== null) return given;
  return leafOf(used, field, name);
}

function listOf(
  used: UsedField,
  field: FieldSchema | undefined,
  { given, name }: Around,
): readonly unknown[] {
  const entries: readonly unknown[] =
    Array.isArray(given) && given.length > 0 ? given : Array.from({ length: ENTRIES }, () => undefined);
  const { item } = used;
  if (item === undefined) return entries.map((entry, at) => entry ?? `〔${called(field, name)}${at + 1}〕`);
  return entries.map((entry) => sampleOf(item, field?.items, { given: entry, name }));
}

function recordOf(
  used: UsedField,
  field: FieldSchema | undefined,
  given: unknown,
): Readonly<Record<string, unknown>> {
  const values = isPlain(given) ? given : {};
  return Object.fromEntries(
    [...used.names].map(([name, part]) => [
      name,
      sampleOf(part, field?.properties?.[name] ?? field?.others, { given: values[name], name }),
    ]),
  );
}

function leafOf(used: UsedField, field: FieldSchema | undefined, name: string): unknown {
  if (used.by.has("年月日") || /date|^due$|^start$|^end$/i.test(name)) return "2026-11-22";
  if (used.by.has("金额") || used.by.has("大写") || /amount$|subsidy$/i.test(name)) return "36000.00";
  if (used.by.has("序号") || field?.type === "number") return 1;
  if (field?.type === "boolean") return true;
  return field?.choices?.[0] ?? `〔${called(field, name)}〕`;
}

/** What the field is called: its description up to the first remark. */
const called = (field: FieldSchema | undefined, name: string): string =>
  field?.description
    ?.split(/[，；。…（]/u)[0]
    ?.split(" ")
    .at(-1) || name;

function picture(): Readonly<Record<string, unknown>> {
  const { width, height, alt, data } = qrPicture("样张", PICTURE_CENTIMETRES);
  return { width, height, alt, data: toBase64(data) };
}
