import { createClient } from "@libsql/client/node";
import { drizzle } from "drizzle-orm/libsql/node";
import type { SecretRows } from "../src/ports/secret-rows.ts";
import type { Store } from "../src/ports/store.ts";
import { schema } from "./db.ts";
import { guarded } from "./faults.ts";
import { applyMigrations, type Migration } from "./migrate.ts";
import { secretsOver } from "./secrets.ts";
import { storeOver } from "./store.ts";

export type LibsqlStore = { readonly store: Store; readonly secrets: SecretRows; close(): void };

/** How long a writer waits for another process's writer before it gives up, in milliseconds. */
const BUSY_MS = 10_000;

/**
 * libsql on Node: `file:/path/zhiqi.db` (one machine, the default), `:memory:`, or the URL of sqld or Turso. Applies the
 * migrations before it answers. A file is put into WAL once; durability stays SQLite's FULL.
 */
export async function openLibsql(options: {
  readonly url: string;
  readonly authToken?: string;
  readonly migrations: readonly Migration[];
}): Promise<LibsqlStore> {
  const { url, authToken, migrations } = options;
  const client = createClient({ url, timeout: BUSY_MS, ...(authToken === undefined ? {} : { authToken }) });
  const db = drizzle(client, { schema });
  try {
    if (url.startsWith("file:")) await guarded(() => client.execute("pragma journal_mode = wal"));
    await applyMigrations(db, migrations);
  } catch (error) {
    client.close();
    throw error;
  }
  return { store: storeOver(db), secrets: secretsOver(db), close: () => client.close() };
}
