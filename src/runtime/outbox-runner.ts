import { drainOutbox } from "../app/drain-outbox.ts";
import type { House } from "../app/house.ts";
import type { Change } from "../ports/store.ts";

/** How often the outbox is looked at when nobody rings, in milliseconds: retries, deadlines, what others left behind. */
const LOOK_EVERY = 1000;
/** Pieces of work side by side: a channel that takes its time to answer holds up one lane, not every code behind it. */
const LANES = 8;

/** Drains the outbox until it is told to end. */
export type OutboxRunner = {
  /** The house whose commits wake the runner: work that is due now begins now. */
  readonly house: House;
  /** Takes no new work and waits for what has begun. */
  end(): Promise<void>;
};

const makesWork = (change: Change): boolean => "insert" in change && change.insert === "outbox";

/** A bell that wakes one sleeper; a ring that finds nobody asleep is kept for the next. */
function bell(): { readonly ring: () => void; readonly heard: () => Promise<void> } {
  const sleepers: (() => void)[] = [];
  let rung = false;
  const heard = async (): Promise<void> => {
    if (!rung) return new Promise((resolve) => sleepers.push(resolve));
    rung = false;
  };
  const ring = (): void => {
    const wake = sleepers.shift();
    if (wake === undefined) rung = true;
    else wake();
  };
  return { ring, heard };
}

/**
 * Drains the outbox of a Node house side by side in a few lanes, at once when a commit left something to do, else every second.
 * The rows' leases keep the lanes apart. `report` hears of a drain that failed as a whole; work that fails is the outbox's own.
 */
export function runOutbox(house: House, report: (error: unknown) => void): OutboxRunner {
  const { ring, heard } = bell();
  const ending = new AbortController();
  const lane = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const drained = await drainOutbox(house, { limit: 1 }).catch((error: unknown) => {
        report(error);
        return undefined;
      });
      // Where there is one there may be another: the next lane looks while this one goes on.
      if (drained?.more === true) ring();
      else if (!ending.signal.aborted) await heard();
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  const clock = setInterval(ring, LOOK_EVERY);
  clock.unref();
  const commit: House["store"]["commit"] = async (changes) => {
    await house.store.commit(changes);
    if (changes.some(makesWork)) ring();
  };
  const store = new Proxy(house.store, {
    get: (target, name): unknown => (name === "commit" ? commit : Reflect.get(target, name)),
  });
  return {
    house: { ...house, store },
    end: async () => {
      ending.abort();
      clearInterval(clock);
      for (const _lane of lanes) ring();
      await Promise.all(lanes);
    },
  };
}
