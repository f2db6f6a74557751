import type { Ruling } from "../../formats/pdf/text/page-text.ts";

/** A cell of a ruled grid, on the page. */
export type RuledCell = {
  readonly row: number;
  readonly column: number;
  readonly span: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
};

/** A table drawn with lines. `rulings` are the ones it is made of. */
export type RuledTable = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly cells: readonly RuledCell[];
  readonly rulings: ReadonlySet<Ruling>;
};

const NEAR = 3;
const MOST = 1_500;

/** Tables among the lines drawn on a page: connected lines that enclose at least two cells. */
export function ruledTables(rulings: readonly Ruling[]): readonly RuledTable[] {
  const some = rulings.slice(0, MOST);
  return componentsOf(some).flatMap((component) => {
    const table = tableOf(component);
    return table === undefined ? [] : [table];
  });
}

const touches = (one: Ruling, other: Ruling): boolean => {
  if (one.level === other.level)
    return Math.abs(one.at - other.at) < NEAR && one.from < other.to + NEAR && other.from < one.to + NEAR;
  return (
    one.at > other.from - NEAR &&
    one.at < other.to + NEAR &&
    other.at > one.from - NEAR &&
    other.at < one.to + NEAR
  );
};

function componentsOf(rulings: readonly Ruling[]): readonly (readonly Ruling[])[] {
  const left = new Set(rulings);
  const components: Ruling[][] = [];
  for (const start of rulings) {
    if (!left.delete(start)) continue;
    const component = [start];
    for (let at = 0; at < component.length; at += 1) {
      const here = component[at];
      if (here === undefined) continue;
      for (const other of left)
        if (touches(here, other)) {
          left.delete(other);
          component.push(other);
        }
    }
    components.push(component);
  }
  return components;
}

/** Distinct places, those within reach of each other as one. */
function places(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted.filter((value, at) => at === 0 || value - (sorted[at - 1] ?? 0) > NEAR);
}

function tableOf(rulings: readonly Ruling[]): RuledTable | undefined {
  const level = rulings.filter((ruling) => ruling.level);
  const upright = rulings.filter((ruling) => !ruling.level);
  const ys = places(level.map(({ at }) => at));
  const xs = places(upright.map(({ at }) => at));
  if (ys.length < 2 || xs.length < 2 || ys.length * xs.length > 20_000) return undefined;
  const cells = cellsOf(xs, ys, { level, upright });
  if (cells.length < 2) return undefined;
  const [x0 = 0, y0 = 0] = [xs[0], ys[0]];
  return { x0, y0, x1: xs.at(-1) ?? 0, y1: ys.at(-1) ?? 0, cells, rulings: new Set(rulings) };
}

type Lines = { readonly level: readonly Ruling[]; readonly upright: readonly Ruling[] };

function cellsOf(
  xs: readonly number[],
  ys: readonly number[],
  { level, upright }: Lines,
): readonly RuledCell[] {
  const wall = (x: number, y: number): boolean =>
    upright.some(({ at, from, to }) => Math.abs(at - x) <= NEAR && from <= y && to >= y);
  const floor = (y: number, x: number): boolean =>
    level.some(({ at, from, to }) => Math.abs(at - y) <= NEAR && from <= x && to >= x);
  const middle = (list: readonly number[], at: number): number => ((list[at] ?? 0) + (list[at + 1] ?? 0)) / 2;
  const taken = new Set<string>();
  const cells: RuledCell[] = [];
  for (let row = 0; row + 1 < ys.length; row += 1) {
    for (let column = 0; column + 1 < xs.length; column += 1) {
      if (taken.has(`${row} ${column}`)) continue;
      let right = column;
      while (right + 2 < xs.length && !wall(xs[right + 1] ?? 0, middle(ys, row))) right += 1;
      let bottom = row;
      while (bottom + 2 < ys.length && !floor(ys[bottom + 1] ?? 0, middle(xs, column))) bottom += 1;
      for (let r = row; r <= bottom; r += 1) for (let c = column; c <= right; c += 1) taken.add(`${r} ${c}`);
      cells.push({
        row: row + 1,
        column: column + 1,
        span: right - column + 1,
        x0: xs[column] ?? 0,
        y0: ys[row] ?? 0,
        x1: xs[right + 1] ?? 0,
        y1: ys[bottom + 1] ?? 0,
      });
    }
  }
  return cells;
}
