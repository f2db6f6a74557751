import { latin1 } from "../../../kit/bytes.ts";
import { readCharacterMap } from "../../fonts/cmap.ts";
import { readTables } from "../../fonts/tables.ts";
import { readMetrics } from "../../fonts/metrics.ts";
import { nameOf, type PdfDictionary, type PdfObject } from "../objects.ts";
import { adobeGb1Text } from "./adobe-gb1.ts";
import { type CodeMap, readCodeMap } from "./cmap.ts";
import { codesOf, predefined, type Coding } from "./coding.ts";
import { glyphText, symbolText } from "./glyph-names.ts";
import { spendEntries } from "./patience.ts";
import type { PdfSource } from "./source.ts";

/** One code of a shown string: its text, its advance in thousandths of the size, whether it is the one-byte space (word spacing). */
export type ShownCode = { readonly text: string; readonly width: number; readonly isSpace: boolean };

/** A font as far as reading goes. `UNREAD` stands for what has no text. */
export type TextFont = {
  readonly vertical: boolean;
  /** Glyph space to text space: 0.001, or what a Type 3 font says. */
  readonly scale: number;
  show(bytes: Uint8Array): readonly ShownCode[];
};

/** Stands for a code whose text cannot be known. */
export const UNREAD = "\uFFFD";

/** Reads a font dictionary; never throws for what the dictionary lacks. */
export function readTextFont(dictionary: PdfDictionary, source: PdfSource): TextFont {
  const { entries } = dictionary;
  const stream = source.resolve(entries.get("ToUnicode"));
  const plain = stream?.kind === "stream" ? source.decode(stream) : undefined;
  const toUnicode = plain === undefined ? undefined : readCodeMap(plain, source.patience);
  return nameOf(source.resolve(entries.get("Subtype"))) === "Type0"
    ? composite({ dictionary, source, toUnicode })
    : simple({ dictionary, source, toUnicode });
}

type Parts = {
  readonly dictionary: PdfDictionary;
  readonly source: PdfSource;
  readonly toUnicode: CodeMap | undefined;
};

const numberOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === "number" ? object.value : undefined;

/** Private-use and null targets say nothing. */
const readable = (text: string | undefined): string | undefined =>
  text === undefined || /[\uE000-\uEFFF\uF100-\uF8FF\0]/u.test(text) ? undefined : text;

function simple({ dictionary, source, toUnicode }: Parts): TextFont {
  const { entries } = dictionary;
  const name = nameOf(source.resolve(entries.get("BaseFont"))) ?? "";
  const encoding = source.resolve(entries.get("Encoding"));
  const base =
    nameOf(encoding) ??
    (encoding?.kind === "dictionary"
      ? nameOf(source.resolve(encoding.entries.get("BaseEncoding")))
      : undefined);
  const differences = differencesOf(encoding, source);
  const first = numberOf(source.resolve(entries.get("FirstChar"))) ?? 0;
  const widths = source.resolve(entries.get("Widths"));
  const latin = new TextDecoder(base === "MacRomanEncoding" ? "macintosh" : "windows-1252");
  const type3 = nameOf(source.resolve(entries.get("Subtype"))) === "Type3";
  const matrix = source.resolve(entries.get("FontMatrix"));
  const scale =
    type3 && matrix?.kind === "array"
      ? Math.abs(numberOf(source.resolve(matrix.items[0])) ?? 0.001) || 0.001
      : 0.001;
  const known = new Map<number, ShownCode>();
  const textOf = (code: number): string => {
    const told = readable(toUnicode?.text.get(code)) ?? symbolText(name, code);
    if (told !== undefined) return told;
    const difference = differences.get(code);
    if (difference !== undefined) return glyphText(difference) ?? (difference === ".notdef" ? "" : UNREAD);
    if (type3 || toUnicode !== undefined)
      return code < 32 ? "" : type3 ? UNREAD : latin.decode(Uint8Array.of(code));
    return code < 32 ? "" : latin.decode(Uint8Array.of(code));
  };
  const show = (bytes: Uint8Array): readonly ShownCode[] =>
    Array.from(bytes, (code) => {
      const seen = known.get(code);
      if (seen !== undefined) return seen;
      const listed =
        widths?.kind === "array" ? numberOf(source.resolve(widths.items[code - first])) : undefined;
      const shown = { text: textOf(code), width: listed ?? (type3 ? 0 : 500), isSpace: code === 32 };
      known.set(code, shown);
      return shown;
    });
  return { vertical: false, scale, show };
}

function differencesOf(encoding: PdfObject | undefined, source: PdfSource): ReadonlyMap<number, string> {
  const differences = new Map<number, string>();
  if (encoding?.kind !== "dictionary") return differences;
  const list = source.resolve(encoding.entries.get("Differences"));
  if (list?.kind !== "array") return differences;
  let code = 0;
  for (const item of list.items.slice(0, 1024)) {
    const resolved = source.resolve(item);
    if (resolved?.kind === "number") code = resolved.value;
    else if (resolved?.kind === "name") {
      spendEntries(source.patience, 1);
      differences.set(code, resolved.value);
      code += 1;
    }
  }
  return differences;
}

function composite({ dictionary, source, toUnicode }: Parts): TextFont {
  const descendants = source.resolve(dictionary.entries.get("DescendantFonts"));
  const descendant = source.dictionary(descendants?.kind === "array" ? descendants.items[0] : descendants);
  const coding = codingOf(source.resolve(dictionary.entries.get("Encoding")), source);
  const widths = widthsOf(descendant, source);
  const usual = numberOf(source.resolve(descendant?.entries.get("DW"))) ?? 1000;
  const known = new Map<number, ShownCode>();
  let glyphs: ReadonlyMap<number, string> | undefined;
  // glyphs of an embedded TrueType font are numbered by the font, whatever collection it names
  const isGb1 =
    orderingOf(descendant, source) === "GB1" &&
    source.dictionary(descendant?.entries.get("FontDescriptor"))?.entries.get("FontFile2") === undefined;
  const byGlyph = (cid: number): string | undefined => {
    glyphs ??= textOfGlyphs(descendant, source);
    return glyphs.get(cid) ?? (isGb1 ? adobeGb1Text(cid) : undefined);
  };
  const show = (bytes: Uint8Array): readonly ShownCode[] =>
    codesOf(bytes, coding).map(({ code, length, cid, text }) => {
      const key = code * 8 + length;
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      const words = readable(toUnicode?.text.get(code)) ?? text ?? byGlyph(cid ?? code) ?? UNREAD;
      const width = cid === undefined ? unicodeWidth(words, usual) : (widths.get(cid) ?? usual);
      const shown = { text: words, width, isSpace: length === 1 && code === 32 };
      known.set(key, shown);
      return shown;
    });
  return { vertical: coding.vertical, scale: 0.001, show };
}

/** The character collection the glyph numbers belong to: 「GB1」 of Adobe-GB1. */
function orderingOf(descendant: PdfDictionary | undefined, source: PdfSource): string | undefined {
  const system = source.dictionary(descendant?.entries.get("CIDSystemInfo"));
  const ordering = source.resolve(system?.entries.get("Ordering"));
  return ordering?.kind === "string" ? latin1(ordering.bytes) : undefined;
}

/** Without a table from Unicode to CID the width is guessed: ASCII is half as wide. */
const unicodeWidth = (text: string, usual: number): number =>
  /^[\x20-\x7e]$/.test(text) ? usual / 2 : usual;

function codingOf(encoding: PdfObject | undefined, source: PdfSource): Coding {
  const name = nameOf(encoding);
  if (name !== undefined) return predefined(name);
  if (encoding?.kind !== "stream") return predefined("Identity-H");
  const plain = source.decode(encoding);
  if (plain === undefined) return predefined("Identity-H");
  const map = readCodeMap(plain, source.patience);
  const wmode = numberOf(source.resolve(encoding.dictionary.entries.get("WMode")));
  if (map.cid.size === 0 && map.cidRanges.length === 0) {
    const used = nameOf(source.resolve(encoding.dictionary.entries.get("UseCMap")));
    return predefined(used ?? (wmode === 1 || map.vertical ? "Identity-V" : "Identity-H"));
  }
  return { kind: "map", map, vertical: wmode === 1 || map.vertical };
}

/** /W: `c [w w …]` and `first last w`. */
function widthsOf(descendant: PdfDictionary | undefined, source: PdfSource): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const list = source.resolve(descendant?.entries.get("W"));
  if (list?.kind !== "array") return widths;
  // ranges may lie over each other again and again: what is set is counted, not what is there
  const set = (cid: number, width: number): void => {
    spendEntries(source.patience, 1);
    widths.set(cid, width);
  };
  for (let at = 0; at + 1 < list.items.length; ) {
    const first = numberOf(source.resolve(list.items[at])) ?? 0;
    const next = source.resolve(list.items[at + 1]);
    if (next?.kind === "array") {
      next.items.forEach((item, index) => set(first + index, numberOf(source.resolve(item)) ?? 0));
      at += 2;
    } else {
      const last = Math.min(numberOf(next) ?? first, first + 65_535);
      const width = numberOf(source.resolve(list.items[at + 2])) ?? 0;
      for (let cid = first; cid <= last; cid += 1) set(cid, width);
      at += 3;
    }
  }
  return widths;
}

/** Texts of the glyphs of an embedded TrueType font that kept its cmap, for files without ToUnicode. */
function textOfGlyphs(descendant: PdfDictionary | undefined, source: PdfSource): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const descriptor = source.dictionary(descendant?.entries.get("FontDescriptor"));
  const file = source.resolve(descriptor?.entries.get("FontFile2") ?? descriptor?.entries.get("FontFile3"));
  const plain = file?.kind === "stream" ? source.decode(file) : undefined;
  if (plain === undefined) return texts;
  try {
    const sfnt = readTables(plain);
    const glyphOf = readCharacterMap(sfnt, readMetrics(sfnt).glyphCount);
    for (let point = 0xffff; point >= 0x20; point -= 1) {
      if (point >= 0xd800 && point <= 0xf8ff) continue;
      const glyph = glyphOf(point);
      if (glyph > 0) texts.set(glyph, String.fromCodePoint(point));
    }
  } catch {
    return texts;
  }
  spendEntries(source.patience, texts.size);
  return mapped(texts, source.resolve(descendant?.entries.get("CIDToGIDMap")), source);
}

function mapped(
  texts: ReadonlyMap<number, string>,
  map: PdfObject | undefined,
  source: PdfSource,
): ReadonlyMap<number, string> {
  const plain = map?.kind === "stream" ? source.decode(map) : undefined;
  if (plain === undefined) return texts;
  const byCid = new Map<number, string>();
  for (let cid = 0; 2 * cid + 1 < plain.length; cid += 1) {
    const text = texts.get(((plain[2 * cid] ?? 0) << 8) | (plain[2 * cid + 1] ?? 0));
    if (text !== undefined) byCid.set(cid, text);
  }
  return byCid;
}
