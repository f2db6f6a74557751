import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { LayoutError } from "../errors.ts";
import { readBorders } from "../styles/borders.ts";
import { decimal, isOn, points } from "../units.ts";
import { readBlocks } from "./read-blocks.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Block, Column, Grid, HeaderSet, PageFrame, Section } from "./story.ts";

const UNDERSTOOD = new Set([
  "w:headerReference",
  "w:footerReference",
  "w:pgSz",
  "w:pgMar",
  "w:docGrid",
  "w:type",
  "w:titlePg",
  "w:pgNumType",
  "w:cols",
  "w:rtlGutter",
  "w:formProt",
  "w:noEndnote",
  "w:sectPrChange",
  "w:footnotePr",
  "w:endnotePr",
  "w:paperSrc",
  "w:pgBorders",
  "w:textDirection",
  "w:bidi",
]);
/** The page of a section that names none: US Letter with margins of an inch, as both word processors take it. */
const UNSTATED = { width: 612, height: 792 };
/** PDF 1.7 Annex C: pages up to 14 400 units. */
const LARGEST = 14_400;
const LEAST_ROOM = 20;

/** Reads one w:sectPr for the blocks before it. Headers not named are those of the section before. */
export function readSection(
  element: XmlElement | undefined,
  reading: Reading,
  from: { readonly blocks: readonly Block[]; readonly before: Section | undefined },
): Section {
  for (const each of element?.children ?? [])
    if (!UNDERSTOOD.has(each.name)) notUnderstood(reading, each.name);
  const direction = child(element, "w:textDirection")?.attributes["w:val"];
  if (direction !== undefined && direction !== "lrTb" && direction !== "lr")
    notUnderstood(reading, "w:textDirection");
  const size = child(element, "w:pgSz")?.attributes;
  const page = {
    width: points(size?.["w:w"]) ?? UNSTATED.width,
    height: points(size?.["w:h"]) ?? UNSTATED.height,
  };
  const margins = readMargins(child(element, "w:pgMar"));
  const room = Math.min(
    page.width - margins.left - margins.right,
    page.height - margins.top - margins.bottom,
  );
  if (room < LEAST_ROOM || page.width > LARGEST || page.height > LARGEST) {
    throw new LayoutError(
      "layout.bad_page",
      "a section's page has no room for text; correct page size and margins",
      { page, margins },
    );
  }
  const titlePage = child(element, "w:titlePg");
  return {
    blocks: from.blocks,
    start: startOf(child(element, "w:type")?.attributes["w:val"]),
    page,
    margins,
    headers: { ...from.before?.headers, ...readHeaders(element, reading, "w:headerReference") },
    footers: { ...from.before?.footers, ...readHeaders(element, reading, "w:footerReference") },
    titlePage: titlePage !== undefined && isOn(titlePage),
    numberFormat: child(element, "w:pgNumType")?.attributes["w:fmt"] ?? "decimal",
    firstNumber: decimal(child(element, "w:pgNumType")?.attributes["w:start"]),
    grid: readGrid(child(element, "w:docGrid"), reading.styles.standardSize),
    frame: readFrame(child(element, "w:pgBorders")),
    ruled: ["1", "true", "on"].includes(child(element, "w:cols")?.attributes["w:sep"] ?? ""),
    columns: readColumns(child(element, "w:cols"), page.width - margins.left - margins.right),
  };
}

function readFrame(element: XmlElement | undefined): PageFrame | undefined {
  if (element === undefined) return undefined;
  const display = element.attributes["w:display"];
  return {
    borders: readBorders(element),
    from: element.attributes["w:offsetFrom"] === "page" ? "page" : "text",
    pages: display === "firstPage" ? "first" : display === "notFirstPage" ? "others" : "all",
  };
}

const MOST_COLUMNS = 20;
const NARROWEST = 10;

function readColumns(element: XmlElement | undefined, width: number): readonly Column[] {
  const whole = [{ x: 0, width }];
  const own = children(element, "w:col");
  const count = Math.min(
    MOST_COLUMNS,
    Math.floor(decimal(element?.attributes["w:num"]) ?? Math.max(1, own.length)),
  );
  if (count <= 1) return whole;
  const space = points(element?.attributes["w:space"]) ?? 36;
  const equal =
    element?.attributes["w:equalWidth"] !== "0" && element?.attributes["w:equalWidth"] !== "false";
  const columns: Column[] = [];
  let x = 0;
  for (let index = 0; index < count; index += 1) {
    const said = equal ? undefined : own[index]?.attributes;
    const each = points(said?.["w:w"]) ?? (width - space * (count - 1)) / count;
    columns.push({ x, width: each });
    x += each + (said === undefined ? space : (points(said["w:space"]) ?? 0));
  }
  return columns.every((column) => column.width >= NARROWEST && column.x + column.width <= width + 1)
    ? columns
    : whole;
}

function startOf(type: string | undefined): Section["start"] {
  return type === "continuous" || type === "evenPage" || type === "oddPage" ? type : "nextPage";
}

function readMargins(element: XmlElement | undefined): Section["margins"] {
  const side = (name: string, otherwise: number): number =>
    points(element?.attributes[`w:${name}`]) ?? otherwise;
  const gutter = side("gutter", 0);
  // A negative top or bottom margin means "exactly, whatever the header needs".
  return {
    top: Math.abs(side("top", 72)),
    bottom: Math.abs(side("bottom", 72)),
    left: side("left", 72) + gutter,
    right: side("right", 72),
    header: side("header", 36),
    footer: side("footer", 36),
  };
}

/** No grid sets characters further apart, points. */
const LARGEST_SPACE = 200;

function readGrid(element: XmlElement | undefined, standardSize: number): Grid {
  const type = element?.attributes["w:type"];
  if (type !== "lines" && type !== "linesAndChars" && type !== "snapToChars")
    return { pitch: 0, characterSpace: 0, cell: 0 };
  const stated = type === "lines" ? 0 : (decimal(element?.attributes["w:charSpace"]) ?? 0);
  const characterSpace = Math.max(-LARGEST_SPACE, Math.min(LARGEST_SPACE, stated / 4096));
  return {
    pitch: Math.max(0, points(element?.attributes["w:linePitch"]) ?? 0),
    characterSpace,
    // Whole twentieths of a point.
    cell: stated === 0 ? 0 : Math.max(1, standardSize + Math.floor(characterSpace * 20) / 20),
  };
}

function readHeaders(element: XmlElement | undefined, reading: Reading, name: string): HeaderSet {
  const set: { -readonly [Kind in keyof HeaderSet]: HeaderSet[Kind] } = {};
  for (const reference of children(element, name)) {
    const kind = reference.attributes["w:type"] ?? "default";
    const relation = reading.docx.relations(reading.part).get(reference.attributes["r:id"] ?? "");
    const tree = relation === undefined || relation.external ? undefined : reading.docx.xml(relation.target);
    if (relation === undefined || tree === undefined) {
      reading.notes.add("layout.part_missing", "页眉或页脚的内容不在文件中", `${reading.part} ${name}`);
      continue;
    }
    if (kind === "default" || kind === "first" || kind === "even")
      set[kind] = readBlocks(tree, { ...reading, part: relation.target });
  }
  return set;
}
