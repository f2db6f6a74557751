import { sql } from "drizzle-orm";
import { batchOf, type Db } from "./db.ts";
import { guarded, storeFault } from "./faults.ts";

/** One file of `storage/migrations`: its name without `.sql`, and its text. */
export type Migration = { readonly name: string; readonly sql: string };

const applied = async (db: Db): Promise<ReadonlySet<string>> => {
  await db.run(
    sql`create table if not exists zhiqi_migrations (name text primary key not null, at text not null)`,
  );
  const rows = await db.all<{ name: string }>(sql`select name from zhiqi_migrations`);
  return new Set(rows.map((row) => row.name));
};

/** One migration in one batch: its name goes in first, so that of two processes starting at once one applies it and the other finds it done. */
async function apply(db: Db, migration: Migration): Promise<void> {
  const statements = migration.sql
    .split("--> statement-breakpoint")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
  const first = sql`insert into zhiqi_migrations (name, at) values (${migration.name}, current_timestamp)`;
  try {
    await db.batch(batchOf([db.run(first), ...statements.map((statement) => db.run(sql.raw(statement)))]));
  } catch (error) {
    if (storeFault(error).facts["unique"] !== "zhiqi_migrations.name") throw error;
  }
}

/** Brings the database to the newest schema; doing it twice, or twice at once, is doing it once. D1 uses `wrangler d1 migrations apply` on the same files. */
export async function applyMigrations(db: Db, migrations: readonly Migration[]): Promise<readonly string[]> {
  return guarded(async () => {
    const done = await applied(db);
    const missing = migrations
      .filter((migration) => !done.has(migration.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const migration of missing) await apply(db, migration);
    return missing.map((migration) => migration.name);
  });
}
