/** Times in milliseconds of one thing done again and again in one process. */
export type Measured = {
  readonly cold: number;
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
  /** The mean of the best ten runs in a row: what a peer's least time of ten is set beside on a busy machine. */
  readonly bestTen: number;
};

function bestTenOf(times: readonly number[]): number {
  const tens = times
    .slice(0, Math.max(1, times.length - 9))
    .map((_, from) => times.slice(from, from + 10))
    .map((ten) => ten.reduce((sum, time) => sum + time, 0) / ten.length);
  return Math.min(...tens);
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The first run is told apart (cold); `warmups` more are thrown away, then `runs` are counted. */
export async function measure(work: () => unknown, { warmups = 5, runs = 30 } = {}): Promise<Measured> {
  const once = async (): Promise<number> => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const cold = await once();
  for (let count = 0; count < warmups; count += 1) await once();
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await once());
  const bestTen = bestTenOf(times);
  times.sort((a, b) => a - b);
  return { cold, bestTen, median: at(times, 0.5), p95: at(times, 0.95), runs };
}
