import { type Bytes, latin1 } from "../../kit/bytes.ts";
import { plainDer } from "../cms/plain-der.ts";
import { unsound } from "../unsound.ts";
import type { SignatureValue } from "./v02-signature-field.ts";

/** A sound byte range: `[0, gapStart)` and `[gapEnd, end)` are signed, the gap between them is the hexadecimal /Contents. */
export type ByteRange = { readonly gapStart: number; readonly gapEnd: number; readonly end: number };

/** V3, first half: exactly four integers `[0 a b c]` read from the raw bytes. Throws Unsound `verify.byte_range_unsound`. */
export function readByteRange(bytes: Uint8Array, value: SignatureValue): ByteRange {
  const array = value.dictionary.entries.get("ByteRange");
  if (array?.kind !== "array") throw unsound("verify.byte_range_unsound", "there is none");
  const raw = latin1(bytes, array.start, Math.min(array.end, array.start + 512));
  const match = /^\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]$/.exec(raw);
  if (match === null) throw unsound("verify.byte_range_unsound", "it is not four whole numbers");
  const [first = -1, gapStart = 0, gapEnd = 0, length = 0] = match.slice(1).map(Number);
  const end = gapEnd + length;
  if (first !== 0 || gapStart <= 0 || length <= 0 || gapStart >= gapEnd || end > bytes.length) {
    throw unsound("verify.byte_range_unsound", match[0]);
  }
  return { gapStart, gapEnd, end };
}

/**
 * V3, second half: the gap is the /Contents token of this very dictionary, brackets included, only hexadecimal digits,
 * and decodes to one DER element followed by zeros: one byte more and unsigned content could hide there
 * (ISO 32000-2 §12.8.1). Returns the element in DER; `rewritten` when it stood in BER. Throws Unsound `verify.contents_unsound` or `verify.contents_padding`.
 */
export function readContents(
  bytes: Uint8Array,
  value: SignatureValue,
  range: ByteRange,
): { readonly der: Bytes; readonly rewritten: boolean } {
  const contents = value.dictionary.entries.get("Contents");
  if (
    contents?.kind !== "string" ||
    contents.form !== "hex" ||
    contents.start !== range.gapStart ||
    contents.end !== range.gapEnd
  ) {
    throw unsound("verify.contents_unsound", "the gap is not the /Contents of this signature");
  }
  // Exactly two digits a byte between the brackets: no white space, no odd digit.
  if (contents.bytes.length * 2 !== range.gapEnd - range.gapStart - 2 || contents.bytes.length === 0) {
    throw unsound("verify.contents_unsound", "the gap holds more than hexadecimal digits");
  }
  const { der, end, changed } = plainDer(contents.bytes);
  for (let at = end; at < contents.bytes.length; at += 1) {
    if (contents.bytes[at] !== 0) throw unsound("verify.contents_padding", `byte ${at - end} behind it`);
  }
  return { der, rewritten: changed };
}
