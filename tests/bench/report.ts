import type { Measured } from "./measure.ts";

/** A peer's figure for the same work. */
export type Beside = { readonly name: string; readonly median: number };

/** One line of the table. Times in milliseconds. */
export type Row = {
  readonly work: string;
  /** The figure asked for; null where none is. */
  readonly asked: number | null;
  readonly ours: Measured;
  readonly peers: readonly Beside[];
};

/** A figure that is no time: what it is, its unit, the figure asked for and whether it is a floor or a ceiling. */
export type Figure = {
  readonly what: string;
  readonly unit: string;
  readonly asked: number;
  readonly bound: "at most" | "at least";
  readonly value: number;
};

const ms = (value: number): string => value.toFixed(1).padStart(8);
const met = (good: boolean): string => (good ? "met" : "NOT met");

/** The table as text: chosen widths, no judgement but whether the figure asked for was met. */
export function tableOf(rows: readonly Row[], figures: readonly Figure[]): string {
  const head = `${"work".padEnd(58)}   asked    cold  median     p95`;
  const lines = rows.map(({ work, asked, ours, peers }) => {
    const beside = peers.map(
      ({ name, median }) => `${name} ${median.toFixed(1)} ms, ×${(median / ours.median).toFixed(1)}`,
    );
    const verdict = asked === null ? "" : met(ours.median <= asked);
    const first = `${work.padEnd(58)}${asked === null ? " ".repeat(8) : ms(asked)}${ms(ours.cold)}${ms(ours.median)}${ms(ours.p95)}  ${verdict}`;
    return [first.trimEnd(), ...beside.map((each) => `    beside ${each}`)].join("\n");
  });
  const rest = figures.map(({ what, unit, asked, bound, value }) => {
    const good = bound === "at most" ? value <= asked : value >= asked;
    return `${what.padEnd(58)}${ms(asked)} asked ${bound}, ${value.toFixed(1)} ${unit}  ${met(good)}`;
  });
  return [head, ...lines, "", ...rest].join("\n");
}
