import { type PdfDictionary, pagesOf } from "../../formats/pdf/index.ts";
import { startsWith } from "./form-changes.ts";
import { differingKeys, type Step } from "./step.ts";

/** V14: a page may only gain the widgets of added invisible signature fields behind its /Annots. Anything else on a page is never allowed. */
export function judgePages(step: Step, added: ReadonlySet<number>): void {
  if (![...step.changed].some((number) => mayBePageOrList(step, number))) return;
  for (const page of pagesOf(step.before)) {
    const list = page.dictionary.entries.get("Annots");
    const touched =
      step.changed.has(page.number) || (list?.kind === "reference" && step.changed.has(list.number));
    if (!touched) continue;
    const after = step.after.load(page.number)?.object;
    if (after?.kind !== "dictionary" || !onlyAnnotsGrow(step, { before: page.dictionary, after, added })) {
      step.reasons.add("verify.change_page");
      continue;
    }
    step.explain(page.number, () => true);
    step.arrive(after.entries.get("Annots"), ({ source, key }) => source === page.number && key === "Annots");
  }
}

/** Spares the walk over all pages when no dictionary of a page and no array changed. */
function mayBePageOrList(step: Step, number: number): boolean {
  const object = step.before.load(number)?.object;
  return object?.kind === "array" || (object?.kind === "dictionary" && !object.entries.has("FT"));
}

function onlyAnnotsGrow(
  step: Step,
  page: { before: PdfDictionary; after: PdfDictionary; added: ReadonlySet<number> },
): boolean {
  if (
    page.after.repeated.length > 0 ||
    differingKeys(page.before, page.after).some((key) => key !== "Annots")
  )
    return false;
  const old = step.before.resolve(page.before.entries.get("Annots"));
  const fresh = step.after.resolve(page.after.entries.get("Annots"));
  if (!startsWith(fresh, old) || fresh?.kind !== "array") return false;
  const kept = old?.kind === "array" ? old.items.length : 0;
  return fresh.items.slice(kept).every((item) => item.kind === "reference" && page.added.has(item.number));
}
