import {
  nameOf,
  PdfError,
  type PdfObject,
  type PdfStream,
  type Snapshot,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { decodeTolerantly } from "../../formats/pdf/text/filters.ts";
import { PDF_TEXT_LIMITS } from "../../formats/pdf/text/limits.ts";
import { newPatience } from "../../formats/pdf/text/patience.ts";
import type { TextRun } from "../../formats/pdf/text/page-text.ts";
import { type Box, boxThrough, type ShownPage, shownPages } from "../../formats/pdf/text/page-tree.ts";
import { type Reading, showPage } from "../../formats/pdf/text/show-page.ts";
import type { PdfSource } from "../../formats/pdf/text/source.ts";

/** Four numbers of a /Rect, any two opposite corners. */
export type Rect = readonly [number, number, number, number];

/** The /Rect of an annotation; undefined when it is not four numbers. */
export function rectOf(state: Snapshot, written: PdfObject | undefined): Rect | undefined {
  const array = state.resolve(written);
  const sides =
    array?.kind === "array"
      ? array.items.map((item) => {
          const side = state.resolve(item);
          return side?.kind === "number" ? side.value : Number.NaN;
        })
      : [];
  const [a, b, c, d] = sides;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return sides.length === 4 && sides.every(Number.isFinite) ? [a, b, c, d] : undefined;
}

/** Points by which two boxes must overlap before one is said to lie over the other, or half the smaller: a thin line strikes words out. */
const TOUCH = 1.5;
/** Characters that mark a place to sign rather than say something: blanks, and rows of marks. One full stop alone may be that of an amount. */
const MARKS_A_PLACE = /^(?:[\s_…＿]*|[\s_.…·:：＿\-—/]{3,})$/u;

/**
 * V16: whether a box put on a page after signing lies over what the page showed to those who signed: its text, its pictures,
 * or an earlier annotation or field. What cannot be laid out is taken to be covered. Boxes that stood in the signed state are
 * not asked about: they were agreed, and seals lie over names.
 */
export function coversContent(state: Snapshot, page: number, rect: Rect): boolean {
  try {
    const layout = pageLayout(state, page);
    if (layout === undefined) return true;
    const box = boxThrough(layout.shown.toPage, rect);
    return layout.taken.some((other) => overlap(box, other));
  } catch (error) {
    if (error instanceof PdfError) return true;
    throw error;
  }
}

/** Whether a box lies outside what every page shows. False where that cannot be told. */
export function isOffPages(state: Snapshot, rect: Rect): boolean {
  return shownPages(sourceOf(state), PDF_TEXT_LIMITS.pages).every(
    ({ toPage, width, height }) =>
      !overlap(boxThrough(toPage, rect), { x0: -TOUCH, y0: -TOUCH, x1: width + TOUCH, y1: height + TOUCH }),
  );
}

type PageLayout = { readonly shown: ShownPage; readonly taken: readonly Box[] };
const LAID: WeakMap<Snapshot, Map<number, PageLayout | undefined>> = new WeakMap();

function pageLayout(state: Snapshot, page: number): PageLayout | undefined {
  const known = LAID.get(state) ?? new Map<number, PageLayout | undefined>();
  LAID.set(state, known);
  if (!known.has(page)) known.set(page, layPage(state, page));
  return known.get(page);
}

function layPage(state: Snapshot, page: number): PageLayout | undefined {
  const object = state.load(page)?.object;
  const source = sourceOf(state);
  const shown = shownPages(source, PDF_TEXT_LIMITS.pages).find(({ dictionary }) => dictionary === object);
  if (shown === undefined || !readable(shown, source)) return undefined;
  const reading: Reading = { source, limits: PDF_TEXT_LIMITS, fonts: new Map(), characters: 0, operators: 0 };
  const { runs, pictures, shapes, unread } = showPage(shown, reading);
  if (unread) return undefined;
  const texts = runs
    .filter(({ text, unseen }) => (unseen === undefined || unseen === "tiny") && !MARKS_A_PLACE.test(text))
    .map(boxOfRun);
  const drawn = shapes.filter((box) => !isBackground(box, shown));
  return { shown, taken: [...texts, ...pictures, ...drawn, ...annotationsOn(state, shown)] };
}

/** The strict reader's objects for the reader of pages: nothing is repaired. */
function sourceOf(state: Snapshot): PdfSource {
  const budget = { left: PDF_TEXT_LIMITS.inflated };
  const resolve: PdfSource["resolve"] = (object) => state.resolve(object);
  return {
    repaired: false,
    catalog: state.catalog,
    patience: newPatience(),
    resolve,
    dictionary: (object) => {
      const found = state.resolve(object);
      return found?.kind === "stream" ? found.dictionary : found?.kind === "dictionary" ? found : undefined;
    },
    decode: (stream) => decodeTolerantly(stream, resolve, budget),
  };
}

const MOST_PARTS = 5_000;

/** Whether every content stream of the page can be decoded; else nobody knows what it shows. */
function readable(shown: ShownPage, source: PdfSource): boolean {
  const contents = source.resolve(shown.dictionary.entries.get("Contents"));
  const parts = contents?.kind === "array" ? contents.items.map((item) => source.resolve(item)) : [contents];
  // Nobody reads more of them (`contentsOf`).
  if (parts.length > MOST_PARTS) return false;
  return parts
    .filter((part): part is PdfStream => part?.kind === "stream")
    .every((part) => source.decode(part) !== undefined);
}

/** Where a run stands: capital height above the baseline, a little below. A run that is not level is taken in both directions. */
function boxOfRun(run: TextRun): Box {
  if (run.turn === 0)
    return { x0: run.x0, x1: run.x1, y0: run.y - 0.7 * run.size, y1: run.y + 0.15 * run.size };
  const length = run.text.length * run.size;
  return { x0: run.x0, x1: run.x1, y0: run.y - length, y1: run.y + length };
}

/** A shape over a good part of the page: a curve or a wash behind the words. */
const isBackground = ({ x0, y0, x1, y1 }: Box, { width, height }: ShownPage): boolean =>
  (x1 - x0) * (y1 - y0) > 0.25 * width * height;

const HIDDEN = 2;
const NO_VIEW = 32;

function annotationsOn(state: Snapshot, shown: ShownPage): Box[] {
  const list = state.resolve(shown.dictionary.entries.get("Annots"));
  const boxes: Box[] = [];
  for (const item of list?.kind === "array" ? list.items : []) {
    const annotation = state.dictionary(item);
    const rect = rectOf(state, annotation?.entries.get("Rect"));
    const flags = wholeOf(state.resolve(annotation?.entries.get("F"))) ?? 0;
    // A link shows nothing of its own; text under it is asked about as text.
    const silent = nameOf(state.resolve(annotation?.entries.get("Subtype"))) === "Link";
    if (rect !== undefined && (flags & (HIDDEN | NO_VIEW)) === 0 && !silent)
      boxes.push(boxThrough(shown.toPage, rect));
  }
  return boxes;
}

function overlap(a: Box, b: Box): boolean {
  const across = Math.min(TOUCH, (a.x1 - a.x0) / 2, (b.x1 - b.x0) / 2);
  const down = Math.min(TOUCH, (a.y1 - a.y0) / 2, (b.y1 - b.y0) / 2);
  return (
    Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > across && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > down
  );
}
