import { eq } from "drizzle-orm";
import { fromBase64, toBase64 } from "../src/kit/bytes.ts";
import type { SecretStore } from "../src/ports/keys.ts";
import { StoreError } from "../src/ports/store.ts";
import { type Db, schema } from "./db.ts";
import { guarded } from "./faults.ts";

const { secrets } = schema;

/** Ciphertext rows; the first writer of a name wins and everybody gets the winner's. */
export function secretsOver(db: Db): SecretStore {
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
  };
}
