/** Times in milliseconds of one thing done again and again in one process. */
export type Measured = {
  readonly cold: number;
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
};

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
  times.sort((a, b) => a - b);
  return { cold, median: at(times, 0.5), p95: at(times, 0.95), runs };
}
