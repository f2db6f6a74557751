import { isMainThread, Worker, workerData } from "node:worker_threads";

/** A trial that takes as long has no end. */
const LONGEST = 60_000;
const LOOK_EVERY = 5000;

/** Watches from another thread that trials end: one that does not is named on standard error, and the whole program is ended. */
export function watch(): { at: number } {
  const seen = new BigInt64Array(new SharedArrayBuffer(8));
  new Worker(new URL(import.meta.url), { workerData: seen }).unref();
  return {
    get at() {
      return Number(Atomics.load(seen, 0));
    },
    set at(number: number) {
      Atomics.store(seen, 0, BigInt(number));
    },
  };
}

if (!isMainThread) {
  const seen = workerData as BigInt64Array;
  let [last, since] = [Atomics.load(seen, 0), Date.now()];
  setInterval(() => {
    const now = Atomics.load(seen, 0);
    if (now !== last) [last, since] = [now, Date.now()];
    if (Date.now() - since < LONGEST) return;
    process.stderr.write(`trial ${now} does not end\n`, () => process.kill(process.pid, "SIGKILL"));
  }, LOOK_EVERY);
}
