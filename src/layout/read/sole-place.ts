import type { Block, Place } from "./story.ts";

/** The control that is all these blocks hold, when there is one: around every block but a trailing empty paragraph, or around all text of one paragraph. */
export function solePlace(blocks: readonly Block[]): Place | undefined {
  const last = blocks.at(-1);
  const trailing =
    blocks.length > 1 && last?.kind === "paragraph" && last.inlines.length === 0 && last.places.length === 0;
  const own = trailing ? blocks.slice(0, -1) : blocks;
  const first = own[0];
  if (first === undefined) return undefined;
  const around = first.places.find((place) => own.every((block) => block.places.includes(place)));
  if (around !== undefined || own.length > 1 || first.kind !== "paragraph") return around;
  const inline = first.inlines[0];
  if (inline === undefined || inline.kind === "break") return undefined;
  return inline.places.find((place) =>
    first.inlines.every((each) => each.kind !== "break" && each.places.includes(place)),
  );
}
