import { HouseError } from "../../kit/errors.ts";

/** What can be wrong with a key or with a secret at rest. Public: never renamed, only retired. */
export type KeyFault =
  /** The configured master key is not 32 bytes. */
  | "keys.wrong_master_key_length"
  /** The secret was encrypted under another master key. */
  | "keys.wrong_master_key"
  /** The secret's ciphertext was changed or belongs to another name. */
  | "keys.secret_damaged"
  /** Somebody wrote secrets while they were being encrypted anew. */
  | "keys.rotation_raced"
  /** Neither a PEM private key nor PEM certificates where they were asked for. */
  | "keys.wrong_pem"
  /** The PEM is protected by a passphrase. */
  | "keys.encrypted_pem"
  /** Not ECDSA P-256, P-384 or RSA. */
  | "keys.unsupported_algorithm"
  /** RSA under 2048 bits. */
  | "keys.weak_key"
  /** Not a PKCS#12 file, or one with none or several private keys. */
  | "keys.wrong_pkcs12"
  /** A PKCS#12 file protected in a way we do not know (RC2, 3DES, PBMAC1). */
  | "keys.unsupported_pkcs12"
  /** The password does not open the PKCS#12 file. */
  | "keys.wrong_password"
  /** The key service did not answer after all retries. */
  | "keys.service_unreachable"
  /** The key service answered with a refusal. */
  | "keys.service_refused"
  /** The key service answered something other than its contract says. */
  | "keys.service_unsound";

/** A key or a stored secret that cannot be used. Never carries key material. */
export class KeyError extends HouseError<KeyFault> {}
