import { zipSync } from "fflate";
import type { Bytes } from "../kit/bytes.ts";

const CONTENT_TYPES = "[Content_Types].xml";

/**
 * A zip of the parts: the same parts give the same bytes on every machine and runtime. Content types come first, as
 * readers expect, the rest by name; every entry carries the first second a zip can name.
 */
export function packDocx(parts: ReadonlyMap<string, Uint8Array>, level: 0 | 6): Bytes {
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  // Zip times are local times: a Date made of local parts reads the same in every zone.
  const mtime = new Date(1980, 0, 1);
  const entries = Object.fromEntries(names.map((name) => [name, parts.get(name) ?? new Uint8Array()]));
  return zipSync(entries, { level, mtime });
}

const rank = (name: string): number => (name === CONTENT_TYPES ? 0 : 1);
