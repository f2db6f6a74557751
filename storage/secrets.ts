import { asc, eq, gte, sql } from "drizzle-orm";
import { fromBase64, toBase64 } from "../src/kit/bytes.ts";
import type { SecretRows } from "../src/ports/secret-rows.ts";
import { StoreError } from "../src/ports/store.ts";
import { batchOf, type Db, schema } from "./db.ts";
import { guarded } from "./faults.ts";

const { secrets } = schema;

/** Ciphertext rows; the first writer of a name wins and everybody gets the winner's. */
export function secretsOver(db: Db): SecretRows {
  const read = (name: string) =>
    guarded(async () => {
      const row = await db.select().from(secrets).where(eq(secrets.name, name)).get();
      return row === undefined ? undefined : fromBase64(row.ciphertext);
    });
  return {
    read,
    writeOnce: async (name, secret) => {
      await guarded(async () =>
        db
          .insert(secrets)
          .values({ name, ciphertext: toBase64(secret) })
          .onConflictDoNothing(),
      );
      const winner = await read(name);
      if (winner === undefined) throw new StoreError("store.unavailable", "密文写入后读不回来", { name });
      return winner;
    },
    names: (prefix) =>
      guarded(async () => {
        const rows = await db
          .select({ name: secrets.name })
          .from(secrets)
          .where(gte(secrets.name, prefix))
          .orderBy(asc(secrets.name));
        return rows.map(({ name }) => name).filter((name) => name.startsWith(prefix));
      }),
    rewrite: (changes) => rewriteAll(db, changes),
  };
}

/** One batch. A row that is no longer what it was would become NULL, which the column refuses, and with it the whole batch. */
async function rewriteAll(db: Db, changes: Parameters<SecretRows["rewrite"]>[0]): Promise<boolean> {
  if (changes.length === 0) return true;
  try {
    await db.batch(
      batchOf(
        changes.map(({ name, from, to }) =>
          db
            .update(secrets)
            .set({
              ciphertext: sql`case when ${secrets.ciphertext} = ${toBase64(from)} then ${toBase64(to)} end`,
            })
            .where(eq(secrets.name, name)),
        ),
      ),
    );
    return true;
  } catch (error) {
    if (toldNotNull(error)) return false;
    return await guarded(() => Promise.reject(error instanceof Error ? error : new Error(String(error))));
  }
}

function toldNotNull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1)
    if (at.message.includes("NOT NULL constraint failed: secrets.ciphertext")) return true;
  return false;
}
