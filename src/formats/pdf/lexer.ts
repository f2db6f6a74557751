import { latin1 } from "../../kit/bytes.ts";
import { malformed } from "./pdf-error.ts";

/** 1: white space, 2: delimiter, 0: regular (ISO 32000-2 §7.2.3). */
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = 1;
for (const character of "()<>[]{}/%") CLASS[character.charCodeAt(0)] = 2;

/** Whether a byte is PDF white space. */
export const isSpace = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 1;
const isRegular = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 0;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Value of a hexadecimal digit, -1 for any other byte. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

const HEX = Int8Array.from({ length: 256 }, (_, byte) => hexDigit(byte));

/** Short texts read lately: a file says /Type and /Parent over and over, and making a string costs more than comparing one. */
const LATELY: string[] = Array.from({ length: 1024 }, () => "");
const SHORT = 32;

/** The bytes of a token as text, one character a byte. */
function tokenText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return latin1(bytes, start, end);
  let slot = end - start;
  for (let at = start; at < end; at += 1) slot = (slot * 31 + bytes[at]!) & 1023;
  const known = LATELY[slot]!;
  if (stands(known, { bytes, start, end })) return known;
  const text = latin1(bytes, start, end);
  LATELY[slot] = text;
  return text;
}

function stands(
  text: string,
  { bytes, start, end }: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
): boolean {
  if (text.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at - start) !== bytes[at]) return false;
  return true;
}

/** Reads PDF tokens from bytes, strictly: what it does not know is `pdf.malformed`. `at` is the next byte to read. */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  peek(ahead = 0): number | undefined {
    return this.bytes[this.at + ahead];
  }

  /** Passes white space and comments. */
  skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at += 1;
      if (this.bytes[this.at] !== 0x25) return;
      while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13)
        this.at += 1;
    }
  }

  /** Passes white space only: a comment is not one here (`%%EOF` is written as one). */
  skipBlank(): void {
    while (isSpace(this.bytes[this.at])) this.at += 1;
  }

  /** Whether the text stands here, as a whole token when it is a word. Does not move. */
  sees(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.bytes[this.at + index] !== text.charCodeAt(index)) return false;
    }
    return !isRegular(text.charCodeAt(text.length - 1)) || !isRegular(this.bytes[this.at + text.length]);
  }

  /** Passes the keyword if it stands here. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.takes(text)) throw malformed(`"${text}" is expected`, this.at);
  }

  /** An unsigned whole number of at most 15 digits; undefined (and no move) when none stands here. */
  unsigned(): number | undefined {
    let at = this.at;
    let value = 0;
    while (isDigit(this.bytes[at])) {
      value = value * 10 + (this.bytes[at] ?? 0) - 0x30;
      at += 1;
    }
    const digits = at - this.at;
    if (digits === 0 || digits > 15 || isRegular(this.bytes[at])) return undefined;
    this.at = at;
    return value;
  }

  expectUnsigned(what: string): number {
    const value = this.unsigned();
    if (value === undefined) throw malformed(`${what} is expected`, this.at);
    return value;
  }

  /** A run of regular characters: numbers and keywords. */
  word(): string {
    const start = this.at;
    while (isRegular(this.bytes[this.at])) this.at += 1;
    if (this.at - start > 127) throw malformed("a word is too long", start);
    return tokenText(this.bytes, start, this.at);
  }

  /** A name at `/`. `#xx` is decoded; `#` before anything else is malformed. */
  name(): string {
    this.at += 1;
    const start = this.at;
    let escaped = false;
    while (isRegular(this.bytes[this.at])) {
      if (this.bytes[this.at] === 0x23) escaped = true;
      this.at += 1;
    }
    if (this.at - start > 1024) throw malformed("a name is too long", start);
    const raw = tokenText(this.bytes, start, this.at);
    if (!escaped) return raw;
    return raw.replaceAll(/#(..?)?/g, (whole) => {
      if (!/^#[0-9a-fA-F]{2}$/.test(whole)) throw malformed("a name holds a stray #", start);
      return String.fromCharCode(Number.parseInt(whole.slice(1), 16));
    });
  }

  /** A hexadecimal string at `<`; white space inside is allowed, an odd last digit counts as followed by 0. */
  hexString(): Uint8Array {
    const start = this.at;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0) throw malformed("a hexadecimal string is not closed", start);
    const text = this.bytes;
    const bytes = new Uint8Array((close - start) >> 1);
    let digits = 0;
    for (let at = start + 1; at < close; at += 1) {
      const digit = HEX[text[at]!]!;
      if (digit < 0) {
        if (isSpace(text[at])) continue;
        throw malformed("a hexadecimal string holds another character", at);
      }
      if ((digits & 1) === 0) bytes[digits >> 1] = digit << 4;
      else bytes[digits >> 1]! |= digit;
      digits += 1;
    }
    this.at = close + 1;
    return bytes.subarray(0, (digits + 1) >> 1);
  }
}
