import { charactersOf, type SeenCharacter } from "../../layout/lay-out.ts";
import { align } from "./align.ts";
import { inkDifference, rasters } from "./raster.ts";

/** How near two PDFs of one document are; shares are of 1. */
export type Likeness = {
  readonly pages: readonly [theirs: number, ours: number];
  /** Characters that stand in both in one order. */
  readonly text: number;
  readonly samePage: number;
  /** First characters of lines, F1. */
  readonly lineF1: number;
  readonly within1pt: number;
  /** Ink difference of each page. */
  readonly ink: readonly number[];
  /** The first places where lines begin differently, for people. */
  readonly firstDifferences: readonly string[];
};

/** Check boxes count as one sign, and bullets of symbol fonts as what they show: LibreOffice leaves them in the private area, or has one glyph for what its fonts lack. */
const SYMBOLS: Readonly<Record<string, string>> = {
  "\uF0FE": "☐",
  "\uF052": "☐",
  "\uF0A8": "☐",
  "\uF06F": "☐",
  "\uF0B7": "•",
  "\uF06E": "■",
  "\uF075": "◆",
  "\uF06C": "●",
  "\uF0D8": "▶",
  "\uF0FC": "√",
  "☑": "☐",
  "☒": "☐",
};

/** Two PDFs compared by characters (MuPDF) and by ink (poppler at 50 dpi, slightly blurred). */
export function compare(theirs: Uint8Array, ours: Uint8Array): Likeness {
  const [a, b] = [charactersOf(theirs), charactersOf(ours)].map((all) =>
    all.map((each) => ({ ...each, character: SYMBOLS[each.character] ?? each.character })),
  ) as [SeenCharacter[], SeenCharacter[]];
  const pairs = align(
    a.map((each) => each.character),
    b.map((each) => each.character),
  );
  const paired = pairs.flatMap(([i, j]) => {
    const [left, right] = [a[i], b[j]];
    return left === undefined || right === undefined ? [] : [{ i, j, left, right }];
  });
  const samePage = paired.filter(({ left, right }) => left.page === right.page);
  const near = samePage.filter(
    ({ left, right }) => Math.abs(left.x - right.x) < 1 && Math.abs(left.y - right.y) < 1,
  );
  const [startsA, startsB] = [lineStarts(a), lineStarts(b)];
  const common = pairs.filter(([i, j]) => startsA.has(i) && startsB.has(j)).length;
  const [one, other] = [rasters(theirs, 50), rasters(ours, 50)];
  const share = (count: number, of: number): number => (of === 0 ? 1 : count / of);
  return {
    pages: [one.length, other.length],
    text: share(2 * pairs.length, a.length + b.length),
    samePage: share(samePage.length, pairs.length),
    lineF1: share(2 * common, startsA.size + startsB.size),
    within1pt: share(near.length, pairs.length),
    ink: one.flatMap((page, index) => {
      const beside = other[index];
      return beside === undefined ? [] : [inkDifference(page, beside)];
    }),
    firstDifferences: differences(a, b, pairs),
  };
}

/** Indexes of the characters that begin a line. */
function lineStarts(characters: readonly SeenCharacter[]): ReadonlySet<number> {
  return new Set(
    characters.flatMap((each, index) => {
      const before = characters[index - 1];
      return before === undefined || before.page !== each.page || Math.abs(before.y - each.y) > 2
        ? [index]
        : [];
    }),
  );
}

const MOST = 12;

function differences(
  a: readonly SeenCharacter[],
  b: readonly SeenCharacter[],
  pairs: readonly (readonly [number, number])[],
): readonly string[] {
  const told: string[] = [];
  let before = { x: 0, y: 0, page: 0 };
  for (const [i, j] of pairs) {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined || told.length >= MOST) continue;
    const moved = { x: right.x - left.x, y: right.y - left.y, page: right.page - left.page };
    if (
      moved.page !== before.page ||
      Math.abs(moved.y - before.y) > 0.7 ||
      Math.abs(moved.x - before.x) > 0.7
    ) {
      const text = b
        .slice(j, j + 8)
        .map((each) => each.character)
        .join("");
      told.push(
        `p${left.page + 1} ${text} at ${left.x.toFixed(1)},${left.y.toFixed(1)}: page ${moved.page} dx ${moved.x.toFixed(2)} dy ${moved.y.toFixed(2)}`,
      );
    }
    before = moved;
  }
  const missing = textGaps(
    a,
    pairs.map(([i]) => i),
  );
  const extra = textGaps(
    b,
    pairs.map(([, j]) => j),
  );
  if (missing !== "") told.unshift(`only theirs: ${missing}`);
  if (extra !== "") told.unshift(`only ours: ${extra}`);
  return told;
}

function textGaps(characters: readonly SeenCharacter[], matched: readonly number[]): string {
  const known = new Set(matched);
  return characters
    .filter((_, index) => !known.has(index))
    .slice(0, 60)
    .map((each) => each.character)
    .join("");
}
