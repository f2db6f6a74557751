import type { Bytes } from "../../kit/bytes.ts";
import { digestOf, type HashName } from "../cms/digest.ts";
import { unsound } from "../unsound.ts";
import type { ByteRange } from "../rules/v03-byte-range.ts";

/** Hashes the signed ranges of one file, with a bound on the bytes hashed in all: many signatures of a large file are refused, not endured. */
export function rangesDigest(bytes: Bytes): (range: ByteRange, hash: HashName) => Promise<Uint8Array> {
  let left = 2_000_000_000;
  return async (range, hash) => {
    left -= range.end;
    if (left < 0) throw unsound("verify.too_large", "too many bytes to hash");
    return digestOf(hash, ...signedParts(bytes, range));
  };
}

/** The signed bytes as they lie in the file: before the gap and behind it. */
export const signedParts = (bytes: Bytes, range: ByteRange): readonly [Bytes, Bytes] => [
  bytes.subarray(0, range.gapStart),
  bytes.subarray(range.gapEnd, range.end),
];
