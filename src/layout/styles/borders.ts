import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, hexColor } from "../units.ts";

/** One border: `none` was said on purpose, which is not the same as nothing said. */
export type Border = {
  readonly style: "none" | "single" | "double" | "dotted" | "dashed";
  /** Points. */
  readonly width: number;
  readonly color: string;
  /** Distance to the text, points (paragraph borders). */
  readonly space: number;
};

/** The room a border takes across: a double one is two lines and as much between them. */
export const thickness = (border: Border | undefined): number =>
  border === undefined || border.style === "none"
    ? 0
    : border.style === "double"
      ? border.width * 3
      : border.width;

export type Side =
  | "top"
  | "left"
  | "bottom"
  | "right"
  | "insideH"
  | "insideV"
  | "between"
  /** Across a cell, from its top left or its top right corner. */
  | "falling"
  | "rising";
export type Borders = Readonly<Partial<Record<Side, Border>>>;

const SIDES: readonly (readonly [Side, readonly string[]])[] = [
  ["top", ["w:top"]],
  ["left", ["w:left", "w:start"]],
  ["bottom", ["w:bottom"]],
  ["right", ["w:right", "w:end"]],
  ["insideH", ["w:insideH"]],
  ["insideV", ["w:insideV"]],
  ["between", ["w:between"]],
  ["falling", ["w:tl2br"]],
  ["rising", ["w:tr2bl"]],
];

const STYLES: Readonly<Record<string, Border["style"]>> = {
  nil: "none",
  none: "none",
  double: "double",
  dotted: "dotted",
  dashed: "dashed",
  dashSmallGap: "dashed",
  dotDash: "dashed",
  dotDotDash: "dashed",
  triple: "double",
};

/** Reads one border. Fancy styles are drawn as single lines of their width. */
export function readBorder({ attributes }: XmlElement): Border {
  const style = STYLES[attributes["w:val"] ?? "single"] ?? "single";
  const eighths = decimal(attributes["w:sz"]) ?? 4;
  return {
    style,
    width: style === "none" ? 0 : Math.min(Math.max(eighths, 2), 96) / 8,
    color: hexColor(attributes["w:color"]) ?? "000000",
    space: decimal(attributes["w:space"]) ?? 0,
  };
}

/** Reads w:tblBorders, w:tcBorders or w:pBdr. */
export function readBorders(element: XmlElement | undefined): Borders {
  const borders: Partial<Record<Side, Border>> = {};
  for (const [side, names] of SIDES) {
    const found = names.map((name) => child(element, name)).find((each) => each !== undefined);
    if (found === undefined) continue;
    borders[side] = readBorder(found);
  }
  return borders;
}
