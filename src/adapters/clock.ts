import type { Clock } from "../ports/clock.ts";

/** The system's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved: for tests and reproducible demos. */
export function fixedClock(at: Date | string): Clock & { set(at: Date | string): void } {
  let now = new Date(at);
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next);
    },
  };
}
