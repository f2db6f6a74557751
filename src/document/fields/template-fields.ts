import type { Bytes } from "../../kit/bytes.ts";
import { readTemplate } from "../lint/lint-template.ts";
import type { FieldSchema } from "./field-schema.ts";
import type { KnownFields } from "./known-fields.ts";
import { sampleOf } from "./sample-values.ts";
import { isList, newField, type UsedField, usedFields } from "./used-fields.ts";

/** A JSON Schema 2020-12 of the values a template asks for, with values to show it with. */
export type TemplateFields = {
  readonly $schema: "https://json-schema.org/draft/2020-12/schema";
  readonly title: string;
  readonly examples: readonly [Readonly<Record<string, unknown>>];
} & Readonly<Record<string, unknown>>;

/**
 * The fields of a template, read from its commands: loops are lists, what only stands in a condition is optional,
 * functions tell amounts and days. Where the variant or form is known, its types and Chinese names are merged in. The
 * sample fills every field. Throws what `openTemplate` throws; a template with faulty commands gives the fields it shows.
 */
export function templateFields(template: Bytes, known?: KnownFields): TemplateFields {
  const used = usedFields(readTemplate(template, known).uses);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: known?.variant ?? known?.form ?? "模板的内容",
    ...schemaOf(used, known?.fields),
    examples: [{ ...sampleValues(used, known) }],
  };
}

/** Values that fill every field of the template. */
export function templateSample(template: Bytes, known?: KnownFields): Readonly<Record<string, unknown>> {
  return sampleValues(usedFields(readTemplate(template, known).uses), known);
}

function sampleValues(used: UsedField, known: KnownFields | undefined): Readonly<Record<string, unknown>> {
  const sample = sampleOf(used, known?.fields, { given: known?.sample, name: "" });
  return typeof sample === "object" && sample !== null && !Array.isArray(sample)
    ? Object.fromEntries(Object.entries(sample))
    : {};
}

type Json = Readonly<Record<string, unknown>>;

function schemaOf(used: UsedField, field: FieldSchema | undefined): Json {
  const said = field?.description === undefined ? {} : { description: field.description };
  if (isList(used, field))
    return { ...said, type: "array", items: schemaOf(used.item ?? newField(), field?.items) };
  if (used.as.has("IMAGE")) return { ...said, ...PICTURE };
  if (used.names.size === 0) return { ...said, ...leafSchema(used, field) };
  const names = [...used.names];
  return {
    ...said,
    type: "object",
    properties: Object.fromEntries(
      names.map(([name, part]) => [name, schemaOf(part, field?.properties?.[name] ?? field?.others)]),
    ),
    required: names.filter(([, part]) => asked(part)).map(([name]) => name),
  };
}

/** Printed itself, or something inside it is. */
const asked = (field: UsedField): boolean => field.always || [...field.names.values()].some(asked);

const AMOUNTS = ["金额", "大写"];

function leafSchema(used: UsedField, field: FieldSchema | undefined): Json {
  if (used.by.has("年月日")) return { type: "string", format: "date" };
  if (AMOUNTS.some((name) => used.by.has(name)))
    return { type: ["string", "number"], description: field?.description ?? "金额，元" };
  if (used.by.has("序号")) return { type: "integer", minimum: 1, maximum: 99 };
  if (field?.choices !== undefined) return { type: "string", enum: field.choices };
  if (field?.type !== undefined && field.type !== "object") return { type: field.type };
  return used.as.has("INS") ? { type: ["string", "number"] } : {};
}

/** A picture as IMAGE takes it. */
const PICTURE: Json = {
  type: "object",
  properties: {
    width: { type: "number", description: "宽，厘米", exclusiveMinimum: 0, maximum: 30 },
    height: { type: "number", description: "高，厘米", exclusiveMinimum: 0, maximum: 30 },
    alt: { type: "string", description: "图片说明" },
    data: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
  },
  required: ["width", "height", "data"],
};
