import { type Bytes, concat, equalBytes, utf8 } from "../../kit/bytes.ts";
import { KeyError } from "./errors.ts";

/**
 * Layout of a secret at rest: version (1), name of the master key (8 bytes), nonce (12 bytes), AES-256-GCM ciphertext with
 * tag. The secret's name is authenticated with it, so that rows cannot be exchanged.
 */
const VERSION = 1;
const KEY_NAME_BYTES = 8;
const NONCE_BYTES = 12;
const HEAD = 1 + KEY_NAME_BYTES + NONCE_BYTES;
/** 32 bytes: AES-256. */
const MASTER_KEY_BYTES = 32;

/** A name for the master key that says nothing about it: distinguishes a wrong key from a damaged row, and serves rotation. */
async function masterKeyName(masterKey: Bytes): Promise<Bytes> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", masterKey, hmac, false, ["sign"]);
  const mac = await crypto.subtle.sign(hmac, key, utf8("zhiqi: name of the master key"));
  return new Uint8Array(mac, 0, KEY_NAME_BYTES).slice();
}

async function cipherKey(masterKey: Bytes, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  if (masterKey.length !== MASTER_KEY_BYTES) {
    throw new KeyError(
      "keys.wrong_master_key_length",
      `主密钥有 ${masterKey.length} 字节，应为 32 个随机字节 · the master key has ${masterKey.length} bytes; configure 32 random bytes`,
      {
        length: masterKey.length,
      },
    );
  }
  return await crypto.subtle.importKey("raw", masterKey, "AES-GCM", false, [use]);
}

/** Encrypts a secret under the master key, bound to its name. `nonce` is 12 fresh random bytes, never used again. */
export async function sealSecret(
  secret: Bytes,
  lock: { readonly name: string; readonly masterKey: Bytes; readonly nonce: Bytes },
): Promise<Bytes> {
  const key = await cipherKey(lock.masterKey, "encrypt");
  const algorithm = { name: "AES-GCM", iv: lock.nonce, additionalData: utf8(lock.name) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, secret));
  return concat(Uint8Array.of(VERSION), await masterKeyName(lock.masterKey), lock.nonce, ciphertext);
}

/** The secret. Throws `keys.wrong_master_key` under another master key, `keys.secret_damaged` for changed or exchanged rows. */
export async function openSecret(
  sealed: Bytes,
  lock: { readonly name: string; readonly masterKey: Bytes },
): Promise<Bytes> {
  const key = await cipherKey(lock.masterKey, "decrypt");
  const damaged = (cause?: unknown): KeyError =>
    new KeyError(
      "keys.secret_damaged",
      `存储的密文 ${lock.name} 已损坏，请从备份恢复 · the stored secret ${lock.name} is damaged: restore it from a backup`,
      { name: lock.name },
      { cause },
    );
  if (sealed.length <= HEAD || sealed[0] !== VERSION) throw damaged();
  if (!equalBytes(sealed.subarray(1, 1 + KEY_NAME_BYTES), await masterKeyName(lock.masterKey))) {
    throw new KeyError(
      "keys.wrong_master_key",
      `存储的密文 ${lock.name} 是用另一个主密钥加密的，请配置那一个 · the stored secret ${lock.name} was encrypted under another master key: configure that one`,
      { name: lock.name },
    );
  }
  const iv = sealed.slice(1 + KEY_NAME_BYTES, HEAD);
  try {
    const algorithm = { name: "AES-GCM", iv, additionalData: utf8(lock.name) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.slice(HEAD)));
  } catch (cause) {
    throw damaged(cause);
  }
}
