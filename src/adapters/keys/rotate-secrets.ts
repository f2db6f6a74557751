import type { Bytes } from "../../kit/bytes.ts";
import type { Ids } from "../../ports/ids.ts";
import type { SecretChange, SecretRows } from "../../ports/secret-rows.ts";
import { KeyError } from "./errors.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";

/** How many secrets were written anew, and how many were under the new key already. */
export type Rotation = { readonly rewritten: number; readonly already: number };

/** A row may be made by a house that runs meanwhile; then everything is read again. */
const TRIES = 3;

/**
 * Encrypts every secret under the new master key, all in one write or none: a crash leaves the old key in force for all of
 * them or the new one. Can be run again at any time; rows under the new key are left alone. Throws `keys.wrong_master_key` for
 * a row under neither key, `keys.secret_damaged`, `keys.rotation_raced` when somebody keeps writing: stop the house first.
 */
export async function rotateSecrets(parts: {
  readonly secrets: SecretRows;
  readonly from: Bytes;
  readonly to: Bytes;
  readonly ids: Pick<Ids, "random">;
}): Promise<Rotation> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const { changes, already } = await planRotation(parts);
    if (await parts.secrets.rewrite(changes)) return { rewritten: changes.length, already };
  }
  throw new KeyError(
    "keys.rotation_raced",
    "密文正在被别的程序改写，请先停止服务再轮换 · secrets keep changing: stop the service, then rotate",
  );
}

async function planRotation(
  parts: Parameters<typeof rotateSecrets>[0],
): Promise<{ readonly changes: readonly SecretChange[]; readonly already: number }> {
  const { secrets, from, to, ids } = parts;
  const changes: SecretChange[] = [];
  let already = 0;
  for (const name of await secrets.names("")) {
    const sealed = await secrets.read(name);
    if (sealed === undefined) continue;
    if (await opens(sealed, { name, masterKey: to })) {
      already += 1;
      continue;
    }
    const secret = await openSecret(sealed, { name, masterKey: from });
    const again = await sealSecret(secret, { name, masterKey: to, nonce: ids.random(12) });
    changes.push({ name, from: sealed, to: again });
  }
  return { changes, already };
}

/** Whether a row is under this key; a damaged one is not asked here. */
async function opens(
  sealed: Bytes,
  lock: { readonly name: string; readonly masterKey: Bytes },
): Promise<boolean> {
  try {
    await openSecret(sealed, lock);
    return true;
  } catch (error) {
    if (error instanceof KeyError && error.code === "keys.wrong_master_key") return false;
    throw error;
  }
}
