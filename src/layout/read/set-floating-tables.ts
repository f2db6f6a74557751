import { PLAIN_FLOAT } from "./plain-float.ts";
import type { Block, Float, Section, Table } from "./story.ts";

/** A table leaves less room beside it than this when no text goes around it, points. */
const LEAST_BESIDE = 13.3;

/**
 * Puts tables that float (w:tblpPr) beside the paragraph after them, where text has room to go around them or their place is
 * measured from the page; all others stay in the flow, where they can be divided over pages.
 */
export function setFloatingTables(section: Section): Section {
  const { blocks, columns, page, margins } = section;
  if (!blocks.some((block) => block.kind === "table" && block.floating !== undefined)) return section;
  const width = columns[0]?.width ?? page.width - margins.left - margins.right;
  const room = page.height - margins.top - margins.bottom;
  const result: Block[] = [];
  let waiting: Table[] = [];
  for (const block of blocks) {
    if (block.kind === "table") {
      if (floats(block, { width, room, columns: columns.length })) waiting.push(block);
      else result.push(...waiting.splice(0), block);
      continue;
    }
    if (waiting.length === 0) {
      result.push(block);
      continue;
    }
    const inlines = waiting.map((table) => {
      const float = floatOf(table);
      return { kind: "float", float, run: block.mark, places: [] } as const;
    });
    waiting = [];
    result.push({ ...block, inlines: [...inlines, ...block.inlines] });
  }
  return { ...section, blocks: [...result, ...waiting] };
}

const widthOf = ({ grid, width }: Table): number =>
  width !== "grid" && "points" in width ? width.points : grid.reduce((sum, each) => sum + each, 0);

function floats(
  table: Table,
  within: { readonly width: number; readonly room: number; readonly columns: number },
): boolean {
  const { floating } = table;
  if (floating === undefined) return false;
  const least = table.rows.reduce((sum, row) => sum + Math.max(LEAST_ROW, row.height.value), 0);
  if (least > within.room) return false;
  return floating.x.from === "page" || within.columns > 1 || widthOf(table) + LEAST_BESIDE < within.width;
}

/** A row is at least as high as a small line. */
const LEAST_ROW = 12;

function floatOf(table: Table): Float {
  const { x, y, clear } = table.floating ?? { ...PLAIN_FLOAT };
  return {
    ...PLAIN_FLOAT,
    width: widthOf(table),
    // A distance is that of the text of the first cell.
    x: typeof x.at === "number" ? { ...x, at: x.at - (table.rows[0]?.cells[0]?.margins.left ?? 0) } : x,
    y,
    wrap: "around",
    clear,
    layer: "before",
    blocks: [{ ...table, align: "left", indent: 0, floating: undefined }],
  };
}
