import type { ShownText } from "../../../schemas/api/signing-link.ts";
import { readPdfText } from "../../formats/pdf/text/read-pdf-text.ts";
import { readingText } from "../../formats/pdf/text/reading-text.ts";
import { utf8 } from "../../kit/bytes.ts";
import type { House } from "../house.ts";
import { storedBytes } from "../stored-file.ts";
import type { OpenLink } from "./open-link.ts";

/** Texts of the files shown last, by their digest: many signers read the same file. */
const MOST_KEPT = 32;
const kept = new Map<string, Uint8Array<ArrayBuffer>>();

/**
 * The words of the file that is to be signed, as JSON of `ShownText`: a few kilobytes that can be read on a slow line while the file
 * itself is on its way. The page compares them with the file it hashes. Reads only. Throws `pdf.*` for a file that cannot be read.
 */
export async function shownText(house: House, open: OpenLink): Promise<Uint8Array<ArrayBuffer>> {
  const sha256 = open.envelope.currentDigest;
  const known = kept.get(sha256);
  if (known !== undefined) return known;
  const text: ShownText = {
    sha256,
    pages: readingText(readPdfText(await storedBytes(house, sha256))).map(({ blocks }) => ({
      blocks: blocks.map(({ kind, cells }) => ({ kind, cells: [...cells] })),
    })),
  };
  const json = utf8(JSON.stringify(text));
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
  kept.set(sha256, json);
  return json;
}
