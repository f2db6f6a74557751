import { type Bytes, concat, utf8 } from "./bytes.ts";

/** Tags of X.690 §8 that signatures are made of. */
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const NULL = 0x05;
const OBJECT_IDENTIFIER = 0x06;
const ENUMERATED = 0x0a;
const UTF8_STRING = 0x0c;
const IA5_STRING = 0x16;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT_PRIMITIVE = 0x80;
const CONTEXT_CONSTRUCTED = 0xa0;

/** Definite length in the shortest form (X.690 §10.1). */
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 + octets.length, ...octets];
}

function tagged(tag: number, parts: readonly Uint8Array[]): Bytes {
  const content = concat(...parts);
  return concat(Uint8Array.of(tag, ...lengthOctets(content.length)), content);
}

/** SEQUENCE of encoded parts. */
export const derSequence = (...parts: readonly Uint8Array[]): Bytes => tagged(SEQUENCE, parts);

/** SET OF encoded parts, put in the order DER asks for (X.690 §11.6). */
export const derSetOf = (...parts: readonly Uint8Array[]): Bytes => tagged(SET, inDerOrder(parts));

/** [number] around encoded parts, constructed: EXPLICIT, or IMPLICIT for a SEQUENCE. */
export const derContext = (number: number, ...parts: readonly Uint8Array[]): Bytes =>
  tagged(CONTEXT_CONSTRUCTED + number, parts);

/** A small INTEGER, 0 to 127. */
export const derSmallInteger = (value: number): Bytes => Uint8Array.of(INTEGER, 1, value);

/** OCTET STRING. */
export const derOctets = (octets: Uint8Array): Bytes => tagged(OCTET_STRING, [octets]);

/** NULL. */
export const derNull = (): Bytes => Uint8Array.of(NULL, 0);

/** INTEGER of a number that is not negative, given as big-endian octets, in the shortest form. */
export function derUnsigned(octets: Uint8Array): Bytes {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from += 1;
  const magnitude = octets.subarray(from);
  return tagged(INTEGER, (magnitude[0] ?? 0) >= 0x80 ? [Uint8Array.of(0), magnitude] : [magnitude]);
}

/** BOOLEAN TRUE; FALSE is mostly a default, which DER leaves out. */
export const derTrue = (): Bytes => Uint8Array.of(BOOLEAN, 1, 0xff);

/** BIT STRING of whole octets. */
export const derBits = (octets: Uint8Array): Bytes => tagged(BIT_STRING, [Uint8Array.of(0), octets]);

/** ENUMERATED, 0 to 127. */
export const derEnumerated = (value: number): Bytes => Uint8Array.of(ENUMERATED, 1, value);

/** UTF8String. */
export const derUtf8 = (text: string): Bytes => tagged(UTF8_STRING, [utf8(text)]);

/** IA5String of plain ASCII text. */
export const derIa5 = (text: string): Bytes => tagged(IA5_STRING, [utf8(text)]);

/** [number] IMPLICIT over the contents of a primitive. */
export const derContextPrimitive = (number: number, content: Uint8Array): Bytes =>
  tagged(CONTEXT_PRIMITIVE + number, [content]);

/** GeneralizedTime in Zulu, whole seconds (RFC 5280 §4.1.2.5.2); fractions are cut off. */
export const derGeneralizedTime = (instant: Date): Bytes =>
  tagged(GENERALIZED_TIME, [utf8(`${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`)]);

/** Time of X.509 (RFC 5280 §4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
export const derX509Time = (instant: Date): Bytes =>
  instant.getUTCFullYear() >= 2050
    ? derGeneralizedTime(instant)
    : tagged(UTC_TIME, [utf8(`${instant.toISOString().slice(2, 19).replaceAll(/[-:T]/g, "")}Z`)]);

/** OBJECT IDENTIFIER of its dotted form. */
export function derObjectId(dotted: string): Bytes {
  const [first = 0, second = 0, ...arcs] = dotted.split(".").map(Number);
  const octets = [first * 40 + second, ...arcs].flatMap((arc) => {
    const base128 = [arc % 128];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
      base128.unshift(128 + (rest % 128));
    return base128;
  });
  return tagged(OBJECT_IDENTIFIER, [Uint8Array.from(octets)]);
}

/** Encodings in the order of a DER SET OF: as unsigned octets, the shorter first where one begins the other. */
export function inDerOrder(encodings: readonly Uint8Array[]): Uint8Array[] {
  return encodings.toSorted((a, b) => {
    const at = a.findIndex((octet, index) => octet !== b[index]);
    if (at === -1) return a.length - b.length;
    return (a[at] ?? 0) - (b[at] ?? -1);
  });
}
