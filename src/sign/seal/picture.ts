import type { Bytes } from "../../kit/bytes.ts";

/** A colour as DeviceRGB, each part 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** One drawing step of a path: its points as x, y pairs, in points of 1/72 inch, y upwards. `curve` has two controls and the end. */
export type PathStep = {
  readonly to: "move" | "line" | "curve" | "close";
  readonly at: readonly number[];
};

/** A filled region, opaque. Non-zero winding unless `rule` says otherwise. */
export type Shape = {
  readonly fill: Colour;
  /** Width of a stroke of the same colour along the outline, as ink swells on paper; none when absent. */
  readonly swell?: number | undefined;
  readonly rule?: "evenodd" | undefined;
  /** Only the stroke of width `swell` is drawn, the inside stays open. */
  readonly outlineOnly?: boolean | undefined;
  readonly path: readonly PathStep[];
};

/** A rectangle in points, origin bottom left. */
export type Frame = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Dots of an uploaded picture: rows from the top, four bytes a dot (red, green, blue, alpha, not premultiplied). */
export type Dots = { readonly columns: number; readonly rows: number; readonly rgba: Bytes };

/** Dots set into a frame. */
export type Bitmap = Dots & { readonly frame: Frame };

/**
 * A drawing of known real size: width and height in points, origin bottom left; what leaves that box is cut off. Drawn
 * seals hold outlines only, no font and no bitmap; uploaded ones may be bitmaps, which lie below the shapes. The same
 * drawing serves PDF (pdf-operators.ts), SVG (svg.ts) and PNG (raster.ts). It is a 印章图形, never an 电子印章 (GB/T 38540).
 */
export type SealPicture = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly bitmaps?: readonly Bitmap[] | undefined;
};

/** Points of a millimetre. */
export const POINTS_PER_MM = 72 / 25.4;

/** What a picture shows, without its size. */
export type Layers = Required<Pick<SealPicture, "shapes">> & { readonly bitmaps: readonly Bitmap[] };

/** The picture moved by (x, y) and scaled about its origin. */
export function placedLayers(picture: SealPicture, place: { x: number; y: number; scale: number }): Layers {
  const { x, y, scale } = place;
  const bitmaps = (picture.bitmaps ?? []).map((bitmap) => ({
    ...bitmap,
    frame: {
      x: x + bitmap.frame.x * scale,
      y: y + bitmap.frame.y * scale,
      width: bitmap.frame.width * scale,
      height: bitmap.frame.height * scale,
    },
  }));
  return { shapes: placedShapes(picture, place), bitmaps };
}

/** The picture's shapes moved by (x, y) and scaled about its origin. */
export function placedShapes(
  picture: Pick<SealPicture, "shapes">,
  place: { x: number; y: number; scale: number },
): Shape[] {
  const moved = ({ to, at }: PathStep): PathStep => ({
    to,
    at: at.map((value, index) => (index % 2 === 0 ? place.x : place.y) + value * place.scale),
  });
  return picture.shapes.map((shape) => ({
    ...shape,
    swell: shape.swell === undefined ? undefined : shape.swell * place.scale,
    path: shape.path.map(moved),
  }));
}
