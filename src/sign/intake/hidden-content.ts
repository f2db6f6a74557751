import {
  formFields,
  nameOf,
  pagesOf,
  type PdfDictionary,
  type PdfIndirect,
  type Snapshot,
  signatureFields,
} from "../../formats/pdf/index.ts";
import { readBox } from "../field-box.ts";
import { refuse } from "./refuse.ts";

/** A place for a signature is a part of a page; a larger one is a curtain. */
const LARGEST_SHARE = 1 / 3;
/** A4, in square points: what a page counts for at most, and one that does not tell its size. */
const SHEET = 595 * 842;

/**
 * What is in the file, and named somewhere, but shows on no page today: a second catalog, pages outside the page tree, a
 * collection of other files, widgets that no field has, two fields of one name, an empty signature field over most of a page.
 */
export function judgeHidden(state: Snapshot, objects: ReadonlyMap<number, PdfIndirect>): void {
  const { entries } = state.catalog;
  if (state.resolve(entries.get("Collection")) !== undefined) throw refuse("sign.has_attachments");
  if (state.resolve(entries.get("Requirements")) !== undefined) throw refuse("sign.has_scripts");
  const pages = new Set(pagesOf(state).map(({ number }) => number));
  const widgets = new Set(formFields(state).flatMap((field) => field.widgets));
  for (const [number, { object }] of objects) {
    if (object.kind !== "dictionary") continue;
    const type = nameOf(state.resolve(object.entries.get("Type")));
    const astray =
      (type === "Page" && !pages.has(number)) || (type === "Catalog" && number !== state.root.number);
    if (astray) throw refuse("sign.has_unreferenced_objects", { object: number });
    if (isWidget(state, object) && !widgets.has(number))
      throw refuse("sign.has_form_fields", { object: number });
  }
  judgeNames(state);
  judgeCurtains(state);
}

const isWidget = (state: Snapshot, { entries }: PdfDictionary): boolean =>
  nameOf(state.resolve(entries.get("Subtype"))) === "Widget" && entries.has("Rect");

function judgeNames(state: Snapshot): void {
  const names = new Set<string>();
  for (const { name } of formFields(state)) {
    if (names.has(name)) throw refuse("sign.has_form_fields", { field: name });
    names.add(name);
  }
}

/** The look of an empty field is replaced when somebody signs it: what it covered till then comes up. */
function judgeCurtains(state: Snapshot): void {
  const sheets = pagesOf(state).map(({ dictionary }) => sizeOf(state, dictionary));
  const smallest = Math.min(SHEET, ...sheets.filter((size) => size > 0));
  for (const { name, widgets } of signatureFields(state)) {
    for (const number of widgets) {
      const widget = state.load(number)?.object;
      if (widget?.kind !== "dictionary" || !widget.entries.has("AP")) continue;
      const { width, height } = readBox(state, widget);
      if (width * height > smallest * LARGEST_SHARE) throw refuse("sign.has_annotations", { field: name });
    }
  }
}

/** Square points of a page's own /MediaBox; 0 where it is inherited. */
function sizeOf(state: Snapshot, page: PdfDictionary): number {
  const box = state.resolve(page.entries.get("MediaBox"));
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] =
    box?.kind === "array"
      ? box.items.map((item) => {
          const side = state.resolve(item);
          return side?.kind === "number" ? side.value : 0;
        })
      : [];
  return Math.abs((x2 - x1) * (y2 - y1));
}
