import { type Bytes, utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { House } from "./house.ts";

/** A contract has a handful of revisions, and what was filed comes first in the file; later markers are not looked at. */
const MOST_MARKERS = 10;
const MARKER = utf8("%%EOF");
const [PERCENT = 0] = MARKER;
const CR = 13;
const LF = 10;

/** A state of a file: its first `length` bytes and their digest. */
export type Prefix = { readonly length: number; readonly sha256Hex: string };

const marks = (pdf: Bytes, at: number): boolean => MARKER.every((byte, offset) => pdf[at + offset] === byte);

/** Where a saved state may end: at an end-of-file marker, or behind the line end that may follow it. */
function endsOf(pdf: Bytes): number[] {
  const ends = new Set<number>();
  for (
    let at = pdf.indexOf(PERCENT), found = 0;
    at >= 0 && found < MOST_MARKERS;
    at = pdf.indexOf(PERCENT, at + 1)
  ) {
    if (!marks(pdf, at)) continue;
    found += 1;
    const marker = at + MARKER.length;
    const behind = marker + (pdf[marker] === CR ? 1 : 0);
    ends.add(marker).add(pdf[behind] === LF ? behind + 1 : behind);
  }
  return [...ends].sort((a, b) => b - a);
}

/** The states a file may have gone through, longest first. By bytes alone, so that a broken file still shows what it was made of. */
export const prefixesOf = (pdf: Bytes): Promise<Prefix[]> =>
  Promise.all(
    endsOf(pdf).map(async (length) => ({ length, sha256Hex: await sha256Hex(pdf.subarray(0, length)) })),
  );

/** Our own record that bytes were in our hands at an instant: a claimed time of ours, not a trusted third party's. */
export type OwnRecord = Prefix & { readonly at: Date; readonly source: string };

/** When we stored each state of a file, for the states that we made ourselves. */
export async function ownRecords(house: House, prefixes: readonly Prefix[]): Promise<OwnRecord[]> {
  const found = prefixes.map(async (prefix) =>
    (await house.store.documentsByDigest(prefix.sha256Hex)).map(({ createdAt }) => ({
      ...prefix,
      at: new Date(createdAt),
      source: "本平台存证记录",
    })),
  );
  return (await Promise.all(found)).flat();
}
