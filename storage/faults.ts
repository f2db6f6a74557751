import { StoreError } from "../src/ports/store.ts";

/** The texts of an error and everything that caused it: drivers wrap what SQLite said in different depths. */
function textsOf(error: unknown): string {
  const texts: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1)
    texts.push(at.message);
  return texts.join("\n");
}

/**
 * What the database itself said, which names tables and columns only: the query builder's own message repeats the values
 * of the rows, and what stands in a cause is written to the log.
 */
function said(error: unknown): Error {
  let innermost = error;
  for (let depth = 0; innermost instanceof Error && innermost.cause instanceof Error && depth < 6; depth += 1)
    innermost = innermost.cause;
  const [words = ""] = (innermost instanceof Error ? innermost.message : String(innermost)).split(
    "\nparams:",
  );
  return new Error(words);
}

/** What SQLite, D1 or sqld said, in the house's closed list of faults. */
export function storeFault(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const cause = said(error);
  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(textsOf(error))?.[1]?.trim();
  if (unique === undefined)
    return new StoreError("store.unavailable", "数据库没有应答，请稍后重试", {}, { cause });
  if (unique.startsWith("audit_events.")) {
    return new StoreError("store.version_conflict", "此记录刚被别人改动，请重新读取后再试", {}, { cause });
  }
  return new StoreError("store.duplicate", "相同的记录已经存在", { unique }, { cause });
}

/** Runs a piece of database work and answers only in StoreErrors. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(error);
  }
}
