import { SignError } from "../errors.ts";
import { POINTS_PER_MM } from "./picture.ts";

/** Where a seal shall stand on a document that has no fields yet. */
export type SealPlace =
  | {
      /** On these words: the middle of the seal on their middle, moved by `offsetMm` (right, up). */
      readonly keyword: string;
      /** Which one of all there are: 1 is the first, −1 the last. */
      readonly nth: number;
      readonly offsetMm: readonly [right: number, up: number];
    }
  | {
      /** This far from a corner of a page, edge to edge. Page 1 is the first, −1 the last. */
      readonly page: number;
      readonly corner: "top-left" | "top-right" | "bottom-left" | "bottom-right";
      readonly mm: readonly [across: number, down: number];
    };

/** What a page shows, as the text reader tells it: points from the top left, `y` the baseline. */
export type ReadPage = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly {
    readonly text: string;
    readonly x0: number;
    readonly x1: number;
    readonly y: number;
    readonly size: number;
    readonly unseen?: string | undefined;
    readonly turn: number | string;
  }[];
};

export type PlacedSeal = {
  /** 0-based. */
  readonly page: number;
  /** x1, y1, x2, y2 in points, origin bottom left. */
  readonly rect: readonly [number, number, number, number];
};

const LONGEST_KEYWORD = 80;

/**
 * The rectangle of a seal of this size (points). By words it is moved into the page where it would leave it; by millimetres
 * it is refused there. Throws `sign.place_missing` (facts.found: how often the words stand in the document).
 */
export function placeSeal(
  pages: readonly ReadPage[],
  size: { readonly width: number; readonly height: number },
  place: SealPlace,
): PlacedSeal {
  return "keyword" in place ? onWords(pages, size, place) : inCorner(pages, size, place);
}

type Size = { readonly width: number; readonly height: number };

function missing(why: string, facts: object = {}): never {
  throw new SignError("sign.place_missing", why, { ...facts });
}

function onWords(
  pages: readonly ReadPage[],
  size: Size,
  place: Extract<SealPlace, { keyword: string }>,
): PlacedSeal {
  const words = place.keyword.replaceAll(/\s/gu, "");
  if (words === "" || words.length > LONGEST_KEYWORD) missing("the words to seal at are empty or too many");
  const found = pages.flatMap((page, index) => wordsOn(page, words).map((middle) => ({ index, middle })));
  const chosen = place.nth > 0 ? found[place.nth - 1] : found[found.length + place.nth];
  const page = pages[chosen?.index ?? -1];
  if (chosen === undefined || page === undefined || place.nth === 0)
    return missing(`“${place.keyword}” stands in this document ${found.length} times`, {
      found: found.length,
    });
  const [right, up] = place.offsetMm;
  const x = chosen.middle.x + right * POINTS_PER_MM - size.width / 2;
  const y = chosen.middle.y + up * POINTS_PER_MM - size.height / 2;
  const left = Math.max(0, Math.min(page.width - size.width, x));
  const bottom = Math.max(0, Math.min(page.height - size.height, y));
  return { page: chosen.index, rect: [left, bottom, left + size.width, bottom + size.height] };
}

type Point = { readonly x: number; readonly y: number };
type Character = { readonly text: string; readonly x: number; readonly y: number };

/** Middles of the words on a page, from top to bottom; spaces between characters count for nothing. */
function wordsOn(page: ReadPage, words: string): Point[] {
  const shown = page.runs.filter(({ turn, unseen }) => turn === 0 && unseen === undefined);
  return linesOf(shown).flatMap((line) => {
    const characters = line.flatMap(charactersOf);
    const text = characters.map((one) => one.text).join("");
    const found: Point[] = [];
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
      const [first, last] = [characters[at], characters[at + words.length - 1]];
      if (first === undefined || last === undefined) break;
      found.push({ x: (first.x + last.x) / 2, y: page.height - (first.y + last.y) / 2 });
    }
    return found;
  });
}

type Run = ReadPage["runs"][number];

/** Runs on one baseline, from left to right; lines from top to bottom. */
function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const onIt =
      line?.[0] !== undefined && Math.abs(line[0].y - run.y) < 0.35 * Math.max(run.size, line[0].size);
    if (onIt) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => line.toSorted((a, b) => a.x0 - b.x0));
}

/** UTF-16 units, so that places in the text are places in the list; ink stands a third of the size over the baseline. */
function charactersOf({ text, x0, x1, y, size }: Run): Character[] {
  const { length } = text;
  return Array.from({ length }, (_, at) => ({
    text: text.charAt(at),
    x: x0 + ((at + 0.5) / length) * (x1 - x0),
    y: y - size / 3,
  })).filter((one) => !/\s/u.test(one.text));
}

function inCorner(
  pages: readonly ReadPage[],
  size: Size,
  place: Exclude<SealPlace, { keyword: string }>,
): PlacedSeal {
  const index = place.page > 0 ? place.page - 1 : pages.length + place.page;
  const page = pages[index];
  if (page === undefined || place.page === 0)
    return missing(`this document has ${pages.length} pages, none is number ${place.page}`);
  const [across, down] = place.mm.map((mm) => mm * POINTS_PER_MM);
  const left = place.corner.endsWith("left") ? (across ?? 0) : page.width - (across ?? 0) - size.width;
  const bottom = place.corner.startsWith("bottom") ? (down ?? 0) : page.height - (down ?? 0) - size.height;
  if (left < 0 || bottom < 0 || left + size.width > page.width || bottom + size.height > page.height)
    missing("the seal would leave the page there");
  return { page: index, rect: [left, bottom, left + size.width, bottom + size.height] };
}
