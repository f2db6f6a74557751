import { type FormField, nameOf, type PdfDictionary, sameObject } from "../../formats/pdf/index.ts";
import type { Locks } from "./locks.ts";
import { differingKeys, type Step } from "./step.ts";

/** The state of a box nobody sealed yet. */
const EMPTY = "Off";

/** Whose box it is: `甲方-骑缝-3` belongs to the field `甲方`; undefined for any other field. */
const ownerOf = (box: FormField): string | undefined => /^(.+)-骑缝-[1-9]\d{0,3}$/u.exec(box.name)?.[1];

/**
 * V13, the strips of a 骑缝章: a push button that stood empty (`/AS /Off`) since before may gain one more state of its
 * appearance and show it, in the very revision in which the field of its name is signed, and never again. Nothing else of it
 * may change: not its place, its flags, its empty state. Explains the change when it is that; leaves it unexplained when not.
 */
export function judgeStraddleBox(
  step: Step,
  boxes: { readonly before: FormField; readonly after: FormField },
  allowed: { readonly signed: ReadonlySet<string>; readonly locks: Locks },
): void {
  const { before, after } = boxes;
  const owner = ownerOf(after);
  if (owner === undefined || !allowed.signed.has(owner) || !onlyFilled(step, boxes)) {
    step.reasons.add("verify.change_form");
    return;
  }
  if (allowed.locks.permission < 2 || allowed.locks.locked(before.name))
    step.reasons.add("verify.change_locked");
  step.explain(after.number, ({ key }) => EDGES.has(key));
  step.explainTree(after.dictionary.entries.get("AP"), ({ source }) => source === after.number);
}

/** Keys by which the rest of a document rightly reaches a box. */
const EDGES = new Set(["Fields", "Annots", "Obj"]);

function onlyFilled(step: Step, { before, after }: { before: FormField; after: FormField }): boolean {
  const [old, fresh] = [before.dictionary, after.dictionary];
  if (before.type !== "Btn" || before.name !== after.name || fresh.repeated.length > 0) return false;
  if (before.widgets[0] !== before.number || before.widgets.length !== 1) return false;
  if (!differingKeys(old, fresh).every((key) => key === "AP" || key === "AS")) return false;
  const states = statesOf(step, "before", old);
  const now = statesOf(step, "after", fresh);
  const shown = nameOf(step.after.resolve(fresh.entries.get("AS"))) ?? EMPTY;
  return (
    nameOf(step.before.resolve(old.entries.get("AS"))) === EMPTY &&
    states?.entries.size === 1 &&
    now?.entries.size === 2 &&
    now.repeated.length === 0 &&
    sameObject(states.entries.get(EMPTY), now.entries.get(EMPTY)) &&
    shown !== EMPTY &&
    now.entries.has(shown)
  );
}

/** The states of a widget's normal appearance; undefined where it has any other appearance (/R, /D) as well. */
function statesOf(step: Step, when: "before" | "after", widget: PdfDictionary): PdfDictionary | undefined {
  const appearance = step[when].dictionary(widget.entries.get("AP"));
  if (appearance === undefined || appearance.repeated.length > 0 || appearance.entries.size !== 1)
    return undefined;
  return step[when].dictionary(appearance.entries.get("N"));
}
