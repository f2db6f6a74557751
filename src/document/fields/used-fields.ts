import type { FieldUse } from "../lint/lint-commands.ts";
import type { FieldSchema } from "./field-schema.ts";

/** A field as the template's commands show it, before types are settled. */
export type UsedField = {
  readonly names: Map<string, UsedField>;
  /** Of a list: one of its entries. */
  item: UsedField | undefined;
  /** What it is used for: printing, condition, loop, picture; functions it is handed to. */
  readonly as: Set<FieldUse["kind"]>;
  readonly by: Set<string>;
  /** Printed whatever the values are. */
  always: boolean;
};

/** A field that nothing is known of. */
export const newField = (): UsedField => ({
  names: new Map(),
  item: undefined,
  as: new Set(),
  by: new Set(),
  always: false,
});

/** The tree of everything the commands read. */
export function usedFields(uses: readonly FieldUse[]): UsedField {
  const root = newField();
  for (const { path, kind, by, always } of uses) {
    let at = root;
    for (const step of path) at = step === "*" ? (at.item ??= newField()) : below(at, step);
    at.as.add(kind);
    if (by !== undefined) at.by.add(by);
    // a loop's list may be empty, a condition's value may be absent
    if (kind === "INS" && always) at.always = true;
  }
  return root;
}

function below(field: UsedField, name: string): UsedField {
  const known = field.names.get(name) ?? newField();
  field.names.set(name, known);
  return known;
}

/** Whether the template, or what is known, says it is a list. */
export const isList = (used: UsedField, field: FieldSchema | undefined): boolean =>
  used.item !== undefined || used.as.has("FOR") || (field?.type === "array" && used.names.size === 0);
