import { type Font, readFont } from "../../formats/fonts/read-font.ts";
import type { Assets } from "../../ports/assets.ts";
import { LayoutError } from "../errors.ts";
import { isRare, type Role } from "./roles.ts";

/** Parsed fonts by the assets they came from: assets never change while running, and a font is read in place. */
type Shelf = {
  readonly named: Map<Role, Promise<Font>>;
  /** The seventh font has 18 MB and few documents ask for it: it stays only as long as the memory is not wanted. */
  readonly rare: Map<Role, WeakRef<Font>>;
};
const shelves = new WeakMap<Assets, Shelf>();

/** The font of a role, read at first need. Throws `layout.font_missing`, `font.malformed`. */
export function roleFont(assets: Assets, role: Role): Promise<Font> {
  const shelf: Shelf = shelves.get(assets) ?? { named: new Map(), rare: new Map() };
  shelves.set(assets, shelf);
  if (isRare(role)) return rareFont(shelf, assets, role);
  const known = shelf.named.get(role);
  if (known !== undefined) return known;
  const reading = read(assets, role);
  shelf.named.set(role, reading);
  // A failed read must not stay on the shelf: the next request tries again.
  reading.catch(() => shelf.named.delete(role));
  return reading;
}

async function rareFont({ rare }: Shelf, assets: Assets, role: Role): Promise<Font> {
  const known = rare.get(role)?.deref();
  if (known !== undefined) return known;
  const font = await read(assets, role);
  rare.set(role, new WeakRef(font));
  return font;
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
