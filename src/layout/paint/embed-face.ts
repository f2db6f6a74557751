import { type PDFContext, PDFNumber, type PDFRef, PDFString } from "pdf-lib";
import type { Face } from "../fonts/face.ts";
import { deflated, packedOutlines } from "./pdf-objects.ts";

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, "0");

/** Symbolic: the font has its own encoding (ISO 32000-1 §9.8.2). */
const SYMBOLIC = 4;

/**
 * Embeds what was painted of a face: a glyf subset as CIDFontType2 with Identity-H, a CIDToGIDMap (one code per code point,
 * so that ToUnicode is exact even where glyphs are shared), widths from hmtx. Returns the tagged PostScript name.
 */
export function embedFace(context: PDFContext, face: Face, into: PDFRef): string {
  const glyphs = face.used.map((sign) => sign.glyph);
  const { bytes, glyphs: renumbered } = face.font.subset(glyphs);
  const name = `${subsetTag(`${face.name} ${face.used.map((sign) => sign.codePoint).join(" ")}`)}+${face.name}`;
  const toGlyph = new Uint8Array(2 * (glyphs.length + 1));
  const toGlyphView = new DataView(toGlyph.buffer);
  for (const [index, glyph] of glyphs.entries())
    toGlyphView.setUint16(2 * (index + 1), renumbered.get(glyph) ?? 0);
  const widths = [0, ...glyphs].map((glyph) =>
    PDFNumber.of(Math.round(face.statedWidth(glyph) * 100_000) / 100),
  );
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
      FontDescriptor: descriptor(context, face, {
        name,
        file: packedOutlines(context, bytes, { Length1: bytes.length }),
      }),
      DW: 1000,
      W: [0, widths],
      CIDToGIDMap: deflated(context, toGlyph),
    }),
  );
  context.assign(
    into,
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: name,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: deflated(context, toUnicode(face)),
    }),
  );
  return name;
}

function descriptor(
  context: PDFContext,
  face: Face,
  { name, file }: { readonly name: string; readonly file: PDFRef },
): PDFRef {
  const { metrics } = face.font;
  const scaled = (value: number): number => Math.round((value * 1000) / metrics.unitsPerEm);
  return context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: name,
      Flags: SYMBOLIC,
      FontBBox: metrics.bounds.map(scaled),
      ItalicAngle: 0,
      Ascent: scaled(metrics.ascent),
      Descent: -scaled(metrics.descent),
      CapHeight: scaled(metrics.capHeight),
      StemV: 80,
      FontFile2: file,
    }),
  );
}

/** Six capitals that depend on the font and the characters (ISO 32000-1 §9.6.4), by FNV-1a. */
function subsetTag(seed: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1)
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193) >>> 0;
  let tag = "";
  for (let letter = 0; letter < 6; letter += 1) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

const CMAP_HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
`;
const CMAP_TAIL = `endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
const BLOCK = 100;

/** ToUnicode CMap: code n stands for the n-th code point painted. */
function toUnicode(face: Face): string {
  const lines = face.used.map((sign, index) => `<${hex4(index + 1)}><${utf16Hex(sign.codePoint)}>`);
  let cmap = CMAP_HEAD;
  for (let from = 0; from < lines.length; from += BLOCK) {
    const block = lines.slice(from, from + BLOCK);
    cmap += `${block.length} beginbfchar\n${block.join("\n")}\nendbfchar\n`;
  }
  return cmap + CMAP_TAIL;
}

function utf16Hex(codePoint: number): string {
  if (codePoint < 0x10000) return hex4(codePoint);
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index))).join("");
}
