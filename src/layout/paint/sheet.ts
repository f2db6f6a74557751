import type { Item } from "../break/item.ts";
import type { Inline, Paragraph, Picture, Place } from "../read/story.ts";
import type { Border } from "../styles/borders.ts";

/** A rectangle from the page's top left corner, y down. All of a sheet is in this space; the content stream turns it. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A glyph with its baseline origin and the paragraph it belongs to. */
export type PlacedSign = {
  readonly x: number;
  readonly y: number;
  readonly item: Item;
  readonly paragraph: Paragraph;
  /** Its line runs down or up the page. */
  readonly turn?: "down" | "up";
};

/** A picture with its frame; it is read before the sign of this number. */
export type PlacedImage = {
  readonly box: Box;
  readonly picture: Picture;
  readonly paragraph: Paragraph;
  readonly before: number;
};

export type RuleStyle = Pick<Border, "style" | "width" | "color">;

/** A straight line between two points. */
export type Rule = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly pen: RuleStyle;
};

type Edges = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** One page, as drawn. */
export type Sheet = {
  readonly width: number;
  readonly height: number;
  /** Its margins, from which floats are measured. */
  readonly margins: Edges;
  /** The number PAGE shows. */
  readonly number: number;
  readonly fills: {
    readonly box: Box;
    readonly color: string;
    /** The corners of what is filled, when it is not the box. */
    readonly corners?: readonly { readonly x: number; readonly y: number }[];
    /** Closed outlines that are filled in place of the box (word art). */
    readonly outlines?: readonly (readonly { readonly x: number; readonly y: number }[])[];
  }[];
  readonly signs: PlacedSign[];
  readonly rules: Rule[];
  readonly images: PlacedImage[];
  /** Where its layers end, all but the last: what stands later covers what stands before. */
  readonly cuts: Counts[];
  /** What is drawn behind and before all this, in no order yet. */
  readonly layers: {
    readonly layer: "behind" | "before" | "in order";
    readonly order: number;
    readonly sheet: Sheet;
  }[];
  /** Where the marked content controls are. */
  readonly places: Map<Place, Box>;
  /** PAGE fields drawn on it. */
  readonly fields: Set<Inline>;
};

/** An empty page. */
export const blankSheet = (
  size: { readonly width: number; readonly height: number },
  number: number,
  margins: Edges = { left: 0, top: 0, right: 0, bottom: 0 },
): Sheet => ({
  width: size.width,
  height: size.height,
  margins,
  number,
  fills: [],
  signs: [],
  rules: [],
  images: [],
  cuts: [],
  layers: [],
  places: new Map(),
  fields: new Set(),
});

/** Makes a place's box reach over this one too. */
export function markPlace(sheet: Sheet, place: Place, box: Box): void {
  const known = sheet.places.get(place);
  if (known === undefined) {
    sheet.places.set(place, box);
    return;
  }
  const x = Math.min(known.x, box.x);
  const y = Math.min(known.y, box.y);
  sheet.places.set(place, {
    x,
    y,
    width: Math.max(known.x + known.width, box.x + box.width) - x,
    height: Math.max(known.y + known.height, box.y + box.height) - y,
  });
}

/** Puts what is drawn on `above` before all of `sheet`: text is read in the order in which it is drawn. */
export function putBefore(sheet: Sheet, above: Sheet): void {
  const shifted = sheet.images.map((image) => ({ ...image, before: image.before + above.signs.length }));
  sheet.images.splice(0, sheet.images.length, ...above.images, ...shifted);
  sheet.fills.unshift(...above.fills);
  sheet.signs.unshift(...above.signs);
  sheet.rules.unshift(...above.rules);
  sheet.layers.unshift(...above.layers);
  for (const [place, box] of above.places) sheet.places.set(place, box);
}

/** Puts what is drawn on `below` after all of `sheet`. */
export function putAfter(sheet: Sheet, below: Sheet): void {
  for (const image of below.images)
    sheet.images.push({ ...image, before: image.before + sheet.signs.length });
  for (const fill of below.fills) sheet.fills.push(fill);
  for (const sign of below.signs) sheet.signs.push(sign);
  for (const rule of below.rules) sheet.rules.push(rule);
  for (const layer of below.layers) sheet.layers.push(layer);
  for (const [place, box] of below.places) sheet.places.set(place, box);
  for (const field of below.fields) sheet.fields.add(field);
}

/** How many things of each kind. */
export type Counts = {
  readonly fills: number;
  readonly images: number;
  readonly signs: number;
  readonly rules: number;
};

/** How many things stand on a sheet. */
export const countsOf = ({ fills, images, signs, rules }: Sheet): Counts => ({
  fills: fills.length,
  images: images.length,
  signs: signs.length,
  rules: rules.length,
});

const sumOf = (a: Counts, b: Counts): Counts => ({
  fills: a.fills + b.fills,
  images: a.images + b.images,
  signs: a.signs + b.signs,
  rules: a.rules + b.rules,
});

/** Joins the layers of a sheet with it: those behind first, those before it last, each by their order. */
export function joinLayers(sheet: Sheet): void {
  if (sheet.layers.length === 0) return;
  const layers = sheet.layers.splice(0).sort((a, b) => a.order - b.order);
  for (const each of layers) joinLayers(each.sheet);
  const base: Sheet = {
    ...sheet,
    fills: sheet.fills.splice(0),
    signs: sheet.signs.splice(0),
    rules: sheet.rules.splice(0),
    images: sheet.images.splice(0),
    cuts: sheet.cuts.splice(0),
    layers: [],
  };
  const behind = layers.filter(({ layer }) => layer === "behind").map((each) => each.sheet);
  const before = layers.filter(({ layer }) => layer !== "behind").map((each) => each.sheet);
  for (const [index, part] of [...behind, base, ...before].entries()) {
    if (index > 0) sheet.cuts.push(countsOf(sheet));
    const under = countsOf(sheet);
    for (const cut of part.cuts) sheet.cuts.push(sumOf(cut, under));
    putAfter(sheet, part);
  }
}
