import type { Line, Segment } from "./lines.ts";

/** Lines of one column of text, top to bottom, or lines set beside each other as a table without rules. */
export type Band =
  | {
      readonly kind: "column";
      readonly lines: readonly Line[];
      readonly left: number;
      readonly right: number;
    }
  | { readonly kind: "aligned"; readonly lines: readonly Line[]; readonly starts: readonly number[] };

const LEAST_COLUMN_LINES = 6;
const LEAST_PROSE = 11;

/** Cuts a page's lines into bands in reading order: two columns of prose come left first, short entries side by side as rows. */
export function bandsOf(lines: readonly Line[], known: Gutter = {}): readonly Band[] {
  const gutter = gutterOf(lines);
  const before = known.x;
  // the last page of two columns may be short of lines on the right
  const goesOn = gutter !== undefined && before !== undefined && Math.abs(gutter - before) < 24;
  const two = gutter === undefined ? undefined : twoColumns(lines, gutter, goesOn ? "goes on" : "begins");
  if (two !== undefined) known.x = gutter;
  return two ?? alignedBands(lines);
}

/** Where the pages before were parted into two columns. */
export type Gutter = { x?: number | undefined };

/** Bands of a page of two columns; undefined when nothing on it is prose side by side. */
function twoColumns(
  lines: readonly Line[],
  gutter: number,
  how: "begins" | "goes on",
): readonly Band[] | undefined {
  const bands: Band[] = [];
  let isTwo = false;
  let at = 0;
  while (at < lines.length) {
    let end = at;
    while (end < lines.length && !crosses(lines[end], gutter)) end += 1;
    const both = lines.slice(at, end);
    // parties that sign side by side stand under the columns, not in them
    const signing = both.findLastIndex(
      ({ segments }) =>
        segments.length > 1 && segments.every(({ text }) => /^[（(]?[甲乙丙]\s*方/u.test(text)),
    );
    const run = signing < 0 ? both : both.slice(0, signing);
    const sides = splitAt(run, gutter);
    const apart = sides.left.length > 12 && sides.right.length > 8 && isApart(run, sides);
    const rest = how === "goes on" && sides.right.length > 0 && (isProse(sides.left) || isProse(sides.right));
    if (apart || rest || (isProse(sides.left) && isProse(sides.right))) {
      bands.push(column(sides.left), column(sides.right));
      isTwo = true;
    } else bands.push(...alignedBands(run));
    if (signing >= 0) bands.push(...alignedBands(both.slice(signing)));
    const crossing = lines.slice(end).findIndex((line) => !crosses(line, gutter));
    const next = crossing < 0 ? lines.length : end + crossing;
    bands.push(...alignedBands(lines.slice(end, next)));
    at = next;
  }
  return isTwo ? bands.filter(({ lines: inside }) => inside.length > 0) : undefined;
}

/** The upright line in the middle of the page that the fewest entries cross, when enough stand on either side of it. */
function gutterOf(lines: readonly Line[]): number | undefined {
  if (lines.length < LEAST_COLUMN_LINES) return undefined;
  const [left, right] = edgesOf(lines);
  const segments = lines.flatMap((line) => line.segments);
  const width = right - left;
  let best: { readonly x: number; readonly crossing: number } | undefined;
  for (let x = left + width * 0.38; x < left + width * 0.62; x += 3) {
    const crossing = segments.filter(({ x0, x1 }) => x0 < x - 3 && x1 > x + 3).length;
    const nearer = best === undefined || Math.abs(x - left - width / 2) < Math.abs(best.x - left - width / 2);
    if (best === undefined || crossing < best.crossing || (crossing === best.crossing && nearer))
      best = { x, crossing };
  }
  if (best === undefined) return undefined;
  const { x, crossing } = best;
  const [before, behind] = [
    segments.filter(({ x1 }) => x1 <= x + 3).length,
    segments.filter(({ x0 }) => x0 >= x - 3).length,
  ];
  return before < LEAST_COLUMN_LINES || behind < LEAST_COLUMN_LINES || crossing > 0.5 * segments.length
    ? undefined
    : x;
}

const crosses = (line: Line | undefined, gutter: number): boolean =>
  line?.segments.some(({ x0, x1 }) => x0 < gutter - 4 && x1 > gutter + 4) ?? false;

function splitAt(lines: readonly Line[], gutter: number): { readonly left: Line[]; readonly right: Line[] } {
  const side = (keep: (segment: Segment) => boolean): Line[] =>
    lines
      .map((line) => ({ ...line, segments: line.segments.filter(keep) }))
      .filter(({ segments }) => segments.length > 0);
  return { left: side(({ x1 }) => x1 <= gutter + 4), right: side(({ x1 }) => x1 > gutter + 4) };
}

/** The two sides keep their own baselines, as rows of a table never do; the left one is prose. */
const isApart = (
  lines: readonly Line[],
  { left, right }: { readonly left: readonly Line[]; readonly right: readonly Line[] },
): boolean =>
  (left.length + right.length - lines.length) * 2 < Math.min(left.length, right.length) && isProse(left);

/** Enough lines, long enough, mostly of one segment: sentences rather than entries. */
function isProse(lines: readonly Line[]): boolean {
  if (lines.length < LEAST_COLUMN_LINES) return false;
  const long = lines.filter(
    ({ segments }) => segments.length === 1 && (segments[0]?.text.length ?? 0) >= LEAST_PROSE,
  );
  return long.length * 2 >= lines.length;
}

const edgesOf = (lines: readonly Line[]): readonly [number, number] => [
  Math.min(...lines.map(({ segments }) => segments[0]?.x0 ?? 0)),
  Math.max(...lines.map(({ segments }) => segments.at(-1)?.x1 ?? 0)),
];

function column(lines: readonly Line[]): Band {
  const [left, right] = edgesOf(lines);
  return { kind: "column", lines, left, right };
}

/** Neighbouring lines of the same two or more starts are rows of one table; all others are text. */
function alignedBands(unparted: readonly Line[]): readonly Band[] {
  const lines = partedLines(unparted);
  const bands: Band[] = [];
  const [left, right] = lines.length === 0 ? [0, 0] : edgesOf(lines);
  let at = 0;
  while (at < lines.length) {
    const end = endOfRows(lines, at);
    const last = bands.at(-1);
    if (end - at >= 2) {
      const rows = lines.slice(at, end);
      bands.push({ kind: "aligned", lines: rows, starts: startsOf(rows) });
      at = end;
    } else {
      const line = unparted[at];
      if (line !== undefined && last?.kind === "column")
        bands[bands.length - 1] = { ...last, lines: [...last.lines, line] };
      else if (line !== undefined) bands.push({ kind: "column", lines: [line], left, right });
      at += 1;
    }
  }
  return bands;
}

/** Cells that fill their columns touch: a line with a gap is cut too where the file began anew at a column of its neighbours. */
function partedLines(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at) => {
    if (line.segments.length < 2 || line.segments.every(({ breaks }) => breaks.length === 0)) return line;
    const near = [...lines.slice(Math.max(0, at - 4), at), ...lines.slice(at + 1, at + 5)];
    const starts = near
      .flatMap(({ segments }) => segments.slice(segments.length > 1 ? 1 : 0))
      .map(({ x0 }) => x0);
    const isStart = ({ x }: { readonly x: number }): boolean =>
      starts.some((start) => Math.abs(start - x) < 2);
    return {
      ...line,
      segments: line.segments.flatMap((segment) =>
        isSetWhole(segment) ? cut(segment, segment.breaks.filter(isStart)) : [segment],
      ),
    };
  });
}

/** A file that sets every sign or word by itself begins anew everywhere, which says nothing of columns. */
const isSetWhole = ({ text, breaks }: Segment): boolean => breaks.length <= Math.max(1, text.length / 8);

function cut(segment: Segment, breaks: readonly Segment["breaks"][number][]): readonly Segment[] {
  const [first, ...rest] = breaks;
  if (first === undefined) return [segment];
  const { text, x0, x1 } = segment;
  return [
    { text: text.slice(0, first.at).trim(), x0, x1: first.x, breaks: [] },
    ...cut(
      { text: text.slice(first.at).trim(), x0: first.x, x1, breaks: [] },
      rest.map(({ at, x }) => ({ at: at - first.at, x })),
    ),
  ].filter((part) => part.text !== "");
}

/** Where the columns begin: the leftmost start of each among the rows with the most entries. */
function startsOf(rows: readonly Line[]): readonly number[] {
  const most = Math.max(...rows.map(({ segments }) => segments.length));
  const full = rows.filter(({ segments }) => segments.length === most);
  return Array.from({ length: most }, (_, at) =>
    Math.min(...full.map(({ segments }) => segments[at]?.x0 ?? 0)),
  );
}

/** The end of a run of lines whose segments start where those of a neighbour do. */
function endOfRows(lines: readonly Line[], from: number): number {
  let end = from;
  while (end < lines.length) {
    const line = lines[end];
    const run = lines.slice(from, end);
    const before = run.filter(({ segments }) => segments.length > 1);
    if (
      line === undefined ||
      (line.segments.length < 2 && !isWrapped(line, run) && !isBeside(lines, end, run))
    )
      break;
    if (line.segments.length < 2) {
      end += 1;
      continue;
    }
    if (
      before.length > 0 &&
      (!before.slice(-3).some((other) => sharesStart(line, other)) ||
        line.y - (lines[end - 1]?.y ?? line.y) > 4.5 * line.size)
    )
      break;
    end += 1;
  }
  return end;
}

/** A line of one entry under the second or a later column of the rows above: the entry was too long for its cell. */
const isWrapped = (line: Line, rows: readonly Line[]): boolean => {
  const last = rows.at(-1);
  const [only] = line.segments;
  if (last === undefined || only === undefined || line.y - last.y > 2.2 * line.size) return false;
  if (Math.max(...rows.map(({ segments }) => segments.length)) === 2) return isShortRest(line, rows);
  return rows.some((row) => row.segments.slice(1).some(({ x0 }) => Math.abs(x0 - only.x0) < 4));
};

/** A few characters under the second of two entries that reached the right edge. */
function isShortRest({ segments: [only], size }: Line, rows: readonly Line[]): boolean {
  const above = rows.at(-1)?.segments[1];
  const right = Math.max(...rows.map(({ segments }) => segments[1]?.x1 ?? 0));
  return (
    only !== undefined &&
    above !== undefined &&
    rows.length > 1 &&
    only.text.length <= 12 &&
    Math.abs(above.x0 - only.x0) < 4 &&
    above.x1 > right - 1.5 * size
  );
}

/** A line of one entry less than a line away from another that starts elsewhere: a label in the middle of a long entry's lines. */
function isBeside(lines: readonly Line[], at: number, rows: readonly Line[]): boolean {
  const line = lines[at];
  const [only] = line?.segments ?? [];
  if (line === undefined || only === undefined || rows.length === 0) return false;
  const starts = rows.flatMap(({ segments }) => segments.map(({ x0 }) => x0));
  const isStart = (x: number): boolean => starts.some((start) => Math.abs(start - x) < 4);
  return [lines[at - 1], lines[at + 1]].some(
    (near) =>
      near !== undefined &&
      Math.abs(near.y - line.y) < 0.95 * line.size &&
      near.segments.every(({ x0, x1 }) => x1 < only.x0 - 4 || x0 > only.x1 + 4) &&
      near.segments.some(({ x0 }) => isStart(x0)),
  );
}

/** Whether an entry behind the first starts where one of another line does, whichever it is there. */
const sharesStart = (line: Line, other: Line): boolean =>
  line.segments
    .slice(1)
    .some(({ x0 }) => other.segments.some((segment, at) => Math.abs(segment.x0 - x0) < (at === 0 ? 3 : 10)));
