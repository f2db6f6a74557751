import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openLibsql } from "../../storage/libsql-node.ts";
import { builtInPki } from "../adapters/ca/built-in-pki.ts";
import { REVOCATION_REASONS, type RevocationReason } from "../adapters/ca/revoked.ts";
import { systemClock } from "../adapters/clock.ts";
import { cryptoIds } from "../adapters/ids.ts";
import { type Rotation, rotateSecrets } from "../adapters/keys/rotate-secrets.ts";
import { readMigrations } from "../adapters/node/read-migrations.ts";
import type { SecretRows } from "../ports/secret-rows.ts";
import { packageRoot } from "./node-package-root.ts";
import { type Environment, masterKeyOf } from "./settings.ts";

const isReason = (text: string): text is RevocationReason => Object.hasOwn(REVOCATION_REASONS, text);

/** Why a certificate may be revoked, in the words of RFC 5280. */
export const REASONS = Object.keys(REVOCATION_REASONS).filter(isReason);

/** Where the secrets lie: a directory with the house's database, or the database that the environment names. */
export type KeyPlace = { readonly dataDir?: string | undefined; readonly env: Environment };

async function withSecrets<Result>(
  { dataDir, env }: KeyPlace,
  work: (secrets: SecretRows) => Promise<Result>,
): Promise<Result> {
  const root = packageRoot();
  const token = env["ZHIQI_DB_TOKEN"];
  const file = join(dataDir ?? join(root, "storage/.local"), "zhiqi.db");
  const database = await openLibsql({
    url: env["ZHIQI_DB_URL"] ?? pathToFileURL(file).href,
    ...(token === undefined ? {} : { authToken: token }),
    migrations: await readMigrations(join(root, "storage/migrations")),
  });
  try {
    return await work(database.secrets);
  } finally {
    database.close();
  }
}

/**
 * Encrypts every stored secret anew, from ZHIQI_MASTER_KEY (unset: the demo's) to ZHIQI_NEW_MASTER_KEY. Throws
 * `runtime.master_key_malformed`, `keys.*`.
 */
export async function rotateMasterKey(place: KeyPlace): Promise<Rotation> {
  const from = await masterKeyOf(place.env, "demo");
  const to = await masterKeyOf({ ZHIQI_MASTER_KEY: place.env["ZHIQI_NEW_MASTER_KEY"] }, "production");
  return withSecrets(place, (secrets) => rotateSecrets({ secrets, from, to, ids: cryptoIds(systemClock) }));
}

/** Ends a certificate of the built-in CA now; CRL and responder say so at once. Throws `ca.unknown_serial`, `keys.*`. */
export async function revokeCertificate(
  place: KeyPlace,
  asked: { readonly serial: string; readonly reason: RevocationReason },
): Promise<void> {
  const masterKey = await masterKeyOf(place.env, "demo");
  await withSecrets(place, (secrets) =>
    builtInPki({ secrets, masterKey, clock: systemClock, ids: cryptoIds(systemClock) }).revoke(
      asked.serial,
      asked.reason,
    ),
  );
}
