import type { Profile } from "../profile.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";

/** Where the lines of a paragraph begin and end, in points from the column's edges. */
export type Indents = { readonly left: number; readonly right: number; readonly first: number };

/** Indents with those given in characters resolved; `em` is the size of the paragraph's first character. */
export function indentsOf(properties: ParagraphProperties, em: number, unit: Profile["spaceUnit"]): Indents {
  const { rightChars } = properties;
  const byLength = unit === "fixed";
  const leftChars = byLength && properties.left !== 0 ? undefined : properties.leftChars;
  const firstChars = byLength && properties.first !== 0 ? undefined : properties.firstChars;
  const first = firstChars === undefined ? properties.first : firstChars * em;
  const plainLeft = leftChars === undefined ? properties.left : leftChars * em;
  // A hanging indent in characters moves the whole paragraph right when no left indent is given in characters.
  const left =
    leftChars !== undefined && firstChars !== undefined && firstChars < 0 ? plainLeft - first : plainLeft;
  return { left, right: rightChars === undefined ? properties.right : rightChars * em, first };
}
