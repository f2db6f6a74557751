import { child, type XmlElement, valueOf } from "../../formats/docx/xml-tree.ts";
import { type Border, type Borders, readBorders } from "../styles/borders.ts";
import { type ParagraphProperties, readParagraphProperties } from "../styles/paragraph-properties.ts";
import { readRunProperties, type RunProperties } from "../styles/run-properties.ts";
import type { Style } from "../styles/style-sheet.ts";
import type { ThemeFonts } from "../styles/theme-fonts.ts";
import { decimal, shade } from "../units.ts";

/** What a table style lays under one cell. */
export type CellStyle = {
  readonly paragraph: Partial<ParagraphProperties>;
  readonly run: Partial<RunProperties>;
  readonly borders: Borders;
  readonly background: string | undefined;
};

/** Where a cell stands in its table; `lastRow` and `lastColumn` are the table's. */
export type CellSpot = {
  readonly row: number;
  readonly column: number;
  readonly endColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
};

type Part = CellStyle & { readonly inside: Borders };
type Look = Readonly<
  Record<"firstRow" | "lastRow" | "firstColumn" | "lastColumn" | "noHBand" | "noVBand", boolean>
>;

const BITS: Readonly<Record<keyof Look, number>> = {
  firstRow: 0x20,
  lastRow: 0x40,
  firstColumn: 0x80,
  lastColumn: 0x100,
  noHBand: 0x200,
  noVBand: 0x400,
};

/** The style of every cell of a table: the whole table's, then bands, columns, rows and corners (ISO 29500-1 §17.7.6). */
export function cellStyles(
  style: Style,
  look: XmlElement | undefined,
  reading: { readonly theme: ThemeFonts; readonly unknown: (name: string) => void },
): (spot: CellSpot) => CellStyle {
  const parts = new Map<string, Part>();
  for (const element of [...style.elements].reverse())
    for (const each of element.children)
      if (each.name === "w:tblStylePr") {
        const type = each.attributes["w:type"] ?? "";
        parts.set(type, over(parts.get(type), readPart(each, reading)));
      }
  const whole: CellStyle = {
    paragraph: style.paragraph,
    run: style.run,
    borders: {},
    background: undefined,
  };
  if (parts.size === 0) return () => whole;
  const shown = readLook(look);
  const size = (name: string): number =>
    Math.max(
      1,
      decimal(
        style.elements
          .map((each) => valueOf(child(child(each, "w:tblPr"), name)))
          .find((each) => each !== undefined),
      ) ?? 1,
    );
  const bands = { rows: size("w:tblStyleRowBandSize"), columns: size("w:tblStyleColBandSize") };
  return (spot) => {
    let result = whole;
    for (const type of typesOf(spot, shown, bands)) {
      const part = parts.get(type);
      if (part !== undefined) result = laid(result, part, edgesOf(type, spot));
    }
    return result;
  };
}

function readLook(element: XmlElement | undefined): Look {
  const bits = Number.parseInt(element?.attributes["w:val"] ?? "04A0", 16);
  const shows = (name: keyof Look): boolean => {
    const said = element?.attributes[`w:${name}`];
    return said === undefined ? (bits & BITS[name]) !== 0 : said === "1" || said === "true" || said === "on";
  };
  return {
    firstRow: shows("firstRow"),
    lastRow: shows("lastRow"),
    firstColumn: shows("firstColumn"),
    lastColumn: shows("lastColumn"),
    noHBand: shows("noHBand"),
    noVBand: shows("noVBand"),
  };
}

function readPart(
  element: XmlElement,
  { theme, unknown }: { readonly theme: ThemeFonts; readonly unknown: (name: string) => void },
): Part {
  const cell = child(element, "w:tcPr");
  const all = {
    ...readBorders(child(child(element, "w:tblPr"), "w:tblBorders")),
    ...readBorders(child(cell, "w:tcBorders")),
  };
  return {
    paragraph: readParagraphProperties(child(element, "w:pPr"), unknown),
    run: readRunProperties(child(element, "w:rPr"), theme, unknown),
    borders: all,
    inside: all,
    background: shade(child(cell, "w:shd")),
  };
}

const over = (under: Part | undefined, part: Part): Part =>
  under === undefined
    ? part
    : {
        paragraph: { ...under.paragraph, ...part.paragraph },
        run: { ...under.run, ...part.run },
        borders: { ...under.borders, ...part.borders },
        inside: { ...under.inside, ...part.inside },
        background: part.background ?? under.background,
      };

/** The conditional parts that hold for a cell, weakest first. */
function typesOf(
  { row, column, endColumn, lastRow, lastColumn }: CellSpot,
  look: Look,
  bands: { readonly rows: number; readonly columns: number },
): readonly string[] {
  const first = { row: look.firstRow && row === 0, column: look.firstColumn && column === 0 };
  const last = {
    row: look.lastRow && row === lastRow && row > 0,
    column: look.lastColumn && endColumn > lastColumn && column > 0,
  };
  const types: string[] = [];
  const band = (at: number, size: number): number => (Math.floor(at / size) % 2) + 1;
  if (!look.noVBand && !first.column && !last.column)
    types.push(`band${band(column - (look.firstColumn ? 1 : 0), bands.columns)}Vert`);
  if (!look.noHBand && !first.row && !last.row)
    types.push(`band${band(row - (look.firstRow ? 1 : 0), bands.rows)}Horz`);
  if (first.column) types.push("firstCol");
  if (last.column) types.push("lastCol");
  if (first.row) types.push("firstRow");
  if (last.row) types.push("lastRow");
  if (first.row && last.column) types.push("neCell");
  if (first.row && first.column) types.push("nwCell");
  if (last.row && last.column) types.push("seCell");
  if (last.row && first.column) types.push("swCell");
  return types;
}

/** Which of a part's sides are outer for the cell: a row's part has its left only in the first cell, and so on. */
function edgesOf(
  type: string,
  spot: CellSpot,
): Readonly<Record<"top" | "bottom" | "left" | "right", boolean>> {
  const across = type.endsWith("Row") || type.endsWith("Horz");
  const down = type.endsWith("Col") || type.endsWith("Vert");
  return {
    top: !down || spot.row === 0,
    bottom: !down || spot.row === spot.lastRow,
    left: !across || spot.column === 0,
    right: !across || spot.endColumn > spot.lastColumn,
  };
}

function laid(under: CellStyle, part: Part, edges: ReturnType<typeof edgesOf>): CellStyle {
  const { insideH, insideV } = part.inside;
  const borders: Partial<Record<"top" | "bottom" | "left" | "right", Border>> = { ...under.borders };
  for (const side of ["top", "bottom", "left", "right"] as const) {
    const border = edges[side] ? part.borders[side] : side === "top" || side === "bottom" ? insideH : insideV;
    if (border !== undefined) borders[side] = border;
  }
  return {
    paragraph: { ...under.paragraph, ...part.paragraph },
    run: { ...under.run, ...part.run },
    borders,
    background: part.background ?? under.background,
  };
}
