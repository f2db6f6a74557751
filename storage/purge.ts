import { and, asc, inArray, lte, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Store } from "../src/ports/store.ts";
import { type Db, schema } from "./db.ts";

const { idempotencyKeys, linkCodes, linkSessions, outbox, rateCounters } = schema;

/** Rows of these that are over are nothing to anybody. */
const SHORT_LIVED: readonly { readonly table: SQLiteTable; readonly expiresAt: SQLiteColumn }[] = [
  { table: linkCodes, expiresAt: linkCodes.expiresAt },
  { table: linkSessions, expiresAt: linkSessions.expiresAt },
  { table: rateCounters, expiresAt: rateCounters.expiresAt },
];

/** Looks before it deletes: a look takes no write lock, and there is seldom anything to purge. */
export async function purge(db: Db, of: Parameters<Store["purge"]>[0]): Promise<number> {
  const gone = [await purgeKeys(db, of), await purgeWork(db, of)];
  for (const { table, expiresAt } of SHORT_LIVED) {
    const over = lte(expiresAt, of.now);
    const [one] = await db.select({ at: expiresAt }).from(table).where(over).limit(1);
    if (one === undefined) continue;
    const rows = await db
      .delete(table)
      .where(sql`rowid in (select rowid from ${table} where ${over} order by ${expiresAt} limit ${of.limit})`)
      .returning({ at: expiresAt });
    gone.push(rows.length);
  }
  return gone.reduce((sum, one) => sum + one, 0);
}

async function purgeKeys(db: Db, { now, limit }: Parameters<Store["purge"]>[0]): Promise<number> {
  const over = and(lte(idempotencyKeys.expiresAt, now), lte(idempotencyKeys.leasedUntil, now));
  const [key] = await db.select({ key: idempotencyKeys.key }).from(idempotencyKeys).where(over).limit(1);
  if (key === undefined) return 0;
  const keys = await db
    .delete(idempotencyKeys)
    .where(
      sql`rowid in (select rowid from ${idempotencyKeys} where ${over} order by ${idempotencyKeys.expiresAt} limit ${limit})`,
    )
    .returning({ key: idempotencyKeys.key });
  return keys.length;
}

async function purgeWork(db: Db, { doneBefore, limit }: Parameters<Store["purge"]>[0]): Promise<number> {
  const finished = lte(outbox.doneAt, doneBefore);
  const [work] = await db.select({ id: outbox.id }).from(outbox).where(finished).limit(1);
  if (work === undefined) return 0;
  const oldest = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(finished)
    .orderBy(asc(outbox.doneAt))
    .limit(limit);
  return (await db.delete(outbox).where(inArray(outbox.id, oldest)).returning({ id: outbox.id })).length;
}
