import { type Bytes } from "../../kit/bytes.ts";
import type { Ids } from "../../ports/ids.ts";
import type { KeyVault, SecretStore, SigningKey } from "../../ports/keys.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";
import { importPrivateKey, newKeyPair, publicKeyOf, webCryptoKey } from "./signing-key.ts";

/** Where secrets are kept, what locks them, and where fresh bytes come from. */
export type VaultParts = {
  readonly secrets: SecretStore;
  /** 32 bytes. */
  readonly masterKey: Bytes;
  readonly ids: Ids;
};

const ALGORITHM = "ECDSA-P256-SHA256";

/**
 * Keys held by the server, encrypted at rest under the master key. A named key is made at first use; of two makers the one
 * who wrote first wins and both use its key. Throws `keys.wrong_master_key`, `keys.secret_damaged`.
 */
export function keyVault(parts: VaultParts): KeyVault {
  return {
    signingKey: async (name) => {
      const secret = await keptSecret(parts, `key/${name}`, async () => {
        const { privateKey } = await newKeyPair("stored");
        return new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
      });
      return await signingKeyOf(secret);
    },
    ephemeralKey: async () => {
      const pair = await newKeyPair("ephemeral");
      return webCryptoKey({ ...pair, algorithm: ALGORITHM, heldBy: "server" });
    },
  };
}

/** The secret of this name, made by `make` when there is none yet. What is returned is what is stored, whoever made it. */
export async function keptSecret(
  parts: VaultParts,
  name: string,
  make: () => Promise<Bytes>,
): Promise<Bytes> {
  const { secrets, masterKey, ids } = parts;
  const stored =
    (await secrets.read(name)) ??
    (await secrets.writeOnce(
      name,
      await sealSecret(await make(), { name, masterKey, nonce: ids.random(12) }),
    ));
  return await openSecret(stored, { name, masterKey });
}

async function signingKeyOf(pkcs8: Bytes): Promise<SigningKey> {
  const privateKey = await importPrivateKey(pkcs8, ALGORITHM);
  return webCryptoKey({
    privateKey,
    publicKey: await publicKeyOf(pkcs8, ALGORITHM),
    algorithm: ALGORITHM,
    heldBy: "server",
  });
}
