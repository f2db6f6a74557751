import { SignError } from "../errors.ts";
import { cutOut } from "./cut-out.ts";
import { type Frame, placedLayers, POINTS_PER_MM, type SealPicture } from "./picture.ts";

/** A 骑缝章 wished for: one seat's seal over the right edges of these pages, so that the strips join to the whole seal. */
export type StraddleWish = {
  /** The signature field in whose revision the strips are filled. */
  readonly straddle: string;
  /** 0-based pages, in order; all when absent. */
  readonly pages?: readonly number[] | undefined;
  /** Which of how many seals on the edge this is, from the top: they stand below one another. */
  readonly rank: readonly [index: number, count: number];
};

/** One strip's box. `rect` is x1, y1, x2, y2 in points. */
export type StraddleBoxPlan = {
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly label: string;
};

/** Side of the square that the strips' boxes make together. A larger seal is scaled into it. */
export const STRADDLE_MM = 40;
/** Strips narrower than a tenth of a seal could not be compared: more pages take a second whole seal. */
const MOST_PAGES_A_SEAL = 10;
const GAP_MM = 4;

/** Name of a seat's n-th strip (from 1). No full stop: it would mean a child field. */
export const straddleName = (seat: string, index: number): string => `${seat}-骑缝-${index}`;

/** How many pages share each whole seal, as even as can be: 23 pages are 8, 8, 7. */
export function straddleGroups(pages: number): number[] {
  const groups = Math.ceil(pages / MOST_PAGES_A_SEAL);
  return Array.from({ length: groups }, (_, group) => Math.floor((pages + groups - 1 - group) / groups));
}

/** Strip k of n: the group it belongs to has `of` strips, and it is the `at`-th of them (from 0). */
function stripsOf(pages: number): { readonly at: number; readonly of: number }[] {
  return straddleGroups(pages).flatMap((of) => Array.from({ length: of }, (_, at) => ({ at, of })));
}

/**
 * The boxes of a 骑缝章 at the right edges of pages of these frames. Throws `sign.wrong_field_plan` for fewer than two pages,
 * a page twice or not there, or more seals than the edge has room for.
 */
export function straddleBoxes(wish: StraddleWish, pages: readonly Frame[]): StraddleBoxPlan[] {
  const chosen = wish.pages ?? pages.map((_, index) => index);
  const [index, count] = wish.rank;
  const refuse = (why: string): never => {
    throw new SignError("sign.wrong_field_plan", `骑缝章 of ${wish.straddle}: ${why}`, {
      seat: wish.straddle,
    });
  };
  if (chosen.length < 2) refuse("it needs two pages or more");
  if (new Set(chosen).size !== chosen.length) refuse("a page is named twice");
  if (index < 0 || index >= count) refuse("its place on the edge is not one of those there are");
  const side = STRADDLE_MM * POINTS_PER_MM;
  return stripsOf(chosen.length).map(({ of }, strip) => {
    const page = chosen[strip] ?? -1;
    const frame = pages[page] ?? refuse(`there is no page ${page} (0-based)`);
    const room = frame.height / count;
    if (room < side + GAP_MM * POINTS_PER_MM) refuse("the edge has no room for so many seals");
    const right = frame.x + frame.width;
    const bottom = frame.y + frame.height - (index + 0.5) * room - side / 2;
    return {
      name: straddleName(wish.straddle, strip + 1),
      page,
      rect: [right - side / of, bottom, right, bottom + side],
      label: `${wish.straddle}骑缝章（第${strip + 1}处，共${chosen.length}处）`,
    };
  });
}

/**
 * The strips of a seal for this many pages: strip k fills the seat's k-th box, and the strips of a group, laid edge to edge,
 * are the whole seal.
 */
export function straddleStrips(seal: SealPicture, pages: number): SealPicture[] {
  const side = STRADDLE_MM * POINTS_PER_MM;
  const scale = Math.min(1, side / seal.width, side / seal.height);
  const x = (side - seal.width * scale) / 2;
  const y = (side - seal.height * scale) / 2;
  const whole = { width: side, height: side, ...placedLayers(seal, { x, y, scale }) };
  return stripsOf(pages).map(({ at, of }) =>
    cutOut(whole, { x: (at * side) / of, y: 0, width: side / of, height: side }),
  );
}
