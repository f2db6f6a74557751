import type { Patch } from "./samples.ts";

/** A sentence and the changes of a sound contract it speaks of. */
type Told = readonly [says: string, ...patch: readonly Patch[]];

/** One finding id: a change that gives it and nothing else, and a change close by that gives nothing. */
export type Pair = {
  readonly id: string;
  readonly base: string;
  readonly fires: Told;
  readonly spares: Told;
};

export const pair = (id: string, base: string, fires: Told, spares: Told): Pair => ({
  id,
  base,
  fires,
  spares,
});

/** The JSON is the whole contract: what is not there was not agreed. */
export const whole: Patch = { path: "/evidence/wholeText", value: true };
