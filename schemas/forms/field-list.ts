import { z } from "zod";
import type { FormField } from "../api/form.ts";
import type { FormKind } from "./form-kind.ts";

type Node = {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly unknown[];
};

/** The fields of a form in the order of its schema, generated from it: `rows[].agency` is the field of every row. */
export function fieldList(form: FormKind): readonly FormField[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the few members of JSON Schema that are read here
  const schema = z.toJSONSchema(form.schema, { io: "input" }) as Node;
  return fieldsUnder(schema, { path: "", label: "" });
}

type Place = { readonly path: string; readonly label: string };

function fieldsUnder(written: Node, place: Place): readonly FormField[] {
  const node = present(written);
  const label = written.description ?? node.description ?? place.label;
  if (node.properties !== undefined)
    return Object.entries(node.properties).flatMap(([name, child]) =>
      fieldsUnder(child, { path: place.path === "" ? name : `${place.path}.${name}`, label }),
    );
  if (node.items !== undefined) return fieldsUnder(node.items, { path: `${place.path}[]`, label });
  return [{ path: place.path, type: typeOf(node), label }];
}

/** What a nullable node is when it is there. */
const present = (node: Node): Node => node.anyOf?.find(({ type }) => type !== "null") ?? node;

const typeOf = (node: Node): string => {
  if (node.enum !== undefined) return node.enum.join("|");
  const type = typeof node.type === "object" ? node.type.find((one) => one !== "null") : node.type;
  return type === undefined || type === "string" ? "text" : type;
};

/** The generated files of every form: JSON Schema 2020-12 and field list, by name under `schemas/generated/forms`. */
export function formFiles(forms: readonly FormKind[]): Readonly<Record<string, string>> {
  const written = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return Object.fromEntries(
    forms.flatMap((form) => [
      [
        `${form.id}.schema.generated.json`,
        written({
          title: form.title,
          ...z.toJSONSchema(form.schema, { target: "draft-2020-12", io: "input" }),
        }),
      ],
      [
        `${form.id}.fields.generated.json`,
        written({ form: form.id, title: form.title, fields: fieldList(form) }),
      ],
    ]),
  );
}
