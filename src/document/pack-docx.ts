import { writeZip } from "../formats/docx/write-zip.ts";
import type { Bytes } from "../kit/bytes.ts";

const CONTENT_TYPES = "[Content_Types].xml";

/**
 * A zip of the parts, `stored` for our own eyes or `packed` to be kept and sent: the same parts give the same bytes on every
 * machine and runtime. Content types come first, as readers expect, the rest by name.
 */
export function packDocx(parts: ReadonlyMap<string, Uint8Array>, packing: "stored" | "packed"): Bytes {
  const files = [...parts].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return writeZip(files, packing);
}

const rank = (name: string): number => (name === CONTENT_TYPES ? 0 : 1);
