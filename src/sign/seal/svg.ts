import { toBase64 } from "../../kit/bytes.ts";
import type { PathStep, SealPicture, Shape } from "./picture.ts";
import { pngOfDots } from "./png.ts";

const short = (value: number): string => String(Math.round(value * 100) / 100 + 0);

const COMMANDS = { move: "M", line: "L", curve: "C", close: "Z" } as const;

/** The picture as a standalone SVG of its real size, for pages. No script, no reference to anything outside itself. */
export function svgOf(picture: SealPicture): string {
  const images = (picture.bitmaps ?? []).map((bitmap) => {
    const { x, y, width, height } = bitmap.frame;
    const place = `x="${short(x)}" y="${short(picture.height - y - height)}" width="${short(width)}" height="${short(height)}"`;
    return `<image ${place} preserveAspectRatio="none" href="data:image/png;base64,${toBase64(pngOfDots(bitmap))}"/>`;
  });
  const paths = picture.shapes.map((shape) => pathElement(shape, picture.height));
  const [width, height] = [short(picture.width), short(picture.height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}">${images.join("")}${paths.join("")}</svg>`;
}

function pathElement({ fill, swell, path, rule, outlineOnly }: Shape, height: number): string {
  const colour = `rgb(${fill.map((part) => Math.round(part * 255)).join(",")})`;
  const pen =
    swell === undefined ? "" : ` stroke="${colour}" stroke-width="${short(swell)}" stroke-linejoin="round"`;
  const inside = outlineOnly === true ? "none" : colour;
  const winding = rule === undefined ? "" : ` fill-rule="${rule}"`;
  return `<path fill="${inside}"${winding}${pen} d="${path.map((step) => svgStep(step, height)).join("")}"/>`;
}

/** SVG counts y downwards. */
const svgStep = ({ to, at }: PathStep, height: number): string =>
  COMMANDS[to] + at.map((value, index) => short(index % 2 === 0 ? value : height - value)).join(" ");
