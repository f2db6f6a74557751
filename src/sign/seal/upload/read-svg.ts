import { DocxError } from "../../../formats/docx/errors.ts";
import { DOCX_LIMITS } from "../../../formats/docx/limits.ts";
import { readXml } from "../../../formats/docx/read-xml.ts";
import type { XmlElement } from "../../../formats/docx/xml-tree.ts";
import type { Bytes } from "../../../kit/bytes.ts";
import { SignError } from "../../errors.ts";
import type { SealPicture, Shape } from "../picture.ts";
import { type Matrix, multiplied, readTransform } from "./svg-matrix.ts";
import { figurePath } from "./svg-figures.ts";
import { type Paint, paintOf } from "./svg-paint.ts";
import { movedPath } from "./svg-path.ts";

const LIMITS = { ...DOCX_LIMITS, depth: 32, elements: 5_000 };
const MOST_STEPS = 60_000;
/** Words about the drawing; nothing of them is drawn. */
const SILENT = new Set(["title", "desc", "metadata"]);

function unsafe(why: string): never {
  throw new SignError("sign.picture_unsafe", `this SVG is refused: ${why}`);
}

/**
 * An SVG of filled and stroked outlines as a picture of this width in points. Takes `svg`, `g`, `path` and the basic shapes
 * with colours and transforms. Refuses everything that runs, refers, embeds or needs a font, rather than leave it out:
 * a seal with a part missing is another seal.
 */
export function readSvg(file: Bytes, width: number): SealPicture {
  const root = parsed(file);
  if (root.name !== "svg") throw new SignError("sign.picture_unreadable", "this is neither a PNG nor an SVG");
  const box = viewBoxOf(root);
  const scale = width / box.width;
  const height = box.height * scale;
  // y points upwards in our pictures.
  const view: Matrix = [scale, 0, 0, -scale, -box.x * scale, height + box.y * scale];
  const drawing: Drawing = { shapes: [], steps: 0 };
  drawElement(root, { matrix: view, paint: { fill: [0, 0, 0], rule: "nonzero", width: 1 } }, drawing);
  if (drawing.shapes.length === 0)
    throw new SignError("sign.picture_unreadable", "this SVG draws nothing that can be seen");
  return { width, height, shapes: drawing.shapes };
}

function parsed(file: Bytes): XmlElement {
  try {
    return readXml(new TextDecoder("utf-8", { fatal: true }).decode(file), "picture.svg", LIMITS);
  } catch (cause) {
    if (cause instanceof DocxError && cause.code === "docx.doctype_refused") unsafe("it has a document type");
    throw new SignError("sign.picture_unreadable", "this is neither a PNG nor a sound SVG", {}, { cause });
  }
}

type Inherited = { readonly matrix: Matrix; readonly paint: Paint };
type Drawing = { readonly shapes: Shape[]; steps: number };

function drawElement(element: XmlElement, inherited: Inherited, drawing: Drawing): void {
  const { name, attributes } = element;
  if (SILENT.has(name)) return;
  assertPlain(element);
  const transform = attributes["transform"];
  const matrix =
    transform === undefined ? inherited.matrix : multiplied(inherited.matrix, readTransform(transform));
  const paint = paintOf(attributes, inherited.paint);
  if (name === "svg" || name === "g") {
    for (const child of element.children) drawElement(child, { matrix, paint }, drawing);
    return;
  }
  const path = figurePath(element);
  if (path === undefined)
    unsafe(name === "text" ? "it has text; turn it into outlines" : `it has a <${name.slice(0, 40)}>`);
  const inner = element.children.find((child) => !SILENT.has(child.name));
  if (inner !== undefined) unsafe(`a <${name}> holds a <${inner.name.slice(0, 40)}>`);
  drawing.steps += path.length;
  if (drawing.steps > MOST_STEPS) {
    throw new SignError(
      "sign.picture_out_of_bounds",
      `this SVG has more than ${MOST_STEPS} steps: simplify it`,
    );
  }
  drawing.shapes.push(...shapesOf(movedPath(path, matrix), { paint, matrix }));
}

function shapesOf(path: Shape["path"], { paint, matrix }: Inherited): Shape[] {
  if (path.length === 0) return [];
  const filled: Shape[] =
    paint.fill === undefined
      ? []
      : [{ fill: paint.fill, path, ...(paint.rule === "evenodd" ? { rule: "evenodd" as const } : {}) }];
  // A stroke under an uneven scale would be uneven; it is drawn with the mean.
  const pen = paint.width * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
  const stroked: Shape[] =
    paint.stroke === undefined || pen <= 0
      ? []
      : [{ fill: paint.stroke, swell: pen, outlineOnly: true, path }];
  return [...filled, ...stroked];
}

/** Nothing that runs or points anywhere. */
function assertPlain({ name, attributes }: XmlElement): void {
  for (const [key, value] of Object.entries(attributes)) {
    const attribute = key.toLowerCase();
    if (attribute.startsWith("on")) unsafe(`<${name.slice(0, 40)}> would run a script`);
    if (attribute === "href" || attribute.endsWith(":href") || attribute === "src")
      unsafe(`<${name.slice(0, 40)}> refers to something else`);
    if (/url\s*\(|javascript:|expression\s*\(|@import/i.test(value))
      unsafe(`<${name.slice(0, 40)}> refers to something else`);
    if (["mask", "clip-path", "filter"].includes(attribute)) unsafe(`it uses ${attribute}`);
  }
}

function viewBoxOf(root: XmlElement): { x: number; y: number; width: number; height: number } {
  const said = root.attributes["viewBox"]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const length = (text: string | undefined): number => Number(/^[\d.]+/.exec(text ?? "")?.[0] ?? Number.NaN);
  const [x = 0, y = 0, width = 0, height = 0] = said ?? [
    0,
    0,
    length(root.attributes["width"]),
    length(root.attributes["height"]),
  ];
  if (![x, y, width, height].every(Number.isFinite) || width <= 0 || height <= 0)
    throw new SignError("sign.picture_unreadable", "this SVG does not say how large it is (viewBox)");
  return { x, y, width, height };
}
