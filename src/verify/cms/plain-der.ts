import { type Bytes, concat } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";

/** An element in DER, and where it ended in the bytes it was read from. */
export type PlainDer = { readonly der: Bytes; readonly end: number; readonly changed: boolean };

const DEPTH = 32;
const OCTETS_IN_PIECES = 0x24;
const OCTETS = 0x04;
const broken = (what: string) => unsound("verify.cms_malformed", what);

/**
 * Rewrites one BER element as DER as far as lengths and strings in pieces go (X.690 §8.1.3, §8.7): many signers write
 * indefinite lengths. What was DER stays byte for byte. Contents are not looked into; values are judged by whoever reads them.
 */
export function plainDer(bytes: Uint8Array, start = 0): PlainDer {
  const plain = endOfDer(bytes, { at: start, limit: bytes.length, depth: 0 });
  if (plain !== undefined) return { der: concat(bytes.subarray(start, plain)), end: plain, changed: false };
  const { end, parts, changed } = rewrite(bytes, { at: start, limit: bytes.length, depth: 0 });
  return { der: concat(...parts), end, changed };
}

/** Where an element ends that is DER throughout; undefined when it is not, or is broken. */
function endOfDer(bytes: Uint8Array, { at, limit, depth }: Place): number | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || depth > DEPTH || (tag & 0x1f) === 0x1f) return undefined;
  if (tag === OCTETS_IN_PIECES || first === 0x80) return undefined;
  const head = readLength(bytes, at + 1, limit);
  const end = head.body + (head.length ?? 0);
  if (!head.minimal || end > limit) return undefined;
  let inside: number | undefined = (tag & 0x20) === 0 ? end : head.body;
  while (inside !== undefined && inside < end)
    inside = endOfDer(bytes, { at: inside, limit: end, depth: depth + 1 });
  return inside === end ? end : undefined;
}

type Place = { readonly at: number; readonly limit: number; readonly depth: number };
type Rewritten = {
  readonly end: number;
  readonly parts: readonly Uint8Array[];
  readonly length: number;
  readonly changed: boolean;
};

function rewrite(bytes: Uint8Array, { at, limit, depth }: Place): Rewritten {
  if (depth > DEPTH) throw broken("elements nest too deep");
  const tag = bytes[at];
  const head = readLength(bytes, at + 1, limit);
  if (tag === undefined || (tag & 0x1f) === 0x1f) throw broken("an element is cut short or has a long tag");
  const constructed = (tag & 0x20) !== 0;
  if (head.length === undefined && !constructed) throw broken("a plain element has no length");
  const end = head.length === undefined ? limit : head.body + head.length;
  if (end > limit) throw broken("an element reaches beyond its parent");
  if (!constructed)
    return wrap(tag, { parts: [bytes.subarray(head.body, end)], end, changed: !head.minimal });
  const inside = rewriteAll(
    bytes,
    { at: head.body, limit: end, depth: depth + 1 },
    head.length === undefined,
  );
  const changed = inside.changed || head.length === undefined || !head.minimal || tag === OCTETS_IN_PIECES;
  if (tag === OCTETS_IN_PIECES)
    return wrap(OCTETS, { ...inside, parts: inside.parts.map(contentsOfOctets), changed });
  return wrap(tag, { ...inside, parts: inside.parts.flat(), changed });
}

type Inside = {
  readonly parts: readonly (readonly Uint8Array[])[];
  readonly end: number;
  readonly changed: boolean;
};

function rewriteAll(bytes: Uint8Array, place: Place, untilEnd: boolean): Inside {
  const parts: (readonly Uint8Array[])[] = [];
  let { at } = place;
  let changed = false;
  for (;;) {
    if (untilEnd && bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= place.limit)
      return { parts, end: at + 2, changed };
    if (!untilEnd && at === place.limit) return { parts, end: at, changed };
    if (at >= place.limit) throw broken("an element is not closed");
    const element = rewrite(bytes, { ...place, at });
    parts.push(element.parts);
    changed ||= element.changed;
    at = element.end;
  }
}

/** A piece of a string is itself a rewritten OCTET STRING: header first, contents behind. */
function contentsOfOctets(piece: readonly Uint8Array[]): Uint8Array {
  if (piece[0]?.[0] !== OCTETS) throw broken("a string's piece is not a string");
  return concat(...piece.slice(1));
}

function wrap(
  tag: number,
  inside: { parts: readonly Uint8Array[]; end: number; changed: boolean },
): Rewritten {
  const length = inside.parts.reduce((sum, part) => sum + part.length, 0);
  const header = Uint8Array.from([tag, ...lengthOctets(length)]);
  return { end: inside.end, parts: [header, ...inside.parts], length, changed: inside.changed };
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 + octets.length, ...octets];
}

function readLength(
  bytes: Uint8Array,
  at: number,
  limit: number,
): { readonly body: number; readonly length: number | undefined; readonly minimal: boolean } {
  const first = bytes[at];
  if (first === undefined || at >= limit) throw broken("an element is cut short");
  if (first < 0x80) return { body: at + 1, length: first, minimal: true };
  const count = first - 0x80;
  if (count === 0) return { body: at + 1, length: undefined, minimal: false };
  if (count > 4 || at + 1 + count > limit) throw broken("a length is too long");
  let length = 0;
  for (let octet = 1; octet <= count; octet += 1) length = length * 256 + (bytes[at + octet] ?? 0);
  return { body: at + 1 + count, length, minimal: length >= 0x80 && length >= 256 ** (count - 1) };
}
