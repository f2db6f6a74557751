import {
  nameOf,
  type PdfDictionary,
  type PdfObject,
  type Snapshot,
  signatureFields,
  textOf,
  wholeOf,
} from "../../formats/pdf/index.ts";

/** What the signatures present in a state forbid and grant (V15). */
export type Locks = {
  /** DocMDP: 1 forbids everything but archive material, 2 also allows existing fields, 3 also annotations. 3 when nobody certified. */
  readonly permission: number;
  /** Whether a signature certifies the document (DocMDP). */
  readonly certified: boolean;
  /** Whether a signature says which form fields may still be filled: a certification of 2 or 3, or a FieldMDP. */
  readonly speaksOfFields: boolean;
  /** FieldMDP: whether an earlier signature locks a field by its full name. */
  locked(field: string): boolean;
};

type FieldRule = (field: string) => boolean;

/** Reads DocMDP and FieldMDP of every signature in a state; the most restrictive wins. A lock we cannot read locks everything. */
export function readLocks(state: Snapshot): Locks {
  const rules: FieldRule[] = [];
  let permission = 3;
  let certified = false;
  for (const field of signatureFields(state)) {
    const value = state.dictionary(field.value);
    if (value === undefined) continue;
    for (const { method, parameters } of transformsOf(state, value)) {
      if (method === "FieldMDP") rules.push(fieldRule(state, parameters));
      // A lock may close the whole document from its signature on (ISO 32000-2 Table 236, copied into FieldMDP by Adobe).
      if (method === "FieldMDP" && parameters?.entries.has("P") === true)
        permission = Math.min(permission, permissionOf(state, parameters));
      if (method !== "DocMDP") continue;
      certified = true;
      permission = Math.min(permission, permissionOf(state, parameters));
    }
    const lock = state.dictionary(field.dictionary.entries.get("Lock"));
    if (lock === undefined) continue;
    rules.push(fieldRule(state, lock));
    if (lock.entries.has("P")) permission = Math.min(permission, permissionOf(state, lock));
  }
  return {
    permission,
    certified,
    speaksOfFields: (certified && permission >= 2) || rules.length > 0,
    locked: (field) => rules.some((rule) => rule(field)),
  };
}

/** The transforms a signature dictionary names in /Reference (ISO 32000-2 §12.8.2). */
export function transformsOf(
  state: Snapshot,
  value: PdfDictionary,
): { readonly method: string | undefined; readonly parameters: PdfDictionary | undefined }[] {
  const references = state.resolve(value.entries.get("Reference"));
  const items = references?.kind === "array" ? references.items : [];
  return items.map((item) => {
    const transform = state.dictionary(item);
    return {
      method: nameOf(state.resolve(transform?.entries.get("TransformMethod"))),
      parameters: state.dictionary(transform?.entries.get("TransformParams")),
    };
  });
}

const permissionOf = (state: Snapshot, parameters: PdfDictionary | undefined): number => {
  const written = parameters?.entries.get("P");
  if (written === undefined) return 2;
  const level = wholeOf(state.resolve(written)) ?? 1;
  // What no standard names is taken for the strictest.
  return level >= 1 && level <= 3 ? level : 1;
};

function fieldRule(state: Snapshot, parameters: PdfDictionary | undefined): FieldRule {
  const action = nameOf(state.resolve(parameters?.entries.get("Action")));
  const list = state.resolve(parameters?.entries.get("Fields"));
  const names = (list?.kind === "array" ? list.items : []).map((item: PdfObject) =>
    textOf(state.resolve(item)),
  );
  // Include and Exclude without their list say nothing one could go by.
  if (list?.kind !== "array") return () => true;
  const listed = (field: string): boolean =>
    names.some((name) => field === name || field.startsWith(`${name}.`));
  if (action === "Include") return listed;
  if (action === "Exclude") return (field) => !listed(field);
  return () => true;
}
