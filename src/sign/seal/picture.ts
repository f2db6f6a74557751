/** A colour as DeviceRGB, each part 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** One drawing step of a path: its points as x, y pairs, in points of 1/72 inch, y upwards. `curve` has two controls and the end. */
export type PathStep = {
  readonly to: "move" | "line" | "curve" | "close";
  readonly at: readonly number[];
};

/** A filled region (non-zero winding). Opaque: nothing here needs transparency, so PDF/A stays PDF/A. */
export type Shape = {
  readonly fill: Colour;
  /** Width of a stroke of the same colour along the outline, as ink swells on paper; none when absent. */
  readonly swell?: number | undefined;
  readonly path: readonly PathStep[];
};

/**
 * A drawing of known real size: width and height in points, origin bottom left. It holds outlines only, no font and no
 * bitmap, so the same drawing serves PDF, SVG and the printer. It is a 印章图形, never an 电子印章 (GB/T 38540).
 */
export type SealPicture = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
};

/** Points of a millimetre. */
export const POINTS_PER_MM = 72 / 25.4;

const short = (value: number): string => String(Math.round(value * 100) / 100 + 0);

/** Paths are written in fiftieths of a point (7 µm): whole numbers are shorter than decimals and quicker to write. */
const UNITS_PER_POINT = 50;
const units = (value: number): number => Math.round(value * UNITS_PER_POINT) + 0;

const PDF_OPERATORS = { move: "m", line: "l", curve: "c", close: "h" } as const;
const SVG_COMMANDS = { move: "M", line: "L", curve: "C", close: "Z" } as const;

/** The picture as PDF content operators, balanced by q and Q. Needs no resources. */
export function pdfOperators(picture: SealPicture): string {
  const operators = ["q", `${1 / UNITS_PER_POINT} 0 0 ${1 / UNITS_PER_POINT} 0 0 cm`];
  for (const { fill, swell, path } of picture.shapes) {
    const colour = fill.map(short).join(" ");
    operators.push(`${colour} rg`);
    if (swell !== undefined) operators.push(`${colour} RG ${units(swell)} w 1 j`);
    for (const { to, at } of path) {
      let step = "";
      for (const value of at) step += `${units(value)} `;
      operators.push(step + PDF_OPERATORS[to]);
    }
    operators.push(swell === undefined ? "f" : "B");
  }
  return `${operators.join("\n")}\nQ\n`;
}

/** SVG counts y downwards. */
const svgStep = ({ to, at }: PathStep, height: number): string =>
  SVG_COMMANDS[to] + at.map((value, index) => short(index % 2 === 0 ? value : height - value)).join(" ");

/** The picture as a standalone SVG of its real size, for pages. */
export function svgOf(picture: SealPicture): string {
  const paths = picture.shapes.map((shape) => {
    const fill = `rgb(${shape.fill.map((part) => Math.round(part * 255)).join(",")})`;
    const pen =
      shape.swell === undefined
        ? ""
        : ` stroke="${fill}" stroke-width="${short(shape.swell)}" stroke-linejoin="round"`;
    return `<path fill="${fill}"${pen} d="${shape.path.map((step) => svgStep(step, picture.height)).join("")}"/>`;
  });
  const size = `${short(picture.width)} ${short(picture.height)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${short(picture.width)}pt" height="${short(picture.height)}pt" viewBox="0 0 ${size}">${paths.join("")}</svg>`;
}

/** The picture moved by (x, y) and scaled about its origin. */
export function placedShapes(picture: SealPicture, place: { x: number; y: number; scale: number }): Shape[] {
  const moved = ({ to, at }: PathStep): PathStep => ({
    to,
    at: at.map((value, index) => (index % 2 === 0 ? place.x : place.y) + value * place.scale),
  });
  return picture.shapes.map(({ fill, swell, path }) => ({
    fill,
    swell: swell === undefined ? undefined : swell * place.scale,
    path: path.map(moved),
  }));
}
