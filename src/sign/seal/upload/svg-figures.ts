import type { XmlElement } from "../../../formats/docx/xml-tree.ts";
import type { PathStep } from "../picture.ts";
import { readPath } from "./svg-path.ts";

/** The outline of a path or a basic shape; undefined for any other element. */
export function figurePath({ name, attributes }: XmlElement): PathStep[] | undefined {
  const number = (key: string): number => {
    const value = Number.parseFloat(attributes[key] ?? "0");
    return Number.isFinite(value) && Math.abs(value) < 1e7 ? value : 0;
  };
  if (name === "path") return readPath(attributes["d"] ?? "");
  if (name === "rect") {
    const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
    if (width <= 0 || height <= 0) return [];
    return readPath(`M${x} ${y}h${width}v${height}h${-width}z`);
  }
  if (name === "circle" || name === "ellipse") {
    const rx = name === "circle" ? number("r") : number("rx");
    const ry = name === "circle" ? rx : number("ry");
    if (rx <= 0 || ry <= 0) return [];
    const half = `a${rx} ${ry} 0 1 1`;
    return readPath(`M${number("cx") - rx} ${number("cy")}${half} ${2 * rx} 0${half} ${-2 * rx} 0z`);
  }
  if (name === "line") return readPath(`M${number("x1")} ${number("y1")}L${number("x2")} ${number("y2")}`);
  if (name === "polygon" || name === "polyline") {
    const points = (attributes["points"] ?? "").trim();
    return points === "" ? [] : readPath(`M${points}${name === "polygon" ? "z" : ""}`);
  }
  return undefined;
}
