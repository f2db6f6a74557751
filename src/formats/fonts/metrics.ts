import { malformed } from "./errors.ts";
import { type Sfnt, tableBytes, tableOf } from "./tables.ts";

/** Measures of a font, in font units (see `unitsPerEm`). */
export type Metrics = {
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  /** Above the baseline, positive. hhea unless the font asks for its typographic measures (OS/2 USE_TYPO_METRICS). */
  readonly ascent: number;
  /** Below the baseline, positive. */
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  /** xMin, yMin, xMax, yMax of all glyphs. */
  readonly bounds: readonly [number, number, number, number];
  /** Number of full records in hmtx; later glyphs share the last advance. */
  readonly fullMetrics: number;
  /** loca offsets are 32 bit. */
  readonly longOffsets: boolean;
  readonly postScriptName: string;
};

/** Reads head, maxp, hhea, OS/2 and the PostScript name; checks that hmtx and loca are long enough. */
export function readMetrics(sfnt: Sfnt): Metrics {
  const { view } = sfnt;
  const head = tableOf(sfnt, "head", 54).offset;
  const glyphCount = view.getUint16(tableOf(sfnt, "maxp", 6).offset + 4);
  const hhea = tableOf(sfnt, "hhea", 36).offset;
  const unitsPerEm = view.getUint16(head + 18);
  if (unitsPerEm < 16 || unitsPerEm > 16384 || glyphCount === 0) malformed("head or maxp");
  const fullMetrics = view.getUint16(hhea + 34);
  if (fullMetrics === 0 || fullMetrics > glyphCount) malformed("hhea");
  tableOf(sfnt, "hmtx", fullMetrics * 4 + (glyphCount - fullMetrics) * 2);
  const longOffsets = view.getInt16(head + 50) === 1;
  tableOf(sfnt, "loca", (glyphCount + 1) * (longOffsets ? 4 : 2));
  tableOf(sfnt, "glyf", 0);
  const heights = lineHeights(sfnt, hhea);
  return {
    unitsPerEm,
    glyphCount,
    ...heights,
    bounds: [
      view.getInt16(head + 36),
      view.getInt16(head + 38),
      view.getInt16(head + 40),
      view.getInt16(head + 42),
    ],
    fullMetrics,
    longOffsets,
    postScriptName: postScriptName(sfnt),
  };
}

function lineHeights(
  sfnt: Sfnt,
  hhea: number,
): Pick<Metrics, "ascent" | "descent" | "lineGap" | "capHeight"> {
  const { view } = sfnt;
  const os2 = sfnt.tables.get("OS/2");
  const typographic = os2 !== undefined && os2.length >= 74 && (view.getUint16(os2.offset + 62) & 0x80) !== 0;
  const from = typographic && os2 !== undefined ? os2.offset + 68 : hhea + 4;
  const ascent = view.getInt16(from);
  return {
    ascent,
    descent: -view.getInt16(from + 2),
    lineGap: Math.max(0, view.getInt16(from + 4)),
    capHeight: os2 !== undefined && os2.length >= 90 ? view.getInt16(os2.offset + 88) : ascent,
  };
}

/** Name 6 in any Windows record; "Font" when there is none. Only characters a PDF name takes unescaped are kept. */
function postScriptName(sfnt: Sfnt): string {
  const table = tableBytes(sfnt, "name");
  if (table.length < 6) return "Font";
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const count = Math.min(view.getUint16(2), 512);
  const strings = view.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const at = 6 + index * 12;
    if (at + 12 > table.length) break;
    if (view.getUint16(at) !== 3 || view.getUint16(at + 6) !== 6) continue;
    const from = strings + view.getUint16(at + 10);
    const text = new TextDecoder("utf-16be").decode(table.subarray(from, from + view.getUint16(at + 8)));
    return text.replaceAll(/[^A-Za-z0-9_-]/g, "").slice(0, 60) || "Font";
  }
  return "Font";
}
