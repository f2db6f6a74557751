import type { Axis } from "../read/story.ts";

/** A rectangle, y down. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Where something of this length begins on an axis within what it is measured from, on a page of this number. */
export function place(
  { at, group }: Axis,
  within: { readonly start: number; readonly length: number },
  length: number,
  page = 1,
): number {
  const inGroup = group?.offset ?? 0;
  if (typeof at === "number") return within.start + at + inGroup;
  const free = within.length - (group?.length ?? length);
  const share =
    at === "middle" ? 0.5 : at === "end" || at === (page % 2 === 1 ? "outside" : "inside") ? 1 : 0;
  return within.start + share * free + inGroup;
}
