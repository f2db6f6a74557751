import { drizzle } from "drizzle-orm/d1";
import type { SecretRows } from "../src/ports/secret-rows.ts";
import type { Store } from "../src/ports/store.ts";
import { type Db, schema } from "./db.ts";
import { secretsOver } from "./secrets.ts";
import { storeOver } from "./store.ts";

/** What a D1 binding must look like; the platform's own type fits. */
export type D1Binding = { prepare(query: string): unknown; batch(statements: never[]): Promise<unknown> };

/** Store and secrets over D1. Statements stay far below its limit of 100 bound parameters: a row has at most 16 columns. */
export function d1Store(binding: D1Binding): { store: Store; secrets: SecretRows } {
  // drizzle's D1 and libsql drivers differ only in the type of run results, which nothing here reads
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const db = drizzle(binding, { schema }) as unknown as Db;
  return { store: storeOver(db), secrets: secretsOver(db) };
}
