import type { Bytes } from "../kit/bytes.ts";

/** Files that ship with the house: `templates/**` (DOCX, fonts). `path` is relative to `templates/`, e.g. `fonts/song.ttf`. */
export interface Assets {
  /** The bytes, or undefined when there is no such file. Implementations may cache: assets never change while running. */
  read(path: string): Promise<Bytes | undefined>;
}
