import { latin1 } from "../../kit/bytes.ts";
import { unsound } from "../unsound.ts";

/** One DER element (X.690): `tag` is the whole identifier octet; `[body, end)` its contents within `bytes`. */
export type Der = {
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly body: number;
  readonly end: number;
};

/** Universal tags we meet. */
export const TAG = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  oid: 6,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const broken = (what: string) => unsound("verify.cms_malformed", what);

/** Reads one element. Definite, minimal lengths only: anything else is not DER. Throws Unsound `verify.cms_malformed`. */
export function readDer(bytes: Uint8Array, start = 0, limit = bytes.length): Der {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit) throw broken("an element is cut short");
  if ((tag & 0x1f) === 0x1f) throw broken("a long tag");
  let body = start + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4) throw broken("a length is not definite");
    length = 0;
    for (let at = 0; at < count; at += 1) length = length * 256 + (bytes[body + at] ?? 0);
    body += count;
    if (length < 0x80 || length < 256 ** (count - 1)) throw broken("a length is not minimal");
  }
  if (body + length > limit) throw broken("an element reaches beyond its parent");
  if (tag === TAG.integer && isPadded(bytes, body, length)) throw broken("an integer is empty or padded");
  return { tag, bytes, start, body, end: body + length };
}

/** X.690 §8.3.2, in BER as in DER: the first nine bits of an INTEGER are not all alike. */
function isPadded(bytes: Uint8Array, body: number, length: number): boolean {
  const [first, second = 0] = [bytes[body], bytes[body + 1]];
  if (length < 2) return length === 0;
  return (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
}

/** The elements inside a constructed element. */
export function children(parent: Der): Der[] {
  if ((parent.tag & 0x20) === 0) throw broken("an element is not constructed");
  const found: Der[] = [];
  for (let at = parent.body; at < parent.end; ) {
    const child = readDer(parent.bytes, at, parent.end);
    found.push(child);
    at = child.end;
  }
  return found;
}

/** The element, proved to have the tag. */
export function expectTag(element: Der | undefined, tag: number, what: string): Der {
  if (element?.tag !== tag) throw broken(`${what} is missing`);
  return element;
}

/** The whole encoding, header included. */
export const encodingOf = (element: Der): Uint8Array => element.bytes.subarray(element.start, element.end);

/** The contents octets. */
export const contentsOf = (element: Der): Uint8Array => element.bytes.subarray(element.body, element.end);

/** Dotted text of an OBJECT IDENTIFIER. */
export function oidOf(element: Der | undefined): string {
  const bytes = contentsOf(expectTag(element, TAG.oid, "an object identifier"));
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw broken("an object identifier is too large");
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = arcs.shift() ?? 0;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...arcs].join(".");
}

/** A small non-negative INTEGER. */
export function smallInteger(element: Der | undefined): number {
  const bytes = contentsOf(expectTag(element, TAG.integer, "an integer"));
  if (bytes.length === 0 || bytes.length > 4 || (bytes[0] ?? 0) > 0x7f)
    throw broken("an integer is out of range");
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** The bytes of a BIT STRING of whole octets. */
export function bitsOf(element: Der | undefined): Uint8Array {
  const bytes = contentsOf(expectTag(element, TAG.bits, "a bit string"));
  if (bytes[0] !== 0) throw broken("a bit string has unused bits");
  return bytes.subarray(1);
}

/** The instant of UTCTime or GeneralizedTime, in Zulu as DER demands. */
export function timeOf(element: Der | undefined): Date {
  const text = element ? latin1(contentsOf(element)) : "";
  const short = element?.tag === TAG.utcTime ? /^\d{12}Z$/.test(text) : false;
  const full = short ? `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}` : text;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(full);
  if (match === null || (!short && element?.tag !== TAG.generalizedTime)) throw broken("a time is not one");
  const [, year, month, day, hour, minute, second, fraction = ""] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(date.getTime())) throw broken("a time is not one");
  return date;
}
