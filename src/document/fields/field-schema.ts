import { isPlain } from "../expression/scope.ts";

/** The subset of JSON Schema that templates are judged by: what a field is, what it is called, what it holds. */
export type FieldSchema = {
  readonly type?: "string" | "number" | "boolean" | "object" | "array";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  /** Any other name is a field of this kind: a record. */
  readonly others?: FieldSchema;
  readonly items?: FieldSchema;
  readonly choices?: readonly string[];
};

const KINDS = new Set(["string", "number", "boolean", "object", "array"]);
const DEEPEST = 12;

/** Reads a JSON Schema (as zod writes them) as fields: references followed, "or null" dropped, alternatives joined. */
export function fieldsOf(schema: unknown): FieldSchema {
  const root = isPlain(schema) ? schema : {};
  return read(root, root, 0);
}

type Json = Readonly<Record<string, unknown>>;

function read(schema: Json, root: Json, depth: number): FieldSchema {
  if (depth > DEEPEST) return {};
  const description = typeof schema.description === "string" ? { description: schema.description } : {};
  const target = typeof schema.$ref === "string" ? atPointer(root, schema.$ref) : undefined;
  if (target !== undefined) return { ...read(target, root, depth + 1), ...description };
  const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf), ...listOf(schema.allOf)];
  if (choices.length > 0) return { ...joined(choices, root, depth), ...description };
  return { ...kindOf(schema), ...description, ...inside(schema, root, depth) };
}

function joined(choices: readonly Json[], root: Json, depth: number): FieldSchema {
  const fields = choices.filter(({ type }) => type !== "null").map((choice) => read(choice, root, depth + 1));
  return fields.reduce<FieldSchema>(
    (all, field) => ({
      ...field,
      ...all,
      ...(all.properties || field.properties
        ? { properties: { ...field.properties, ...all.properties } }
        : {}),
    }),
    {},
  );
}

function kindOf(schema: Json): FieldSchema {
  const words = Array.isArray(schema.enum) ? schema.enum.filter((one) => typeof one === "string") : [];
  const said =
    schema.type === "integer" ? "number" : (schema.type ?? (words.length > 0 ? "string" : undefined));
  const type = isKind(said) ? { type: said } : {};
  return words.length > 0 ? { ...type, choices: words } : type;
}

function inside(schema: Json, root: Json, depth: number): FieldSchema {
  const next = (part: Json): FieldSchema => read(part, root, depth + 1);
  const properties = isPlain(schema.properties)
    ? Object.fromEntries(
        Object.entries(schema.properties).map(([name, part]) => [name, isPlain(part) ? next(part) : {}]),
      )
    : undefined;
  return {
    ...(properties ? { properties } : {}),
    ...(isPlain(schema.additionalProperties) ? { others: next(schema.additionalProperties) } : {}),
    ...(isPlain(schema.items) ? { items: next(schema.items) } : {}),
  };
}

function isKind(type: unknown): type is NonNullable<FieldSchema["type"]> {
  return typeof type === "string" && KINDS.has(type);
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isPlain) : []);

function atPointer(root: Json, reference: string): Json | undefined {
  if (!reference.startsWith("#")) return undefined;
  let at: unknown = root;
  for (const step of reference.split("/").slice(1)) at = isPlain(at) ? at[step] : undefined;
  return isPlain(at) ? at : undefined;
}

/** What may stand at a name of this field; undefined when nothing may. */
export function fieldAt(field: FieldSchema | undefined, name: string): FieldSchema | undefined {
  const { properties } = field ?? {};
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name];
  return field?.others;
}

/** Every name in the tree as it would be written, lists as `list[]`: `fee.amount`, `parties[].name`. */
export function fieldPaths(field: FieldSchema, before = ""): readonly string[] {
  const own = Object.entries(field.properties ?? {}).flatMap(([name, part]) => {
    const path = before === "" ? name : `${before}.${name}`;
    return [path, ...fieldPaths(part, path)];
  });
  return field.items === undefined ? own : [...own, ...fieldPaths(field.items, `${before}[]`)];
}
