import type { Block, Paragraph } from "../read/story.ts";
import { type Border, type Borders, thickness } from "../styles/borders.ts";
import type { Frame } from "../laid.ts";

/** No border above or below. */
export const NO_FRAME: Frame = { above: 0, below: 0, top: undefined, bottom: undefined };

/**
 * The borders above and below a paragraph and the room they take. Neighbours of the same borders and indents share one box:
 * between them stands w:between, or nothing.
 */
export function frameOf(
  { properties }: Paragraph,
  above: Block | undefined,
  below: Block | undefined,
): Frame {
  const { borders } = properties;
  if (Object.keys(borders).length === 0) return NO_FRAME;
  const joins = { above: shares(properties, above), below: shares(properties, below) };
  const top = joins.above ? borders.between : borders.top;
  const bottom = joins.below ? undefined : borders.bottom;
  const spaceUnder = joins.below ? room(borders.between) - thickness(borders.between) : room(bottom);
  return { above: room(top), below: spaceUnder, top, bottom };
}

const room = (border: Border | undefined): number =>
  thickness(border) === 0 ? 0 : thickness(border) + (border?.space ?? 0);

function shares(own: Paragraph["properties"], other: Block | undefined): boolean {
  if (other?.kind !== "paragraph") return false;
  const { properties } = other;
  return (
    own.left === properties.left &&
    own.right === properties.right &&
    sameBorders(own.borders, properties.borders)
  );
}

function sameBorders(a: Borders, b: Borders): boolean {
  for (const side of ["top", "left", "bottom", "right", "between"] as const) {
    const [one, other] = [a[side], b[side]];
    if (
      one?.style !== other?.style ||
      one?.width !== other?.width ||
      one?.color !== other?.color ||
      one?.space !== other?.space
    )
      return false;
  }
  return true;
}
