import type { Patch } from "./samples.ts";

/** One change of a valid contract, and every id it must find at stage file. An empty list is a near miss. */
export type Case = readonly [
  says: string,
  patch: readonly Patch[],
  expected: readonly string[],
  base?: string,
];

export const at = (path: string, value: unknown): Patch => ({ path, value });
export const gone = (path: string): Patch => ({ path, value: "@del" });
export const one = (says: string, path: string, value: unknown, ...expected: readonly string[]): Case => [
  says,
  [at(path, value)],
  expected,
];
