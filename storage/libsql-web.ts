import { createClient } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { SecretRows } from "../src/ports/secret-rows.ts";
import type { Store } from "../src/ports/store.ts";
import { schema } from "./db.ts";
import { secretsOver } from "./secrets.ts";
import { storeOver } from "./store.ts";

/** sqld or Turso by URL from a worker: fetch only, no native code. Migrations are applied elsewhere (Node, `zhiqi serve`). */
export function libsqlWeb(options: { readonly url: string; readonly authToken?: string }): {
  store: Store;
  secrets: SecretRows;
} {
  const { url, authToken } = options;
  const db = drizzle(createClient({ url, ...(authToken === undefined ? {} : { authToken }) }), { schema });
  return { store: storeOver(db), secrets: secretsOver(db) };
}
