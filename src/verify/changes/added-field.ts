import { latin1 } from "../../kit/bytes.ts";
import {
  type FormField,
  formFields,
  nameOf,
  type PdfDictionary,
  pagesOf,
  type Snapshot,
  wholeOf,
} from "../../formats/pdf/index.ts";
import type { Locks } from "./locks.ts";
import type { Step } from "./step.ts";
import { coversContent, isOffPages, rectOf } from "../rules/v16-visual-rule.ts";

const FIELD_KEYS = new Set("FT T V Kids Lock SV Ff TU TM DA Q MaxLen".split(" "));
const WIDGET_KEYS = new Set(
  "Type Subtype Rect P F AP AS M Parent MK BS Border NM Contents C CA DA DR H StructParent Rotate".split(" "),
);
const FLAG = { hidden: 2, print: 4, noZoom: 8, noRotate: 16, noView: 32, toggleNoView: 256 } as const;

/**
 * V13, V16: a field added after signing is a signature field with a widget of its own. One that shows nothing and carries a
 * document timestamp is archive material. Any other may come only where nobody certified the document, where no lock names it,
 * and, when it shows something, where it covers nothing that was there. Returns its widgets when it is a sound field.
 */
export function judgeAddedField(step: Step, field: FormField, locks: Locks): readonly number[] {
  const widgets = widgetsOf(step.after, field);
  const value = field.value?.kind === "reference" ? step.after.dictionary(field.value) : undefined;
  if (field.type !== "Sig" || widgets === undefined || (field.value !== undefined && value === undefined)) {
    step.reasons.add("verify.change_field_added");
    return [];
  }
  const stamp =
    value !== undefined && nameOf(step.after.resolve(value.entries.get("Type"))) === "DocTimeStamp";
  const visible = widgets.filter(({ dictionary }) => !isInvisible(step.after, dictionary));
  // Two fields of one name are one field to other readers, and the new look would speak for the old signature.
  if (formFields(step.before).some(({ name }) => name === field.name))
    step.reasons.add("verify.change_field_added");
  // A look comes with a signature somebody answers for; without one it is anybody's drawing.
  if (value === undefined && visible.some(({ dictionary }) => paints(step.after, dictionary)))
    step.reasons.add("verify.change_field_added");
  if (!stamp && (locks.certified || locks.locked(field.name))) step.reasons.add("verify.change_locked");
  if (stamp && visible.length > 0) step.reasons.add("verify.change_field_added");
  for (const { dictionary } of visible)
    if (covers(step, dictionary)) step.reasons.add("verify.covers_content");
  const kind = stamp ? "timestamp" : value === undefined ? "field_added" : "signature";
  step.under({ kind, field: field.name }, () => {
    for (const number of [field.number, ...field.widgets]) {
      step.explain(number);
      const object = step.after.load(number)?.object;
      if (object?.kind !== "dictionary") continue;
      step.arrive(object.entries.get("Kids"));
      for (const key of ["V", "AP", "Lock", "SV", "MK"]) step.explainTree(object.entries.get(key));
    }
  });
  return field.widgets;
}

type Widget = { readonly number: number; readonly dictionary: PdfDictionary };

/** The widgets of a field whose dictionaries hold nothing that acts; undefined when any does. */
function widgetsOf(state: Snapshot, field: FormField): Widget[] | undefined {
  const merged = field.widgets[0] === field.number;
  const allowed = (key: string): boolean => FIELD_KEYS.has(key) || (merged && WIDGET_KEYS.has(key));
  if (![...field.dictionary.entries.keys()].every(allowed) || field.dictionary.entries.has("Parent"))
    return undefined;
  const widgets: Widget[] = [];
  for (const number of field.widgets) {
    const object = state.load(number)?.object;
    if (object?.kind !== "dictionary" || object.repeated.length > 0) return undefined;
    if (!merged && ![...object.entries.keys()].every((key) => WIDGET_KEYS.has(key))) return undefined;
    widgets.push({ number, dictionary: object });
  }
  return widgets;
}

/** A widget covers something where it stands, or stands on a page we cannot find. */
function covers(step: Step, widget: PdfDictionary): boolean {
  const rect = rectOf(step.after, widget.entries.get("Rect"));
  const page = widget.entries.get("P");
  if (rect === undefined) return true;
  // Kept at its own size, or upright, whatever the page: what it covers depends on the reader.
  const flags = wholeOf(step.after.resolve(widget.entries.get("F"))) ?? 0;
  if ((flags & (FLAG.noZoom | FLAG.noRotate)) !== 0) return true;
  if (page?.kind === "reference") return coversContent(step.before, page.number, rect);
  return pagesOf(step.before).some(({ number }) => coversContent(step.before, number, rect));
}

/** What draws something when a widget has no appearance, or leads to one. */
const LOOKS = ["AP", "AS", "MK", "BS", "Border", "C", "DA"];

/** Operators of an appearance that leave no mark: those of an empty box, as form writers make it. */
const LEAVES_NO_MARK = new Set("q Q n W W* re cm BMC EMC".split(" "));
const OPERAND = /^(?:[-+.\d]+|\/\w+)$/;

const isBlank = (content: string): boolean =>
  content
    .replace(/%[^\r\n]*/g, "")
    .split(/[\s\0]+/)
    .every((token) => token === "" || LEAVES_NO_MARK.has(token) || OPERAND.test(token));

/** Whether a widget's look leaves a mark; one that cannot be read is taken to. */
function paints(state: Snapshot, widget: PdfDictionary): boolean {
  const written = widget.entries.get("AP");
  const rect = rectOf(state, widget.entries.get("Rect"));
  if (written === undefined || (rect !== undefined && isOffPages(state, rect))) return false;
  return [...(state.dictionary(written)?.entries.values() ?? [])].some((one) => {
    const stream = state.resolve(one);
    return stream?.kind !== "stream" || !isBlank(latin1(state.decode(stream)));
  });
}

/**
 * Whether a widget shows nothing on screen and on paper: it is hidden, it has no extent, or it is that of a signature made
 * with no look at all. Only a signed one: an unsigned one may still get its look with the signature.
 */
export function isInvisible(state: Snapshot, widget: PdfDictionary): boolean {
  const signed = nameOf(widget.entries.get("FT")) === "Sig" && widget.entries.get("V")?.kind === "reference";
  if (signed && !LOOKS.some((key) => widget.entries.has(key))) return true;
  const flags = wholeOf(state.resolve(widget.entries.get("F"))) ?? 0;
  // NoView hides from the screen only: with Print it would still come out on paper, with ToggleNoView under the pointer.
  const everywhere = FLAG.noView | FLAG.print | FLAG.toggleNoView;
  if ((flags & FLAG.hidden) !== 0 || (flags & everywhere) === FLAG.noView) return true;
  const rect = rectOf(state, widget.entries.get("Rect"));
  return rect !== undefined && (rect[0] === rect[2] || rect[1] === rect[3]);
}
