import { openPdf } from "../formats/pdf/index.ts";
import type { Bytes } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { HouseError } from "../kit/errors.ts";
import type { House } from "./house.ts";

/** More revisions than this are not looked up: a contract has a handful. */
const MOST_REVISIONS = 16;

/** A state of a file: its first `length` bytes and their digest. */
export type Prefix = { readonly length: number; readonly sha256Hex: string };

/** The states a PDF went through, newest first; none when it cannot be read strictly. */
export async function prefixesOf(pdf: Bytes): Promise<Prefix[]> {
  try {
    const ends = openPdf(pdf).revisions.map((revision) => revision.end);
    return await Promise.all(
      ends
        .slice(-MOST_REVISIONS)
        .reverse()
        .map(async (length) => ({ length, sha256Hex: await sha256Hex(pdf.subarray(0, length)) })),
    );
  } catch (error) {
    if (error instanceof HouseError) return [];
    throw error;
  }
}

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
