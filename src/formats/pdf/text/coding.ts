import type { CodeMap } from "./cmap.ts";

/** How the bytes of a composite font's strings are cut into codes, and what the codes are. */
export type Coding =
  | { readonly kind: "cid"; readonly vertical: boolean }
  | { readonly kind: "utf16"; readonly vertical: boolean }
  | { readonly kind: "charset"; readonly decoder: TextDecoder; readonly vertical: boolean }
  | { readonly kind: "map"; readonly map: CodeMap; readonly vertical: boolean };

/** One code: its number and length in bytes; its CID or its text as far as the coding knows. */
export type Code = {
  readonly code: number;
  readonly length: number;
  readonly cid?: number | undefined;
  readonly text?: string | undefined;
};

/** Legacy character sets behind the predefined CMaps (ISO 32000-2 table 116); the Encoding standard knows them all. */
const CHARSETS: readonly (readonly [RegExp, string])[] = [
  [/^(?:GB|GBK|GBKp|GBpc|GBT|GBTpc)-EUC-|^GBK2K-|^GBKEUC/, "gb18030"],
  [/^(?:B5pc|ETen-B5|ETenms-B5|HKscs-B5|HKdl[ab]-B5|ETHK-B5)-/, "big5"],
  [/^(?:90ms|90msp|90pv|83pv|Add|Ext)-RKSJ-/, "shift_jis"],
  [/^(?:EUC|Add)?-?EUC-?[HV]$|^EUC-[HV]$/, "euc-jp"],
  [/^(?:KSC|KSCms|KSCpc)-(?:EUC|UHC)-/, "euc-kr"],
];

/** The coding a predefined CMap stands for; one we do not know is read as CIDs of two bytes. */
export function predefined(name: string): Coding {
  const vertical = /-?V$/.test(name);
  if (/^Uni\w+-(?:UCS2|UTF16)-/.test(name)) return { kind: "utf16", vertical };
  if (/^Uni\w+-UTF8-/.test(name)) return { kind: "charset", decoder: new TextDecoder("utf-8"), vertical };
  const charset = CHARSETS.find(([names]) => names.test(name))?.[1];
  const decoder = charset === undefined ? undefined : decoderOf(charset);
  return decoder === undefined ? { kind: "cid", vertical } : { kind: "charset", decoder, vertical };
}

/** Undefined where the platform has no such decoder. */
function decoderOf(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/** Cuts a shown string into its codes. */
export function codesOf(bytes: Uint8Array, coding: Coding): readonly Code[] {
  if (coding.kind === "cid") return pairs(bytes).map((code) => ({ code, length: 2, cid: code }));
  if (coding.kind === "utf16") return utf16(bytes);
  if (coding.kind === "charset") return charset(bytes, coding.decoder);
  return byMap(bytes, coding.map);
}

function pairs(bytes: Uint8Array): number[] {
  const codes: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) codes.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return codes;
}

function utf16(bytes: Uint8Array): readonly Code[] {
  const units = pairs(bytes);
  const codes: Code[] = [];
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? 0;
    const next = units[at + 1] ?? 0;
    const pair = unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
    codes.push({
      code: pair ? unit * 65_536 + next : unit,
      length: pair ? 4 : 2,
      text: pair ? String.fromCharCode(unit, next) : String.fromCharCode(unit),
    });
    if (pair) at += 1;
  }
  return codes;
}

/** ASCII is one byte, GB 18030 has four where the second is a digit, all else two; EUC-JP's third byte is not met in contracts. */
function charset(bytes: Uint8Array, decoder: TextDecoder): readonly Code[] {
  const codes: Code[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const four = decoder.encoding === "gb18030" && first >= 0x81 && second >= 0x30 && second <= 0x39;
    const utf8 =
      decoder.encoding === "utf-8"
        ? first >= 0xf0
          ? 4
          : first >= 0xe0
            ? 3
            : first >= 0xc0
              ? 2
              : 1
        : undefined;
    const length = utf8 ?? (first < 0x80 ? 1 : four ? 4 : 2);
    const part = bytes.subarray(at, at + length);
    codes.push({ code: part.reduce((sum, byte) => sum * 256 + byte, 0), length, text: decoder.decode(part) });
    at += length;
  }
  return codes;
}

function byMap(bytes: Uint8Array, map: CodeMap): readonly Code[] {
  const codes: Code[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = map.lengths[bytes[at] ?? 0] || 2;
    let code = 0;
    for (let index = 0; index < length; index += 1) code = code * 256 + (bytes[at + index] ?? 0);
    codes.push({ code, length, cid: cidOf(code, map) });
    at += length;
  }
  return codes;
}

function cidOf(code: number, map: CodeMap): number {
  const known = map.cid.get(code);
  if (known !== undefined) return known;
  const range = map.cidRanges[lastFrom(code, map.cidRanges)];
  return range === undefined || code > range.to ? 0 : range.cid + code - range.from;
}

/** The last range that begins at the code or before it: they stand in order. */
function lastFrom(code: number, ranges: CodeMap["cidRanges"]): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.from ?? 0) <= code) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
