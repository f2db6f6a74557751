import type { PdfObject } from "../objects.ts";
import { ContentLexer } from "./content-lexer.ts";
import { type Patience, spendEntries } from "./patience.ts";

/** What an embedded CMap says: how long codes are, which CID and which text each has. Vertical when its /WMode is 1. */
export type CodeMap = {
  /** Code lengths by first byte, 0 where no range says. */
  readonly lengths: Uint8Array;
  readonly text: Map<number, string>;
  readonly cid: Map<number, number>;
  /** In order of `from`; none lies over another in an honest map. */
  readonly cidRanges: readonly { readonly from: number; readonly to: number; readonly cid: number }[];
  vertical: boolean;
};

const MOST_ENTRIES = 200_000;

const codeOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** UTF-16BE of a ToUnicode target; undefined for none or for a lone null. */
function textOfTarget(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length === 1) return String.fromCharCode(bytes[0] ?? 0);
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text === "\0" ? undefined : text;
}

/** Reads an embedded CMap or ToUnicode stream; what it does not understand it passes over. Entries are bounded. */
export function readCodeMap(bytes: Uint8Array, patience: Patience): CodeMap {
  const ranges: { from: number; to: number; cid: number }[] = [];
  const map: CodeMap = {
    lengths: new Uint8Array(256),
    text: new Map(),
    cid: new Map(),
    cidRanges: ranges,
    vertical: false,
  };
  const lexer = new ContentLexer(bytes, patience);
  let operands: PdfObject[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (token.kind !== "operator") {
      operands.push(token);
      if (operands.length > 4096) operands = operands.slice(-4);
      continue;
    }
    take(token.value, operands, { map, ranges, patience });
    operands = [];
    if (map.text.size + map.cid.size + ranges.length > MOST_ENTRIES) break;
  }
  ranges.sort((one, other) => one.from - other.from);
  return map;
}

type Growing = {
  readonly map: CodeMap;
  readonly ranges: { from: number; to: number; cid: number }[];
  readonly patience: Patience;
};

function take(operator: string, operands: readonly PdfObject[], { map, ranges, patience }: Growing): void {
  if (operator.startsWith("end")) spendEntries(patience, operands.length / 2);
  if (operator === "endcodespacerange") takeCodeSpaces(operands, map.lengths);
  else if (operator === "endbfchar") {
    for (let at = 0; at + 1 < operands.length; at += 2) setText(map, operands[at], operands[at + 1]);
  } else if (operator === "endbfrange") {
    for (let at = 0; at + 2 < operands.length; at += 3)
      takeRange({ map, patience }, operands.slice(at, at + 3));
  } else if (operator === "endcidchar") {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const [code, cid] = [operands[at], operands[at + 1]];
      if (code?.kind === "string" && cid?.kind === "number") map.cid.set(codeOf(code.bytes), cid.value);
    }
  } else if (operator === "endcidrange") {
    for (let at = 0; at + 2 < operands.length; at += 3) {
      const [from, to, cid] = operands.slice(at, at + 3);
      if (from?.kind === "string" && to?.kind === "string" && cid?.kind === "number")
        ranges.push({ from: codeOf(from.bytes), to: codeOf(to.bytes), cid: cid.value });
    }
  } else if (operator === "def") {
    const [key, value] = operands.slice(-2);
    if (key?.kind === "name" && key.value === "WMode" && value?.kind === "number")
      map.vertical = value.value === 1;
  }
}

function takeCodeSpaces(operands: readonly PdfObject[], lengths: Uint8Array): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [from, to] = [operands[at], operands[at + 1]];
    if (from?.kind !== "string" || to?.kind !== "string") continue;
    const length = Math.min(4, from.bytes.length);
    for (let first = from.bytes[0] ?? 0; first <= (to.bytes[0] ?? 0); first += 1) lengths[first] = length;
  }
}

function setText(map: CodeMap, code: PdfObject | undefined, target: PdfObject | undefined): void {
  if (code?.kind !== "string" || target?.kind !== "string") return;
  const text = textOfTarget(target.bytes);
  if (text !== undefined) map.text.set(codeOf(code.bytes), text);
}

function takeRange(
  { map, patience }: Pick<Growing, "map" | "patience">,
  [from, to, target]: readonly PdfObject[],
): void {
  if (from?.kind !== "string" || to?.kind !== "string" || target === undefined) return;
  const first = codeOf(from.bytes);
  const last = Math.min(codeOf(to.bytes), first + 65_535);
  if (target.kind === "array") {
    target.items.slice(0, last - first + 1).forEach((item, at) => {
      if (item.kind !== "string") return;
      const text = textOfTarget(item.bytes);
      if (text !== undefined) map.text.set(first + at, text);
    });
    return;
  }
  if (target.kind !== "string") return;
  const base = textOfTarget(target.bytes);
  if (base === undefined) return;
  const head = base.slice(0, -1);
  const tail = base.charCodeAt(base.length - 1);
  const low = base.length === 2 && tail >= 0xdc00 && tail <= 0xdfff;
  const point = base.codePointAt(0) ?? 0;
  spendEntries(patience, Math.max(0, last - first));
  for (let code = first; code <= last && map.text.size < MOST_ENTRIES; code += 1) {
    map.text.set(
      code,
      low ? String.fromCodePoint(point + code - first) : head + String.fromCharCode(tail + code - first),
    );
  }
}
