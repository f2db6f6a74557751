import type { Bytes } from "../kit/bytes.ts";

/** Chance through a door: identifiers and random bytes. Production uses the crypto generator, tests a seeded one. */
export interface Ids {
  /** A new identifier `prefix_` + sortable random part; unique without asking the database. */
  next(prefix: string): string;
  /** `length` unpredictable bytes. */
  random(length: number): Bytes;
}
