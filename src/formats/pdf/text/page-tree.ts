import type { PdfDictionary, PdfObject } from "../objects.ts";
import { malformed, tooLarge } from "../pdf-error.ts";
import { apply, type Matrix } from "./matrix.ts";
import type { PdfSource } from "./source.ts";

/** A page with what it inherits; `toPage` maps user space to points from the top left of the page as shown. */
export type ShownPage = {
  readonly dictionary: PdfDictionary;
  readonly resources: PdfDictionary | undefined;
  readonly width: number;
  readonly height: number;
  readonly toPage: Matrix;
};

type Inherited = { readonly resources?: PdfObject; readonly box?: PdfObject; readonly rotate?: PdfObject };

/** Pages in order; a node met twice is passed over. Throws `pdf.too_large` beyond `most` pages, `pdf.malformed` when there is none. */
export function shownPages(source: PdfSource, most: number): readonly ShownPage[] {
  const pages: ShownPage[] = [];
  const seen = new Set<PdfDictionary>();
  const visit = (object: PdfObject | undefined, inherited: Inherited, depth: number): void => {
    const node = source.dictionary(object);
    if (node === undefined || seen.has(node) || depth > 40) return;
    seen.add(node);
    if (seen.size > 4 * most) throw tooLarge(`more than ${most} pages`);
    const here = inheritedBy(node, inherited);
    const kids = source.resolve(node.entries.get("Kids"));
    if (kids?.kind === "array") for (const kid of kids.items) visit(kid, here, depth + 1);
    else pages.push(shown(node, here, source));
    if (pages.length > most) throw tooLarge(`more than ${most} pages`);
  };
  visit(source.catalog.entries.get("Pages"), {}, 0);
  if (pages.length === 0) throw malformed("it has no page");
  return pages;
}

function inheritedBy({ entries }: PdfDictionary, above: Inherited): Inherited {
  const resources = entries.get("Resources") ?? above.resources;
  const box = entries.get("CropBox") ?? entries.get("MediaBox") ?? above.box;
  const rotate = entries.get("Rotate") ?? above.rotate;
  return { ...(resources && { resources }), ...(box && { box }), ...(rotate && { rotate }) };
}

function shown(node: PdfDictionary, { resources, box, rotate }: Inherited, source: PdfSource): ShownPage {
  const [x0, y0, x1, y1] = boxOf(source.resolve(box), source);
  const turned = source.resolve(rotate);
  const angle = turned?.kind === "number" ? ((Math.round(turned.value / 90) % 4) + 4) % 4 : 0;
  const [w, h] = [x1 - x0, y1 - y0];
  const maps: readonly Matrix[] = [
    [1, 0, 0, -1, -x0, y1],
    [0, 1, 1, 0, -y0, -x0],
    [-1, 0, 0, 1, x1, -y0],
    [0, -1, -1, 0, y1, x1],
  ];
  return {
    dictionary: node,
    resources: source.dictionary(resources),
    width: angle % 2 === 0 ? w : h,
    height: angle % 2 === 0 ? h : w,
    toPage: maps[angle] ?? [1, 0, 0, -1, -x0, y1],
  };
}

function boxOf(box: PdfObject | undefined, source: PdfSource): readonly [number, number, number, number] {
  const numbers = box?.kind === "array" ? box.items.map((item) => source.resolve(item)) : [];
  const [a, b, c, d] = numbers.map((item) => (item?.kind === "number" ? item.value : Number.NaN));
  const sound = [a, b, c, d].every((value) => Number.isFinite(value));
  if (!sound || a === c || b === d) return [0, 0, 595, 842];
  return [
    Math.min(a ?? 0, c ?? 0),
    Math.min(b ?? 0, d ?? 0),
    Math.max(a ?? 0, c ?? 0),
    Math.max(b ?? 0, d ?? 0),
  ];
}

/** The smallest upright box around the image of a box. */
export function boxThrough(matrix: Matrix, [x0, y0, x1, y1]: readonly [number, number, number, number]): Box {
  const corners = [
    apply(matrix, x0, y0),
    apply(matrix, x1, y0),
    apply(matrix, x0, y1),
    apply(matrix, x1, y1),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** An upright box on the page, from the top left. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
