import {
  nameOf,
  type PdfDictionary,
  type PdfObject,
  sameObject,
  type Snapshot,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { differingKeys, type Step } from "./step.ts";

/** Keys by which a tagged document reaches its own tree. */
const TREE_EDGES = new Set(["K", "P", "Nums", "Names", "StructTreeRoot"]);
/** Elements that only group others, and that of a form field. */
const GROUPS = new Set("Document Part Sect Div Art NonStruct Form".split(" "));
const ELEMENT_KEYS = new Set("Type S P K Pg T Lang ID".split(" "));
const DEPTH = 8;
const MOST_ENTRIES = 50_000;

/**
 * V14 with the one exception tagged files need (ISO 32000-2 §14.7): a signature added to a tagged document may be entered in
 * its structure tree. New elements lead to widgets added in this revision and nothing else; every element, and every entry of
 * the parent tree, that stood before stays as it was. False when the tree changed in any other way.
 */
export function judgeStructureTree(step: Step, added: ReadonlySet<number>): boolean {
  const [old, fresh] = [step.before, step.after].map((state) => state.catalog.entries.get("StructTreeRoot"));
  const [before, after] = [step.before.dictionary(old), step.after.dictionary(fresh)];
  if (before === undefined || after === undefined) return old === undefined && fresh === undefined;
  const elements = [...step.changed].filter((number) => isElement(step.before.load(number)?.object));
  const parts = [old, before.entries.get("K")].flatMap((part) =>
    part?.kind === "reference" ? [part.number] : [],
  );
  parts.push(...(numbered(step.before, before.entries.get("ParentTree"))?.nodes ?? []));
  const touched = parts.some((number) => step.changed.has(number));
  if (!touched && elements.length === 0 && sameObject(old, fresh)) return true;
  if (after.repeated.length > 0 || !rootGrows(step, { before, after, added })) return false;
  for (const number of elements) if (!elementGrows(step, number, added)) return false;
  const inTree = ({ key }: { readonly key: string }): boolean => TREE_EDGES.has(key);
  step.arrive(fresh, inTree);
  for (const number of elements) step.explain(number, inTree);
  return true;
}

type Growth = {
  readonly before: PdfDictionary;
  readonly after: PdfDictionary;
  readonly added: ReadonlySet<number>;
};

function rootGrows(step: Step, { before, after, added }: Growth): boolean {
  return (
    differingKeys(before, after).every((key) => {
      const [old, fresh] = [before.entries.get(key), after.entries.get(key)];
      if (key === "ParentTreeNextKey") return (wholeOf(fresh) ?? -1) >= (wholeOf(old) ?? 0);
      if (key === "RoleMap") return old === undefined && step.after.dictionary(fresh)?.entries.size === 0;
      if (key === "Type") return nameOf(fresh) === "StructTreeRoot";
      return key === "K" || key === "ParentTree";
    }) &&
    kidsGrow(step, { before, after, added }) &&
    parentTreeGrows(step, { before, after, added })
  );
}

function elementGrows(step: Step, number: number, added: ReadonlySet<number>): boolean {
  const [before, after] = [step.before, step.after].map((state) => state.load(number)?.object);
  if (before?.kind !== "dictionary" || after?.kind !== "dictionary" || after.repeated.length > 0)
    return false;
  return differingKeys(before, after).every((key) => key === "K") && kidsGrow(step, { before, after, added });
}

/** /Type is optional in an element (Table 355); /S and /P together are in no other dictionary a tagged file's tree reaches. */
const isElement = (object: PdfObject | undefined): boolean =>
  object?.kind === "dictionary" &&
  (nameOf(object.entries.get("Type")) ?? "StructElem") === "StructElem" &&
  object.entries.get("S")?.kind === "name" &&
  object.entries.get("P")?.kind === "reference";

function listOf(state: Snapshot, written: PdfObject | undefined): readonly PdfObject[] {
  const resolved = state.resolve(written);
  if (resolved === undefined || written === undefined) return [];
  return resolved.kind === "array" ? resolved.items : [written];
}

/** /K keeps its items in their order; what is new are new elements for added widgets. */
function kidsGrow(step: Step, { before, after, added }: Growth): boolean {
  const [old, fresh] = [before.entries.get("K"), after.entries.get("K")];
  const items = listOf(step.before, old);
  let kept = 0;
  for (const item of listOf(step.after, fresh)) {
    if (kept < items.length && sameObject(item, items[kept])) kept += 1;
    else if (!isNewElement(step, item, { added, depth: 0 })) return false;
  }
  if (step.after.resolve(fresh)?.kind === "array") step.arrive(fresh, ({ key }) => key === "K");
  return kept === items.length;
}

type Place = { readonly added: ReadonlySet<number>; readonly depth: number };

/** A new element: no words, no attributes, no content of a page; only further ones and references to added widgets. */
function isNewElement(step: Step, item: PdfObject, { added, depth }: Place): boolean {
  if (item.kind !== "reference" || depth > DEPTH || step.before.load(item.number) !== undefined) return false;
  const element = step.after.load(item.number)?.object;
  if (element?.kind !== "dictionary" || element.repeated.length > 0) return false;
  if (![...element.entries.keys()].every((key) => ELEMENT_KEYS.has(key))) return false;
  if (!GROUPS.has(nameOf(element.entries.get("S")) ?? "")) return false;
  step.explain(item.number);
  const kids = element.entries.get("K");
  if (kids?.kind === "reference" && step.after.resolve(kids)?.kind === "array") step.explain(kids.number);
  return listOf(step.after, kids).every(
    (kid) => leadsToAdded(step, kid, added) || isNewElement(step, kid, { added, depth: depth + 1 }),
  );
}

function leadsToAdded(step: Step, kid: PdfObject, added: ReadonlySet<number>): boolean {
  const reference = step.after.dictionary(kid);
  const target = reference?.entries.get("Obj");
  if (nameOf(reference?.entries.get("Type")) !== "OBJR" || target?.kind !== "reference") return false;
  if (!added.has(target.number)) return false;
  if (kid.kind === "reference") step.explain(kid.number);
  return true;
}

/** The parent tree keeps every entry; new ones name new elements. */
function parentTreeGrows(step: Step, { before, after, added }: Growth): boolean {
  const [old, fresh] = [before.entries.get("ParentTree"), after.entries.get("ParentTree")];
  const was = numbered(step.before, old);
  const now = numbered(step.after, fresh);
  if (was === undefined || now === undefined) return false;
  for (const [key, value] of was.entries) if (!isSameEntry(step, value, now.entries.get(key))) return false;
  for (const [key, value] of now.entries)
    if (!was.entries.has(key) && !isNewElement(step, value, { added, depth: 0 })) return false;
  const nodes = new Set(was.nodes);
  for (const number of now.nodes)
    step.explain(number, ({ source, key }) => key === "ParentTree" || nodes.has(source));
  return true;
}

/** iText writes the list of a page's elements anew under a fresh number; it names the same elements. */
function isSameEntry(step: Step, old: PdfObject, fresh: PdfObject | undefined): boolean {
  if (sameObject(old, fresh)) return true;
  const [before, after] = [step.before.resolve(old), step.after.resolve(fresh)];
  if (before?.kind !== "array" || !sameObject(before, after)) return false;
  step.arrive(fresh);
  return true;
}

type NumberTree = { readonly entries: ReadonlyMap<number, PdfObject>; readonly nodes: readonly number[] };

/** A number tree laid flat, with the objects it is made of; undefined when it is not sound. */
function numbered(state: Snapshot, tree: PdfObject | undefined): NumberTree | undefined {
  const entries = new Map<number, PdfObject>();
  const nodes: number[] = [];
  const seen = new Set<number>();
  const stack: PdfObject[] = tree === undefined ? [] : [tree];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.kind === "reference" && seen.has(top.number)) return undefined;
    if (top.kind === "reference") seen.add(top.number);
    const node = state.dictionary(top);
    if (node === undefined || node.repeated.length > 0) return undefined;
    const [list, kids] = [node.entries.get("Nums"), node.entries.get("Kids")];
    for (const part of [top, list, kids]) if (part?.kind === "reference") nodes.push(part.number);
    const pairs = listOf(state, list);
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const key = wholeOf(pairs[at]);
      const value = pairs[at + 1];
      if (key === undefined || value === undefined || entries.has(key)) return undefined;
      entries.set(key, value);
    }
    if (pairs.length % 2 !== 0 || entries.size > MOST_ENTRIES) return undefined;
    stack.push(...listOf(state, kids));
  }
  return { entries, nodes };
}
