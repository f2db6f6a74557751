import { latin1 } from "../../kit/bytes.ts";
import {
  nameOf,
  type PdfDictionary,
  type PdfObject,
  pagesOf,
  sameObject,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { startsWith } from "../rules/v13-allowed-changes.ts";
import type { Locks } from "./locks.ts";
import { differingKeys, type Step } from "./step.ts";
import { coversContent, rectOf } from "../rules/v16-visual-rule.ts";
import { isInvisible } from "./added-field.ts";

/** What a page may gain: widgets of added signature fields; annotations where a certification of 3 allows them. */
type Gain = { readonly added: ReadonlySet<number>; readonly locks: Locks };

/** V14, V15: a page may only gain at the end of its /Annots. Anything else on a page is never allowed. */
export function judgePages(step: Step, gain: Gain): void {
  judgePageTree(step);
  if (![...step.changed].some((number) => mayBePageOrList(step, number))) return;
  for (const page of pagesOf(step.before)) {
    const list = page.dictionary.entries.get("Annots");
    const touched =
      step.changed.has(page.number) || (list?.kind === "reference" && step.changed.has(list.number));
    if (!touched) continue;
    const after = step.after.load(page.number)?.object;
    if (
      after?.kind !== "dictionary" ||
      !onlyAnnotsGrow(step, { number: page.number, before: page.dictionary, after }, gain)
    ) {
      step.reasons.add("verify.change_page");
      continue;
    }
    step.under({ kind: "page_list" }, () => {
      step.explain(page.number, () => true);
      step.arrive(
        after.entries.get("Annots"),
        ({ source, key }) => source === page.number && key === "Annots",
      );
    });
  }
}

/** iText writes its version into the root of the page tree; a plain string under that key shows nothing. */
function judgePageTree(step: Step): void {
  const root = step.before.catalog.entries.get("Pages");
  if (root?.kind !== "reference" || !step.changed.has(root.number)) return;
  const [before, after] = [step.before.dictionary(root), step.after.dictionary(root)];
  if (before === undefined || after === undefined || after.repeated.length > 0) return;
  const marked = differingKeys(before, after).every(
    (key) => key === "ITXT" && after.entries.get(key)?.kind === "string",
  );
  if (marked) step.under({ kind: "page_list" }, () => step.explain(root.number, () => true));
}

/** Spares the walk over all pages when no dictionary of a page and no array changed. */
function mayBePageOrList(step: Step, number: number): boolean {
  const object = step.before.load(number)?.object;
  return object?.kind === "array" || (object?.kind === "dictionary" && !object.entries.has("FT"));
}

type PageChange = { readonly number: number; readonly before: PdfDictionary; readonly after: PdfDictionary };

function onlyAnnotsGrow(step: Step, page: PageChange, gain: Gain): boolean {
  if (
    page.after.repeated.length > 0 ||
    differingKeys(page.before, page.after).some(
      (key) => key !== "Annots" && !isTagging(page, key) && !isSaidAgain(step, page, key),
    )
  )
    return false;
  const old = step.before.resolve(page.before.entries.get("Annots"));
  const fresh = step.after.resolve(page.after.entries.get("Annots"));
  if (!startsWith(fresh, old) || fresh?.kind !== "array") return false;
  const kept = old?.kind === "array" ? old.items.length : 0;
  return fresh.items.slice(kept).every((item) => judgeGained(step, { page: page.number, item }, gain));
}

/**
 * What a tagged page gains with its first widget: the order of tabbing and its key in the parent tree. Neither shows anything.
 * LibreOffice writes the order as a string; iText puts it right.
 */
function isTagging({ before, after }: PageChange, key: string): boolean {
  const [old, gained] = [before.entries.get(key), after.entries.get(key)];
  if (key === "StructParents") return old === undefined && wholeOf(gained) !== undefined;
  const said = old?.kind === "string" ? latin1(old.bytes) : undefined;
  return key === "Tabs" && gained?.kind === "name" && (old === undefined || said === gained.value);
}

/** What a page may have from the tree above it (ISO 32000-2 Table 31). */
const INHERITABLE = new Set(["Resources", "MediaBox", "CropBox", "Rotate"]);
const TREE_DEPTH = 64;

/**
 * iText writes into a page it signs what the page had from its parents, other signers write the same resources anew under a
 * number of their own. What says the same shows the same.
 */
function isSaidAgain(step: Step, { number, before, after }: PageChange, key: string): boolean {
  const fresh = after.entries.get(key);
  if (!INHERITABLE.has(key) || fresh === undefined) return false;
  const old = step.before.resolve(inherited(step, before, key));
  if (old === undefined || !sameObject(old, step.after.resolve(fresh))) return false;
  step.arrive(fresh, ({ source }) => source === number);
  return true;
}

function inherited(step: Step, page: PdfDictionary, key: string): PdfObject | undefined {
  let node: PdfDictionary | undefined = page;
  for (let depth = 0; node !== undefined && depth < TREE_DEPTH; depth += 1) {
    const value = node.entries.get(key);
    if (value !== undefined) return value;
    node = step.before.dictionary(node.entries.get("Parent"));
  }
  return undefined;
}

/** One gained annotation: a widget already judged as part of its field, or an annotation of its own. Both must cover nothing. */
function judgeGained(step: Step, { page, item }: { page: number; item: PdfObject }, gain: Gain): boolean {
  if (item.kind !== "reference") return false;
  const annotation = step.after.dictionary(item);
  if (annotation === undefined) return false;
  if (
    !gain.added.has(item.number) &&
    !judgeAnnotation(step, annotation, { number: item.number, locks: gain.locks })
  )
    return false;
  const rect = rectOf(step.after, annotation.entries.get("Rect"));
  if (!isInvisible(step.after, annotation) && (rect === undefined || coversContent(step.before, page, rect)))
    step.reasons.add("verify.covers_content");
  return true;
}

/** Markup people leave on a page; nothing that acts, plays or carries a file. */
const MARKUP = new Set(
  "Text FreeText Highlight Underline StrikeOut Squiggly Ink Stamp Caret Popup".split(" "),
);
const ACTS = ["A", "AA", "OC", "FS", "Movie", "RichMediaContent", "3DD"];

/** V15: at DocMDP 3 an annotation may come; it is always reported and never plain valid. */
function judgeAnnotation(
  step: Step,
  annotation: PdfDictionary,
  { number, locks }: { readonly number: number; readonly locks: Locks },
): boolean {
  if (!locks.certified || locks.permission < 3 || annotation.repeated.length > 0) return false;
  const kind = nameOf(step.after.resolve(annotation.entries.get("Subtype"))) ?? "";
  if (!MARKUP.has(kind) || ACTS.some((key) => annotation.entries.has(key))) return false;
  if (step.before.load(number) !== undefined) return false;
  step.under({ kind: "annotation" }, () => {
    step.explain(number);
    for (const [key, value] of annotation.entries)
      if (key !== "P" && key !== "Parent") step.explainTree(value);
  });
  step.reasons.add("verify.later_annotation");
  return wholeOf(annotation.entries.get("F")) !== undefined || !annotation.entries.has("F");
}
