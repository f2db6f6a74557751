import { type Font, readFont } from "../../formats/fonts/read-font.ts";
import type { Assets } from "../../ports/assets.ts";
import { LayoutError } from "../errors.ts";
import type { Role } from "./roles.ts";

/** Parsed fonts by the assets they came from: assets never change while running, and a font is read in place. */
const shelves = new WeakMap<Assets, Map<Role, Promise<Font>>>();

/** The font of a role, read at first need. Throws `layout.font_missing`, `font.malformed`. */
export function roleFont(assets: Assets, role: Role): Promise<Font> {
  const shelf = shelves.get(assets) ?? new Map<Role, Promise<Font>>();
  shelves.set(assets, shelf);
  const known = shelf.get(role);
  if (known !== undefined) return known;
  const reading = read(assets, role);
  shelf.set(role, reading);
  // A failed read must not stay on the shelf: the next request tries again.
  reading.catch(() => shelf.delete(role));
  return reading;
}

async function read(assets: Assets, role: Role): Promise<Font> {
  const path = `fonts/${role}.ttf`;
  const bytes = await assets.read(path);
  if (bytes === undefined)
    throw new LayoutError(
      "layout.font_missing",
      `templates/${path} is absent; put the role font there (templates/fonts/README.md)`,
      { path },
    );
  return readFont(bytes);
}
