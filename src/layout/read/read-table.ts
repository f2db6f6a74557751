import { child, children, valueOf, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { LayoutError } from "../errors.ts";
import { type Borders, readBorders } from "../styles/borders.ts";
import { decimal, isOn, points, shade } from "../units.ts";
import { solePlace } from "./sole-place.ts";
import type { Underlay } from "./read-paragraph.ts";
import { type CellSpot, type CellStyle, cellStyles } from "./table-style.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Axis, Block, Cell, Direction, Held, Margins, Place, Row, Table } from "./story.ts";
import { held } from "./transparent.ts";

const MAX_DEPTH = 12;
const MAX_SPAN = 63;
const WORD_MARGINS: Margins = { top: 0, left: 5.4, bottom: 0, right: 5.4 };
const UNDERSTOOD = new Set([
  "w:tblStyle",
  "w:tblW",
  "w:jc",
  "w:tblBorders",
  "w:tblLayout",
  "w:tblCellMar",
  "w:tblInd",
  "w:tblLook",
  "w:shd",
  "w:tblOverlap",
  "w:tblpPr",
  "w:bidiVisual",
  "w:tblCaption",
  "w:tblDescription",
  "w:tblStyleRowBandSize",
  "w:tblStyleColBandSize",
]);

/** w:textDirection, with the names of strict documents. */
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  tbRl: "down",
  tbRlV: "down",
  tbLrV: "down",
  rl: "down",
  rlV: "down",
  btLr: "up",
  lr: "up",
};

/** Reads what stands in a cell: given by the block reader, which reads tables in turn. */
export type BlockReader = (held: Held, reading: Reading, underlay: Underlay) => readonly Block[];

/** What the rows of one table share. */
type TableReading = {
  readonly reading: Reading;
  readonly columns: number;
  readonly margins: Margins;
  readonly background: string | undefined;
  readonly lastRow: number;
  readonly styleOf: (spot: CellSpot) => CellStyle;
  readonly readBlock: BlockReader;
};

/** Reads one w:tbl with its style; at most 12 tables may be inside each other. */
export function readTable(
  element: XmlElement,
  outer: Reading,
  context: { readonly places: readonly Place[]; readonly readBlock: BlockReader },
): Table {
  if (outer.depth >= MAX_DEPTH)
    throw new LayoutError(
      "layout.too_deep",
      `tables are nested deeper than ${MAX_DEPTH}; simplify the document`,
      { limit: MAX_DEPTH },
    );
  const reading = { ...outer, depth: outer.depth + 1 };
  const own = child(element, "w:tblPr");
  for (const each of own?.children ?? []) if (!UNDERSTOOD.has(each.name)) notUnderstood(reading, each.name);
  const style = reading.styles.table(valueOf(child(own, "w:tblStyle")));
  const sources = [own, ...style.elements.map((each) => child(each, "w:tblPr"))];
  const find = (name: string): XmlElement | undefined =>
    sources.map((source) => child(source, name)).find((each) => each !== undefined);
  const grid = children(child(element, "w:tblGrid"), "w:gridCol").map(
    (column) => points(column.attributes["w:w"]) ?? 0,
  );
  const rows = held(element).filter((each) => each.element.name === "w:tr");
  const columns = Math.max(grid.length, 1);
  const shared: TableReading = {
    reading,
    columns,
    margins: readMargins(find("w:tblCellMar"), WORD_MARGINS),
    background: shade(find("w:shd")),
    lastRow: rows.length - 1,
    styleOf: cellStyles(style, find("w:tblLook"), {
      theme: reading.theme,
      unknown: (name) => notUnderstood(reading, name),
    }),
    readBlock: context.readBlock,
  };
  const floating = child(own, "w:tblpPr")?.attributes;
  const align = floating?.["w:tblpXSpec"] ?? valueOf(find("w:jc"));
  const read = rows.map((row, index) => readRow(row.element, shared, index));
  return {
    kind: "table",
    grid: fullGrid(grid, read, element),
    width: widthOf(find("w:tblW"), grid),
    rows: read,
    borders: sources.reduceRight<Borders>(
      (under, source) => ({ ...under, ...readBorders(child(source, "w:tblBorders")) }),
      {},
    ),
    align:
      align === "center"
        ? "center"
        : align === "right" || align === "end" || align === "outside"
          ? "right"
          : "left",
    indent: points(find("w:tblInd")?.attributes["w:w"]) ?? 0,
    places: context.places,
    floating: floating === undefined ? undefined : floatingOf(floating),
  };
}

const SPEC: Readonly<Record<string, Axis["at"]>> = {
  left: "start",
  inside: "inside",
  top: "start",
  center: "middle",
  right: "end",
  outside: "outside",
  bottom: "end",
};

/** Where a floating table stands (w:tblpPr). */
function floatingOf(attributes: Readonly<Record<string, string>>): NonNullable<Table["floating"]> {
  const from = (name: string): Axis["from"] => {
    const value = attributes[name];
    return value === "page" || value === "margin" ? value : "text";
  };
  const length = (name: string): number => points(attributes[name]) ?? 0;
  return {
    x: { from: from("w:horzAnchor"), at: SPEC[attributes["w:tblpXSpec"] ?? ""] ?? length("w:tblpX") },
    y: { from: from("w:vertAnchor"), at: SPEC[attributes["w:tblpYSpec"] ?? ""] ?? length("w:tblpY") },
    clear: {
      left: length("w:leftFromText"),
      right: length("w:rightFromText"),
      top: length("w:topFromText"),
      bottom: length("w:bottomFromText"),
    },
  };
}

/** Shares of a column are fiftieths of a per cent, or per cents written out. */
function widthOf(element: XmlElement | undefined, grid: readonly number[]): Table["width"] {
  const { "w:type": type, "w:w": stated = "" } = element?.attributes ?? {};
  const written = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(stated)?.[1];
  const share = written === undefined ? (decimal(stated) ?? 0) / 5_000 : Number(written) / 100;
  if ((type === "pct" || written !== undefined) && share > 0) return { share: Math.min(share, 4) };
  const length = points(stated) ?? 0;
  if (type !== "auto" && type !== "nil" && type !== "pct" && length > 0) return { points: length };
  return grid.some((each) => each > 0) ? "grid" : { share: 1 };
}

/** The grid with a width for every column used: missing ones share what w:tcW says, or 50 points. */
function fullGrid(grid: readonly number[], rows: readonly Row[], table: XmlElement): readonly number[] {
  const needed = Math.max(
    1,
    ...rows.map((row) => row.cells.reduce((end, cell) => Math.max(end, cell.column + cell.span), 0)),
  );
  const widths = Array.from({ length: Math.max(needed, grid.length) }, (_, index) => grid[index] ?? 0);
  if (widths.every((width) => width > 0)) return widths;
  const row = children(table, "w:tr").find((each) => children(each, "w:tc").length === widths.length);
  const stated = children(row, "w:tc").map(
    (cell) => points(child(child(cell, "w:tcPr"), "w:tcW")?.attributes["w:w"]) ?? 0,
  );
  return widths.map((width, index) => (width > 0 ? width : stated[index] || 50));
}

function readMargins(element: XmlElement | undefined, otherwise: Margins): Margins {
  const side = (...names: readonly string[]): number | undefined =>
    names.map((name) => points(child(element, name)?.attributes["w:w"])).find((value) => value !== undefined);
  return {
    top: side("w:top") ?? otherwise.top,
    left: side("w:left", "w:start") ?? otherwise.left,
    bottom: side("w:bottom") ?? otherwise.bottom,
    right: side("w:right", "w:end") ?? otherwise.right,
  };
}

function readRow(element: XmlElement, shared: TableReading, index: number): Row {
  const properties = child(element, "w:trPr");
  const height = child(properties, "w:trHeight");
  const rule = height?.attributes["w:hRule"];
  const value = points(height?.attributes["w:val"]) ?? 0;
  const flag = (name: string): boolean => {
    const found = child(properties, name);
    return found !== undefined && isOn(found);
  };
  let column = Math.min(decimal(valueOf(child(properties, "w:gridBefore"))) ?? 0, MAX_SPAN);
  const cells: Cell[] = [];
  for (const { element: each, places } of held(element)) {
    if (each.name !== "w:tc") continue;
    const cell = readCell(each, shared, { row: index, column, places });
    column += cell.span;
    const merge = child(child(each, "w:tcPr"), "w:hMerge");
    const before = cells.at(-1);
    // Cells merged the old way (w:hMerge) are one that spans their columns.
    if (merge !== undefined && valueOf(merge) !== "restart" && before !== undefined)
      cells[cells.length - 1] = { ...before, span: before.span + cell.span };
    else cells.push(cell);
  }
  return {
    cells,
    height: { rule: value === 0 ? "auto" : rule === "exact" ? "exact" : "atLeast", value },
    whole: flag("w:cantSplit"),
    head: flag("w:tblHeader"),
  };
}

function readCell(
  element: XmlElement,
  shared: TableReading,
  at: { readonly row: number; readonly column: number; readonly places: readonly Place[] },
): Cell {
  const { reading } = shared;
  const properties = child(element, "w:tcPr");
  const merge = child(properties, "w:vMerge");
  const align = valueOf(child(properties, "w:vAlign"));
  const span = Math.min(Math.max(1, decimal(valueOf(child(properties, "w:gridSpan"))) ?? 1), MAX_SPAN);
  const style = shared.styleOf({
    row: at.row,
    column: at.column,
    endColumn: at.column + span,
    lastRow: shared.lastRow,
    lastColumn: shared.columns - 1,
  });
  const blocks = held(element).flatMap((each) => shared.readBlock(each, reading, style));
  return {
    column: at.column,
    span,
    merge: merge === undefined ? "none" : valueOf(merge) === "restart" ? "start" : "continue",
    borders: { ...style.borders, ...readBorders(child(properties, "w:tcBorders")) },
    background: shade(child(properties, "w:shd")) ?? style.background ?? shared.background,
    align: align === "center" || align === "bottom" ? align : "top",
    direction: DIRECTIONS[valueOf(child(properties, "w:textDirection")) ?? ""] ?? "across",
    margins: readMargins(child(properties, "w:tcMar"), shared.margins),
    blocks,
    place: at.places[0] ?? solePlace(blocks),
  };
}
