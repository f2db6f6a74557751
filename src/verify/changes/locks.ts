import {
  nameOf,
  type PdfDictionary,
  type PdfObject,
  type Snapshot,
  signatureFields,
  textOf,
  wholeOf,
} from "../../formats/pdf/index.ts";

/** What the signatures present in a state forbid (V15). */
export type Locks = {
  /** DocMDP: 1 forbids everything but archive material. 3 when nobody certified. */
  readonly permission: number;
  /** FieldMDP: whether an earlier signature locks a field by its full name. */
  locked(field: string): boolean;
};

/** Reads DocMDP and FieldMDP of every signature in a state; the most restrictive wins. A lock we cannot read locks everything. */
export function readLocks(state: Snapshot): Locks {
  const rules: ((field: string) => boolean)[] = [];
  let permission = 3;
  for (const field of signatureFields(state)) {
    const value = state.dictionary(field.value);
    const references = state.resolve(value?.entries.get("Reference"));
    for (const item of references?.kind === "array" ? references.items : []) {
      const transform = state.dictionary(item);
      const method = nameOf(state.resolve(transform?.entries.get("TransformMethod")));
      const parameters = state.dictionary(transform?.entries.get("TransformParams"));
      if (method === "DocMDP") permission = Math.min(permission, permissionOf(state, parameters));
      if (method === "FieldMDP") rules.push(fieldRule(state, parameters));
    }
  }
  return { permission, locked: (field) => rules.some((rule) => rule(field)) };
}

const permissionOf = (state: Snapshot, parameters: PdfDictionary | undefined): number => {
  const written = parameters?.entries.get("P");
  return written === undefined ? 2 : (wholeOf(state.resolve(written)) ?? 1);
};

function fieldRule(state: Snapshot, parameters: PdfDictionary | undefined): (field: string) => boolean {
  const action = nameOf(state.resolve(parameters?.entries.get("Action")));
  const list = state.resolve(parameters?.entries.get("Fields"));
  const names = (list?.kind === "array" ? list.items : []).map((item: PdfObject) =>
    textOf(state.resolve(item)),
  );
  const listed = (field: string): boolean =>
    names.some((name) => field === name || field.startsWith(`${name}.`));
  if (action === "Include") return listed;
  if (action === "Exclude") return (field) => !listed(field);
  return () => true;
}
