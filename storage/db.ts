import type { BatchItem } from "drizzle-orm/batch";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import * as schema from "./schema/index.ts";

/**
 * One type for libsql file, libsql by URL and D1. `batch` is the only unit of work: it is atomic on all three, while
 * `transaction` is refused by D1 and blocks itself in one Node process (notes/edge §4).
 */
export type Db = Omit<LibSQLDatabase<typeof schema>, "transaction">;
export type Statement = BatchItem<"sqlite">;
export { schema };

/** A batch of one or more statements, whose types the caller does not need. */
export function batchOf(statements: readonly Statement[]): [Statement, ...Statement[]] {
  const [first, ...rest] = statements;
  if (first === undefined) throw new RangeError("a commit needs at least one change");
  return [first, ...rest];
}
