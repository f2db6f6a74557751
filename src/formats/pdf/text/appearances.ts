import { nameOf, type PdfObject, type PdfStream } from "../objects.ts";
import { IDENTITY, type Matrix } from "./matrix.ts";
import { boxThrough, type ShownPage } from "./page-tree.ts";
import type { PdfSource } from "./source.ts";

/** Content streams are one program; each is run with the state the one before left, which is how they are cut in practice. */
export function contentsOf({ dictionary }: ShownPage, source: PdfSource): readonly PdfStream[] {
  const contents = source.resolve(dictionary.entries.get("Contents"));
  const list =
    contents?.kind === "array"
      ? contents.items.slice(0, 5_000).map((item) => source.resolve(item))
      : [contents];
  return list.filter((item): item is PdfStream => item?.kind === "stream");
}

/** A form and the map that puts it in its place. */
export type Appearance = { readonly stream: PdfStream; readonly matrix: Matrix };

/** Appearances of filled fields and typed notes; signatures are the verifier's. */
export function appearancesOf({ dictionary }: ShownPage, source: PdfSource): readonly Appearance[] {
  const annotations = source.resolve(dictionary.entries.get("Annots"));
  if (annotations?.kind !== "array") return [];
  return annotations.items.slice(0, 2_000).flatMap((item) => {
    const annotation = source.dictionary(item);
    const subtype = nameOf(annotation?.entries.get("Subtype"));
    if (annotation === undefined || (subtype !== "Widget" && subtype !== "FreeText")) return [];
    const parent = source.dictionary(annotation.entries.get("Parent"));
    if (nameOf(annotation.entries.get("FT") ?? parent?.entries.get("FT")) === "Sig") return [];
    const flags = source.resolve(annotation.entries.get("F"));
    if (flags?.kind === "number" && (flags.value & 2) !== 0) return [];
    const normal = source.resolve(source.dictionary(annotation.entries.get("AP"))?.entries.get("N"));
    const state = nameOf(annotation.entries.get("AS")) ?? "";
    const stream = normal?.kind === "dictionary" ? source.resolve(normal.entries.get(state)) : normal;
    const rectangle = numbersOf(source.resolve(annotation.entries.get("Rect")), source);
    if (stream?.kind !== "stream" || rectangle.length < 4) return [];
    return [{ stream, matrix: placed(stream, rectangle, source) }];
  });
}

const numbersOf = (object: PdfObject | undefined, source: PdfSource): readonly number[] =>
  object?.kind !== "array"
    ? []
    : object.items.slice(0, 6).map((item) => {
        const resolved = source.resolve(item);
        return resolved?.kind === "number" ? resolved.value : 0;
      });

/** The map from an appearance's box to its rectangle (§12.5.5). */
function placed(stream: PdfStream, rectangle: readonly number[], source: PdfSource): Matrix {
  const [a = 0, b = 0, c = 1, d = 1] = numbersOf(
    source.resolve(stream.dictionary.entries.get("BBox")),
    source,
  );
  const { x0, y0, x1, y1 } = boxThrough(matrixOf(stream, source), [a, b, c, d]);
  const [p = 0, q = 0, r = 0, s = 0] = rectangle;
  const sx = x1 === x0 ? 1 : (Math.max(p, r) - Math.min(p, r)) / (x1 - x0);
  const sy = y1 === y0 ? 1 : (Math.max(q, s) - Math.min(q, s)) / (y1 - y0);
  return [sx, 0, 0, sy, Math.min(p, r) - x0 * sx, Math.min(q, s) - y0 * sy];
}

/** The /Matrix of a form; identity when it has none. */
export function matrixOf(stream: PdfStream, source: PdfSource): Matrix {
  const numbers = numbersOf(source.resolve(stream.dictionary.entries.get("Matrix")), source);
  const [a, b, c, d, e, f] = numbers;
  return numbers.length < 6 ? IDENTITY : [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}
